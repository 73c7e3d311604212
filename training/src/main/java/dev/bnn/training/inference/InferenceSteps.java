// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import dev.bnn.model.Activation;
import dev.bnn.model.ChannelShuffle;
import dev.bnn.model.ExactLine;
import dev.bnn.model.Layer;
import dev.bnn.model.Normalization;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the inference step of each layer of {@link FloatModel}. The choice of what a step does per value is made here, once. */
final class InferenceSteps implements Layer.Visitor<InferenceStep>, AutoCloseable {
    /** Up to this many cuts, comparing a value with each of them is faster than a binary search. */
    private static final int FEW = 15;

    private final Parameters parameters;
    private final List<MatrixProduct> matrices = new ArrayList<>();

    InferenceSteps(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public InferenceStep conv(Layer.Conv layer) {
        float[] weights = weights(layer);
        if (layer.groups() == 1 || weights.length != layer.weightCount()) {
            return conv(layer, weights);
        }
        int each = weights.length / layer.groups();
        List<InferenceStep> groups = new ArrayList<>();
        for (int g = 0; g < layer.groups(); g++) {
            groups.add(conv(layer.group(), Arrays.copyOfRange(weights, g * each, (g + 1) * each)));
        }
        return new GroupedStep(groups, layer.input().shape().channels(), layer.rows());
    }

    private InferenceStep conv(Layer.Conv layer, float[] weights) {
        if (XnorConvolution.suits(layer)) {
            XnorConvolution xnor = new XnorConvolution(layer, weights);
            return (inputs, n) -> xnor.apply(inputs[0], n);
        }
        return product(MatrixProduct.of(layer, weights));
    }

    @Override
    public InferenceStep depthwise(Layer.Depthwise layer) {
        DepthwiseProduct sums = new DepthwiseProduct(layer, weights(layer));
        return (inputs, n) -> sums.apply(inputs[0], n);
    }

    @Override
    public InferenceStep dense(Layer.Dense layer) {
        return product(MatrixProduct.of(layer, weights(layer)));
    }

    private float[] weights(Layer.Weighted layer) {
        return parameters.values(layer.name(), "weight");
    }

    private InferenceStep product(MatrixProduct matrix) {
        matrices.add(matrix);
        return (inputs, n) -> matrix.apply(inputs[0], n);
    }

    @Override
    public InferenceStep maxPool(Layer.MaxPool layer) {
        return (inputs, n) -> maxPool(layer, inputs[0], n);
    }

    @Override
    public InferenceStep avgPool(Layer.AvgPool layer) {
        return (inputs, n) -> avgPool(layer, inputs[0], n);
    }

    @Override
    public InferenceStep shuffle(Layer.Shuffle layer) {
        return (inputs, n) -> shuffled(layer.channels(), inputs[0]);
    }

    private static double[] shuffled(ChannelShuffle channels, double[] values) {
        double[] shuffled = new double[values.length];
        for (int i = 0; i < shuffled.length; i++) {
            int c = i % channels.channels();
            shuffled[i] = values[i - c + channels.source(c)];
        }
        return shuffled;
    }

    @Override
    public InferenceStep upsample(Layer.Upsample layer) {
        return (inputs, n) -> upsample(layer, inputs[0]);
    }

    private static double[] upsample(Layer.Upsample layer, double[] pixels) {
        Shape in = layer.input().shape();
        int rows = layer.factor().rows();
        int columns = layer.factor().columns();
        int row = in.width() * columns * in.channels();
        double[] repeated = new double[pixels.length * rows * columns];
        for (int y = 0; y < pixels.length / (in.width() * in.channels()); y++) {
            int first = y * rows * row;
            for (int x = 0; x < in.width() * columns; x++) {
                int from = (y * in.width() + x / columns) * in.channels();
                System.arraycopy(pixels, from, repeated, first + x * in.channels(), in.channels());
            }
            for (int below = 1; below < rows; below++) {
                System.arraycopy(repeated, first, repeated, first + below * row, row);
            }
        }
        return repeated;
    }

    @Override
    public InferenceStep batchNorm(Layer.BatchNorm layer) {
        return RememberedNormalization.of(normalizations(layer), layer.input().values());
    }

    @Override
    public InferenceStep quantize(Layer.Quantize layer) {
        return (inputs, n) -> quantize(layer.activation(), real(layer.input().values(), inputs[0]));
    }

    @Override
    public InferenceStep add(Layer.Add layer) {
        return (inputs, n) -> sums(inputs);
    }

    @Override
    public InferenceStep branch(Layer.Branch layer) {
        return (inputs, n) -> inputs[0];
    }

    @Override
    public InferenceStep concat(Layer.Concat layer) {
        int channels = layer.output().shape().channels();
        int first = channels - layer.input().shape().channels();
        return (inputs, n) -> {
            double[] out = new double[inputs[0].length + inputs[1].length];
            for (int pixel = 0; pixel < out.length / channels; pixel++) {
                System.arraycopy(inputs[0], pixel * first, out, pixel * channels, first);
                System.arraycopy(
                        inputs[1], pixel * (channels - first), out, pixel * channels + first, channels - first);
            }
            return out;
        };
    }

    @Override
    public InferenceStep flatten(Layer.Flatten layer) {
        return (inputs, n) -> inputs[0];
    }

    @Override
    public InferenceStep dropout(Layer.Dropout layer) {
        return (inputs, n) -> inputs[0];
    }

    /** Converts raw bytes to the real numbers that they stand for; other values are real numbers already. */
    static double[] real(ValueSet set, double[] values) {
        if (!(set instanceof ValueSet.ScaledBytes s)) {
            return values;
        }
        ExactLine line = s.line();
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = line.apply((long) values[i]);
        }
        return out;
    }

    private Normalization[] normalizations(Layer.BatchNorm norm) {
        int channels = norm.output().shape().channels();
        float[][] p = new float[4][];
        String[] names = {"gamma", "beta", "mean", "variance"};
        for (int i = 0; i < names.length; i++) {
            p[i] = parameters.values(norm.name(), names[i]);
            if (p[i].length != channels) {
                throw new IllegalArgumentException("parameter " + norm.name() + "." + names[i] + " has " + p[i].length
                        + " values where the network needs " + channels);
            }
        }
        Normalization[] out = new Normalization[channels];
        for (int c = 0; c < channels; c++) {
            try {
                out[c] = Normalization.of(p[0][c], p[1][c], p[2][c], p[3][c], norm.eps());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("channel " + c + " of " + norm.name() + ": " + e.getMessage(), e);
            }
        }
        return out;
    }

    private static double[] quantize(Activation activation, double[] values) {
        if (activation.equals(Activation.SIGN)) {
            return sign(values);
        }
        double[] out = new double[values.length];
        if (activation.smooth() || activation.top() > FEW) {
            for (int i = 0; i < out.length; i++) {
                out[i] = activation.apply(values[i]);
            }
            return out;
        }
        Arrays.fill(out, activation.value(0));
        for (int code = 1; code <= activation.top(); code++) {
            reach(activation.cut(code), activation.step(), values, out);
        }
        return out;
    }

    /** Adds {@code step} wherever a value reaches the cut, without a branch: value - cut is negative exactly if it does not. */
    private static void reach(double cut, double step, double[] values, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] += step * (Double.doubleToRawLongBits(values[i] - cut + 0.0) >>> 63 ^ 1);
        }
    }

    private static double[] sign(double[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            // Without a branch, which no processor could predict; adding 0 turns -0 into 0.
            out[i] = 1 - 2 * (Double.doubleToRawLongBits(values[i] + 0.0) >>> 63);
        }
        return out;
    }

    private static double[] maxPool(Layer.MaxPool pool, double[] values, int n) {
        Shape in = pool.input().shape();
        Shape to = pool.output().shape();
        Window window = pool.window();
        Padding padding = pool.padding();
        int channels = in.channels();
        // Bytes stay bytes; where their scale is negative the largest value is the smallest byte.
        boolean smallest = pool.input().values() instanceof ValueSet.ScaledBytes s && s.falls();
        double[] out = new double[n * to.size()];
        int o = 0;
        for (int image = 0; image < n; image++) {
            for (int y = 0; y < to.height(); y++) {
                for (int x = 0; x < to.width(); x++, o += channels) {
                    Arrays.fill(out, o, o + channels, smallest ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
                    for (int tap = 0; tap < window.taps(); tap++) {
                        int row = y * window.strideY() - padding.top() + tap / window.kernelWidth();
                        int column = x * window.strideX() - padding.left() + tap % window.kernelWidth();
                        if (row < 0 || row >= in.height() || column < 0 || column >= in.width()) {
                            continue;
                        }
                        int i = image * in.size() + in.index(row, column, 0);
                        for (int c = 0; c < channels; c++) {
                            out[o + c] = smallest
                                    ? Math.min(out[o + c], values[i + c])
                                    : Math.max(out[o + c], values[i + c]);
                        }
                    }
                }
            }
        }
        return out;
    }

    /** The sums of bits and levels are integers, so the order of addition does not matter; for a float twin, it does. */
    private static double[] avgPool(Layer.AvgPool pool, double[] values, int n) {
        Shape in = pool.input().shape();
        Shape to = pool.output().shape();
        Window window = pool.window();
        int channels = in.channels();
        boolean integers = pool.input().values().integers().isPresent();
        ExactLine mean = pool.mean();
        double[] out = new double[n * to.size()];
        for (int o = 0; o < out.length; o += channels) {
            int pixel = o % to.size() / channels;
            int corner = o / to.size() * in.size()
                    + in.index(pixel / to.width() * window.strideY(), pixel % to.width() * window.strideX(), 0);
            for (int tap = 0; tap < pool.taps(); tap++) {
                int i = corner + in.index(tap / window.kernelWidth(), tap % window.kernelWidth(), 0);
                for (int c = 0; c < channels; c++) {
                    out[o + c] += values[i + c];
                }
            }
            for (int c = 0; c < channels; c++) {
                out[o + c] = integers ? mean.apply((long) out[o + c]) : out[o + c] / pool.taps();
            }
        }
        return out;
    }

    private static double[] sums(double[][] terms) {
        double[] out = terms[0].clone();
        for (int k = 1; k < terms.length; k++) {
            double[] term = terms[k];
            for (int i = 0; i < out.length; i++) {
                out[i] += term[i];
            }
        }
        return out;
    }

    /** Frees the memory of the matrices. */
    @Override
    public void close() {
        matrices.forEach(MatrixProduct::close);
        matrices.clear();
    }
}
