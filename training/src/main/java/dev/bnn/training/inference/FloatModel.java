// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import dev.bnn.data.ImageSet;
import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.Line;
import dev.bnn.model.Network;
import dev.bnn.model.Normalization;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.pass.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/**
 * The trained network for inference: stage zero of compilation, and what validation and the test set are scored with.
 *
 * <p>ND4J multiplies the matrices, on raw bytes or on -1 and +1, whose sums are integers that float32 (or float64 where
 * they can pass 2^24) holds exactly; convolutions of -1 and +1 count bits, depthwise ones add up in float64; scale, offset, padding and batch normalisation follow in float64 with
 * {@link Normalization}. So a score or a sign here is equal to the integer network's without tolerance. Not thread-safe.
 *
 * <p>Closing it frees ND4J's memory at once; otherwise the garbage collector does, later.
 */
public final class FloatModel implements Reference, AutoCloseable {
    private static final int CHUNK = 25;

    private final Network network;
    private final List<Step> steps = new ArrayList<>();
    private final List<MatrixProduct> matrices = new ArrayList<>();

    /** Names of the layers whose values a residual add reads again. */
    private final Set<String> added = new HashSet<>();

    /** One layer: values of n images in HWC, one after the other, to the layer's output values. */
    private interface Step {
        double[] apply(double[] values, int n);
    }

    /** Throws {@link IllegalArgumentException} where a parameter is missing or does not fit the network. */
    public FloatModel(Network network, Parameters parameters) {
        this.network = network;
        for (Layer layer : network.layers()) {
            steps.add(step(layer, parameters));
        }
    }

    public Network network() {
        return network;
    }

    private Step step(Layer layer, Parameters parameters) {
        if (XnorConvolution.suits(layer)) {
            XnorConvolution xnor = new XnorConvolution((Layer.Conv) layer, parameters.values(layer.name(), "weight"));
            return xnor::apply;
        }
        if (layer instanceof Layer.Depthwise depthwise) {
            DepthwiseProduct sums = new DepthwiseProduct(depthwise, parameters.values(layer.name(), "weight"));
            return sums::apply;
        }
        if (layer instanceof Layer.Weighted weighted) {
            MatrixProduct matrix = new MatrixProduct(weighted, parameters.values(layer.name(), "weight"));
            matrices.add(matrix);
            return matrix::apply;
        }
        if (layer instanceof Layer.MaxPool pool) {
            return (values, n) -> maxPool(pool, values, n);
        }
        if (layer instanceof Layer.AvgPool pool) {
            return (values, n) -> avgPool(pool, values, n);
        }
        if (layer instanceof Layer.BatchNorm norm) {
            Normalization[] channels = normalizations(norm, parameters);
            return (values, n) -> normalize(channels, decode(layer, values));
        }
        if (layer instanceof Layer.Quantize q) {
            return (values, n) -> quantize(q.activation(), decode(layer, values));
        }
        if (layer instanceof Layer.Flatten || layer instanceof Layer.Dropout) {
            return (values, n) -> values;
        }
        if (layer instanceof Layer.Add add) {
            added.add(add.from());
            return null;
        }
        throw new IllegalArgumentException("no inference for layer " + layer.name());
    }

    /** Raw bytes to real numbers, for the layers that are not matrices; other values are real numbers already. */
    private static double[] decode(Layer layer, double[] values) {
        if (!(layer.input().values() instanceof ValueSet.ScaledBytes s)) {
            return values;
        }
        Line line = s.line();
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = line.apply((long) values[i]);
        }
        return out;
    }

    static Normalization[] normalizations(Layer.BatchNorm norm, Parameters parameters) {
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

    private static double[] normalize(Normalization[] channels, double[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < values.length; i += channels.length) {
            for (int c = 0; c < channels.length; c++) {
                out[i + c] = channels[c].apply(values[i + c]);
            }
        }
        return out;
    }

    private static double[] quantize(Activation activation, double[] values) {
        if (activation.equals(Activation.SIGN)) {
            return sign(values);
        }
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = activation.apply(values[i]);
        }
        return out;
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
        int channels = in.channels();
        // Bytes stay bytes; where their scale is negative the largest value is the smallest byte.
        boolean smallest = pool.input().values() instanceof ValueSet.ScaledBytes s && s.falls();
        double[] out = new double[n * to.size()];
        int o = 0;
        for (int image = 0; image < n; image++) {
            for (int y = 0; y < to.height(); y++) {
                for (int x = 0; x < to.width(); x++, o += channels) {
                    int corner = image * in.size() + in.index(y * pool.stride(), x * pool.stride(), 0);
                    System.arraycopy(values, corner, out, o, channels);
                    for (int tap = 1; tap < pool.size() * pool.size(); tap++) {
                        int i = corner + in.index(tap / pool.size(), tap % pool.size(), 0);
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

    /** The sums of bits and levels are integers, so that the order of adding does not matter; those of a float twin are not. */
    private static double[] avgPool(Layer.AvgPool pool, double[] values, int n) {
        Shape in = pool.input().shape();
        Shape to = pool.output().shape();
        int channels = in.channels();
        boolean integers = pool.input().values().integers().isPresent();
        Line mean = pool.mean();
        double[] out = new double[n * to.size()];
        for (int o = 0; o < out.length; o += channels) {
            int pixel = o % to.size() / channels;
            int corner = o / to.size() * in.size()
                    + in.index(pixel / to.width() * pool.stride(), pixel % to.width() * pool.stride(), 0);
            for (int tap = 0; tap < pool.taps(); tap++) {
                int i = corner + in.index(tap / pool.size(), tap % pool.size(), 0);
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

    private static double[] bytes(byte[] pixels, int from, int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = pixels[from + i] & 0xff;
        }
        return values;
    }

    @Override
    public Map<String, double[]> trace(byte[] image) {
        checkSize(image.length, network.input().shape().size());
        Map<String, double[]> trace = new LinkedHashMap<>();
        run(
                bytes(image, 0, image.length),
                1,
                (layer, values) -> trace.put(
                        layer.name(),
                        layer.output().values() instanceof ValueSet.ScaledBytes ? decode(layer, values) : values));
        return trace;
    }

    /** Scores of one image by class. */
    public double[] scores(byte[] image) {
        checkSize(image.length, network.input().shape().size());
        return forward(image, 0, 1);
    }

    /** Probabilities by class, as cross entropy sees them: softmax of the scores times {@link #scoreScale}. */
    public double[] probabilities(byte[] image) {
        double[] scores = scores(image);
        double scale = scoreScale(network);
        double max = Arrays.stream(scores).max().orElseThrow();
        double[] p = Arrays.stream(scores).map(s -> Math.exp(scale * (s - max))).toArray();
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(e -> e / sum).toArray();
    }

    /**
     * What the loss multiplies scores by: 1 where a batch norm scales them; where they are sums of a layer, 1 / sqrt(fan-in *
     * largest weight) / (largest level that it reads).
     */
    public static double scoreScale(Network network) {
        Layer last = network.layers().get(network.layers().size() - 1);
        if (!(last instanceof Layer.Weighted w)) {
            return 1;
        }
        double weight = w.weights().levels() ? w.weights().limit() : 1;
        double level = w.input().values() instanceof ValueSet.Integers i ? i.hi() : 1;
        return 1 / (Math.sqrt(w.columns() * weight) * level);
    }

    private double[] forward(byte[] pixels, int first, int n) {
        int size = network.input().shape().size();
        return run(bytes(pixels, first * size, n * size), n, (layer, values) -> {});
    }

    /** Scores of n images; what each layer yields is shown to {@code seen}. */
    private double[] run(double[] images, int n, BiConsumer<Layer, double[]> seen) {
        double[] values = images;
        // What residual adds read again.
        Map<String, double[]> kept = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Layer layer = network.layers().get(i);
            values = layer instanceof Layer.Add add
                    ? sums(values, kept.get(add.from()))
                    : steps.get(i).apply(values, n);
            if (added.contains(layer.name())) {
                kept.put(layer.name(), values);
            }
            seen.accept(layer, values);
        }
        return values;
    }

    private static double[] sums(double[] a, double[] b) {
        double[] out = new double[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] + b[i];
        }
        return out;
    }

    private static void checkSize(int given, int needed) {
        if (given != needed) {
            throw new IllegalArgumentException("an image of " + given + " bytes where the network needs " + needed);
        }
    }

    /** Classifies every image. */
    public Evaluation evaluate(ImageSet images) {
        return evaluate(images, done -> {});
    }

    /** Classifies every image; {@code done} hears how many images are done. */
    public Evaluation evaluate(ImageSet images, IntConsumer done) {
        checkSize(images.imageSize(), network.input().shape().size());
        int classes = network.classes().size();
        int[][] confusion = new int[classes][classes];
        Evaluation.Worst worst = new Evaluation.Worst();
        int top1 = 0;
        int top5 = 0;
        for (int first = 0; first < images.count(); first += CHUNK) {
            int n = Math.min(CHUNK, images.count() - first);
            double[] scores = forward(images.pixels(), first, n);
            for (int i = 0; i < n; i++) {
                int label = images.label(first + i);
                int rank = Evaluation.rank(scores, i * classes, classes, label);
                top1 += rank == 0 ? 1 : 0;
                top5 += rank < 5 ? 1 : 0;
                int given = Evaluation.argmax(scores, i * classes, classes);
                confusion[label][given]++;
                if (given != label) {
                    double margin = scores[i * classes + given] - scores[i * classes + label];
                    worst.add(new Evaluation.Mistake(first + i, label, given, margin));
                }
            }
            done.accept(first + n);
        }
        double count = Math.max(1, images.count());
        return new Evaluation(top1 / count, top5 / count, confusion, worst.list());
    }

    @Override
    public void close() {
        matrices.forEach(MatrixProduct::close);
        matrices.clear();
        steps.clear();
    }
}
