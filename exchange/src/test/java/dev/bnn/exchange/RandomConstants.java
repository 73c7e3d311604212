// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A graph that grows at random, and each form in which a graph may hold a constant. */
abstract class RandomConstants {
    static final String QONNX = QonnxExport.DOMAIN;
    private static final int[] OPSETS = {7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 21, 22};

    final Random random;
    final int opset;
    final GraphBuilder graph;
    int channels;
    int height;
    int width;
    /** True while the value is a map [N, C, H, W]. */
    boolean map = true;

    int named;
    /** The last value of the chain. */
    String value = "image";

    RandomConstants(long seed) {
        // Neighboring seeds of Random begin alike; the multiplication separates them.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        opset = OPSETS[random.nextInt(OPSETS.length)];
        graph = new GraphBuilder("net", "image");
    }

    /** Constant weights of a shape: as they are, through a quantizer, transposed, in half precision. */
    final String weights(long... dims) {
        int rank = dims.length;
        boolean transposed = chance(0.3);
        long[] stored = dims.clone();
        int[] perm = new int[rank];
        for (int i = 0; i < rank; i++) {
            perm[i] = transposed ? rank - 1 - i : i;
            stored[perm[i]] = dims[i];
        }
        int size = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        String made;
        float step = chance(0.5) ? 1 : 0.5f;
        float[] values = new float[size];
        if (chance(0.3)) {
            for (int i = 0; i < size; i++) {
                values[i] = chance(0.5) ? step : -step;
            }
            made = chance(0.3)
                    ? graph.constant(half(name() + ".x", values, stored))
                    : constant(Tensor.floats(name() + ".x", values, stored));
        } else {
            for (int i = 0; i < size; i++) {
                values[i] = between(-12, 12) * 0.25f;
            }
            String latent = graph.constant(Tensor.floats(name() + ".x", values, stored));
            made = chance(0.6)
                    ? graph.node(name(), QONNX, "BipolarQuant", Map.of(), List.of(latent, scalar(step)))
                    : graph.node(
                            name(),
                            QONNX,
                            "Quant",
                            quant(1),
                            List.of(latent, scalar(step), scalar(0), scalar(between(2, 4))));
        }
        if (!transposed) {
            return made;
        }
        // The axes in reverse are the default.
        Map<String, Attribute> axes = chance(0.5) || rank == 2
                ? Map.of()
                : Map.of(
                        "perm",
                        new Attribute.Ints(
                                Arrays.stream(perm).mapToObj(p -> (long) p).toList()));
        return graph.node(name(), "", "Transpose", axes, List.of(made));
    }

    static Tensor half(String name, float[] values, long... dims) {
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            int size = Math.abs(values[i]) == 1 ? 0x3c00 : 0x3800;
            bytes[2 * i + 1] = (byte) ((values[i] < 0 ? 0x8000 | size : size) >> 8);
        }
        return new Tensor(name, Tensor.FLOAT16, dims, bytes);
    }

    final Map<String, Attribute> quant(int signed) {
        Map<String, Attribute> all = new LinkedHashMap<>();
        all.put("narrow", new Attribute.Int(signed));
        all.put("signed", new Attribute.Int(signed));
        if (chance(0.5)) {
            all.put("rounding_mode", new Attribute.Text("ROUND"));
        }
        return all;
    }

    final String byChannel(float[] of) {
        if (chance(0.4)) {
            return operand(of[random.nextInt(of.length)]);
        }
        float[] values = new float[channels];
        for (int c = 0; c < channels; c++) {
            values[c] = of[random.nextInt(of.length)];
        }
        long[][] forms =
                map ? new long[][] {{channels, 1, 1}, {1, channels, 1, 1}} : new long[][] {{channels}, {1, channels}};
        return constant(Tensor.floats(name() + ".x", values, forms[random.nextInt(2)]));
    }

    /** One number as some constant. */
    final String operand(float number) {
        if (opset >= 12 && chance(0.3)) {
            Map<String, Attribute> one = chance(0.5)
                    ? Map.of("value_float", new Attribute.Float(number))
                    : Map.of("value_floats", new Attribute.Floats(List.of(number)));
            return aside("Constant", one, List.of());
        }
        if (chance(0.15)) {
            String half = aside("Mul", Map.of(), List.of(scalar(number), scalar(0.5f)));
            return aside("Add", Map.of(), List.of(half, half));
        }
        long[][] forms = map ? new long[][] {{}, {1}, {1, 1, 1}, {1, 1, 1, 1}} : new long[][] {{}, {1}, {1, 1}};
        return constant(Tensor.floats(name() + ".x", new float[] {number}, forms[random.nextInt(forms.length)]));
    }

    /** The next node of the chain. */
    final void add(String domain, String op, Map<String, Attribute> attributes, String... others) {
        List<String> inputs = new ArrayList<>(List.of(value));
        inputs.addAll(List.of(others));
        value = graph.node(name(), domain, op, attributes, inputs);
    }

    /** A node that the next one of the chain does not read first. */
    final String aside(String op, Map<String, Attribute> attributes, List<String> inputs) {
        return graph.node(name(), "", op, attributes, inputs);
    }

    final String constant(Tensor tensor) {
        return chance(0.7)
                ? graph.constant(tensor)
                : aside("Constant", Map.of("value", new Attribute.Constant(tensor)), List.of());
    }

    final String scalar(float number) {
        return graph.constant(Tensor.floats("number." + number, new float[] {number}, new long[0]));
    }

    final String sizes(long... sizes) {
        return opset >= 12 && chance(0.2)
                ? aside("Constant", Map.of("value_ints", Attribute.ints(sizes)), List.of())
                : constant(Tensor.longs(name() + ".x", sizes, sizes.length));
    }

    final String table(int size, long... dims) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = between(-8, 8) * 0.5f;
        }
        return constant(Tensor.floats(name() + ".x", values, dims));
    }

    final String name() {
        return "n" + named++;
    }

    final boolean chance(double p) {
        return random.nextDouble() < p;
    }

    final int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }
}
