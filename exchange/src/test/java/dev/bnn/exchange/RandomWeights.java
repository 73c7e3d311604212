// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Each form in which a graph may hold the weights of a layer. */
abstract class RandomWeights extends RandomConstants {
    private static final float[] SCALES = {0.25f, 0.5f, 1, 2};

    RandomWeights(long seed) {
        super(seed);
    }

    /**
     * Constant weights of a shape, with one scale for all or one per output: plain, through a quantizer, multiplied, transposed,
     * or in half precision.
     *
     * @param axis the axis of the outputs
     */
    final String weights(int axis, long... dims) {
        int rank = dims.length;
        boolean transposed = chance(0.3);
        long[] stored = dims.clone();
        int[] perm = new int[rank];
        for (int i = 0; i < rank; i++) {
            perm[i] = transposed ? rank - 1 - i : i;
            stored[perm[i]] = dims[i];
        }
        String made = chance(0.35) ? scaled(perm[axis], stored) : one(stored);
        if (!transposed) {
            return made;
        }
        // By default a Transpose reverses the axes.
        Map<String, Attribute> axes = chance(0.5) || rank == 2
                ? Map.of()
                : Map.of(
                        "perm",
                        new Attribute.Ints(
                                Arrays.stream(perm).mapToObj(p -> (long) p).toList()));
        return aside("Transpose", axes, List.of(made));
    }

    /** Weights with one scale for all. */
    private String one(long... dims) {
        float step = chance(0.5) ? 1 : 0.5f;
        if (chance(0.3)) {
            float[] values = new float[size(dims)];
            for (int i = 0; i < values.length; i++) {
                values[i] = chance(0.5) ? step : -step;
            }
            return chance(0.3)
                    ? graph.constant(half(name() + ".x", values, dims))
                    : constant(Tensor.floats(name() + ".x", values, dims));
        }
        if (opset >= 9 && chance(0.2)) {
            return signOfSign(latent(dims));
        }
        return chance(0.6) ? bipolar(latent(dims), scalar(step)) : integers(latent(dims), scalar(step));
    }

    /** Weights with one scale for each index along an axis: in the numbers, in the quantizer, or as a factor after it. */
    private String scaled(int axis, long... dims) {
        int rank = dims.length;
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        shape[axis] = dims[axis];
        float[] scales = new float[(int) dims[axis]];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = SCALES[random.nextInt(SCALES.length)];
        }
        if (chance(0.2)) {
            int inner = size(Arrays.copyOfRange(dims, axis + 1, rank));
            float[] values = new float[size(dims)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (chance(0.5) ? 1 : -1) * scales[i / inner % scales.length];
            }
            return constant(Tensor.floats(name() + ".x", values, dims));
        }
        if (chance(0.5)) {
            String by =
                    constant(Tensor.floats(name() + ".x", scales, axis == rank - 1 ? new long[] {dims[axis]} : shape));
            return chance(0.6) ? bipolar(latent(dims), by) : integers(latent(dims), by);
        }
        // A factor may be 0, as for a pruned channel, or negative; not all are 0.
        for (int i = 1; i < scales.length; i++) {
            scales[i] = chance(0.1) ? 0 : chance(0.2) ? -scales[i] : scales[i];
        }
        String by = constant(Tensor.floats(name() + ".x", scales, shape));
        String made = chance(0.6) ? bipolar(latent(dims), scalar(1)) : integers(latent(dims), scalar(0.5f));
        return aside("Mul", Map.of(), chance(0.5) ? List.of(made, by) : List.of(by, made));
    }

    private String latent(long... dims) {
        float[] values = new float[size(dims)];
        for (int i = 0; i < values.length; i++) {
            values[i] = between(-12, 12) * 0.25f;
        }
        return graph.constant(Tensor.floats(name() + ".x", values, dims));
    }

    private String bipolar(String latent, String scale) {
        return graph.node(name(), QONNX, "BipolarQuant", Map.of(), List.of(latent, scale));
    }

    private String integers(String latent, String scale) {
        List<String> inputs = List.of(latent, scale, scalar(0), scalar(between(2, 4)));
        return graph.node(name(), QONNX, "Quant", quant(1), inputs);
    }

    private static int size(long... dims) {
        return (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    }

    static Tensor half(String name, float[] values, long... dims) {
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            int size = Math.abs(values[i]) == 1 ? 0x3c00 : 0x3800;
            bytes[2 * i + 1] = (byte) ((values[i] < 0 ? 0x8000 | size : size) >> 8);
        }
        return new Tensor(name, Tensor.FLOAT16, dims, bytes);
    }
}
