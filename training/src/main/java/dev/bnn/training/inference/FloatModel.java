// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import dev.bnn.data.ImageSet;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Normalization;
import dev.bnn.model.Parameters;
import dev.bnn.model.ValueSet;
import dev.bnn.pass.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/**
 * The trained network for inference. It is stage zero of compilation, and it scores the validation and test sets.
 *
 * <p>ND4J multiplies the matrices, on raw bytes or on -1 and +1, whose sums are integers that float32 (or float64 where they can
 * pass 2^24) holds exactly; convolutions of -1 and +1 count bits, and depthwise ones sum in float64. Scale, offset, padding and
 * batch normalization follow in float64 with {@link Normalization}. So every score and sign equals that of the integer network
 * exactly. Not thread-safe.
 *
 * <p>Closing it frees ND4J's memory at once; otherwise the garbage collector does so later.
 */
public final class FloatModel implements Reference, AutoCloseable {
    /** Images processed at a time. */
    static final int CHUNK = 25;

    private final Network network;
    private final InferenceSteps made;
    private final List<InferenceStep> steps = new ArrayList<>();

    /** For each layer, the layers that it reads, as {@link Network#inputs} returns them. */
    private final int[][] inputs;

    /** For each layer, the last layer that reads it; the values are released after that one. */
    private final int[] lastReader;

    /** Throws {@link IllegalArgumentException} if a parameter is missing or does not fit the network. */
    public FloatModel(Network network, Parameters parameters) {
        this.network = network;
        int layers = network.layers().size();
        made = new InferenceSteps(parameters);
        inputs = new int[layers][];
        lastReader = new int[layers];
        for (int i = 0; i < layers; i++) {
            steps.add(network.layers().get(i).accept(made));
            inputs[i] = network.inputs(i).stream().mapToInt(layer -> layer).toArray();
            lastReader[i] = i;
            for (int input : inputs[i]) {
                if (input != Network.IMAGE) {
                    lastReader[input] = i;
                }
            }
        }
    }

    public Network network() {
        return network;
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
                        layer.name(), InferenceSteps.real(layer.output().values(), values)));
        return trace;
    }

    /** Scores of one image by class; for a map, the scores of each position, row by row. */
    public double[] scores(byte[] image) {
        checkSize(image.length, network.input().shape().size());
        return forward(image, 0, 1);
    }

    /**
     * Probabilities by class, as cross entropy sees them: softmax of the scores times {@link #scoreScale}; for a map, at each
     * position.
     */
    public double[] probabilities(byte[] image) {
        double[] scores = scores(image);
        double scale = scoreScale(network);
        int classes = network.classes().size();
        double[] p = new double[scores.length];
        for (int first = 0; first < p.length; first += classes) {
            double max = Arrays.stream(scores, first, first + classes).max().orElseThrow();
            double sum = 0;
            for (int i = first; i < first + classes; i++) {
                p[i] = Math.exp(scale * (scores[i] - max));
                sum += p[i];
            }
            for (int i = first; i < first + classes; i++) {
                p[i] /= sum;
            }
        }
        return p;
    }

    /**
     * The factor by which the loss multiplies scores: 1 if a batch norm scales them; if they are sums of a layer, 1 / sqrt(fan-in
     * * largest weight) / (largest level that the layer reads).
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

    /** Scores of n images; passes the output of each layer to {@code seen}. */
    private double[] run(double[] images, int n, BiConsumer<Layer, double[]> seen) {
        double[][] values = new double[steps.size()][];
        for (int i = 0; i < steps.size(); i++) {
            double[][] operands = new double[inputs[i].length][];
            for (int k = 0; k < operands.length; k++) {
                int input = inputs[i][k];
                operands[k] = input == Network.IMAGE ? images : values[input];
            }
            values[i] = steps.get(i).apply(operands, n);
            // Not before all operands are read: an add may read one layer twice.
            for (int input : inputs[i]) {
                if (input != Network.IMAGE && lastReader[input] == i) {
                    values[input] = null;
                }
            }
            seen.accept(network.layers().get(i), values[i]);
        }
        return values[values.length - 1];
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

    /**
     * Classifies every image, or each position of its map; reports the number of images done to {@code done}.
     *
     * @param images with one label each, or one label per pixel if the network outputs a map
     */
    public Evaluation evaluate(ImageSet images, IntConsumer done) {
        Evaluation.Count count = new Evaluation.Count(network.output());
        evaluate(images, 0, images.count(), count, done);
        return count.evaluation();
    }

    /** Counts the images {@code from} to {@code to - 1}; reports the number of them done to {@code done}. */
    void evaluate(ImageSet images, int from, int to, Evaluation.Count count, IntConsumer done) {
        checkSize(images.imageSize(), network.input().shape().size());
        for (int first = from; first < to; first += CHUNK) {
            int n = Math.min(CHUNK, to - first);
            double[] scores = forward(images.pixels(), first, n);
            for (int i = 0; i < n; i++) {
                int image = first + i;
                count.add(
                        image,
                        images.labels(
                                image,
                                network.output().height(),
                                network.output().width()),
                        scores,
                        i * network.output().size());
            }
            done.accept(first + n - from);
        }
    }

    @Override
    public void close() {
        made.close();
        steps.clear();
    }
}
