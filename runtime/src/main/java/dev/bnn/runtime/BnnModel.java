// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import dev.bnn.runtime.internal.engine.Engine;
import dev.bnn.runtime.internal.format.BnnReader;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A compiled network: integers only, and ready to run. Immutable and safe for use by many threads.
 *
 * <p>Images are bytes 0..255, row by row, column by column, channels fastest, {@link #inputSize()} of them.
 */
public final class BnnModel {
    private final CompiledNetwork network;
    private final Engine engine;

    private BnnModel(CompiledNetwork network) {
        this.network = network;
        this.engine = EngineChoice.of(network);
    }

    /** For the compiler: a model of a network that is no file yet. */
    @SuppressWarnings("exports")
    public static BnnModel of(CompiledNetwork network) {
        return new BnnModel(network);
    }

    /** For the compiler: the network that this model runs. */
    @SuppressWarnings("exports")
    public CompiledNetwork network() {
        return network;
    }

    /** Reads a {@code .bnnc} file; a {@link BnnFormatException} says what is wrong with it. */
    public static BnnModel load(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return read(in);
        } catch (BnnFormatException e) {
            throw new BnnFormatException(path + ": " + e.getMessage(), e);
        }
    }

    /** Reads a model to the end of the stream. */
    public static BnnModel read(InputStream in) throws IOException {
        return new BnnModel(BnnReader.read(in));
    }

    public String name() {
        return network.name();
    }

    public Dims input() {
        return network.input();
    }

    /** Bytes of an image. */
    public int inputSize() {
        return network.input().size();
    }

    /** Class names, in the order of the scores. */
    public List<String> classes() {
        return network.classes();
    }

    /** Integer scores by class; larger is more likely. */
    public long[] scores(byte[] image) {
        return engine.scores(image);
    }

    /** Scores of several images, in their order: faster than one after the other, and equal. */
    public List<long[]> scores(List<byte[]> images) {
        return engine.scores(images);
    }

    /** The class with the greatest score, the first of equals. */
    public int classify(byte[] image) {
        return best(scores(image));
    }

    /** The class of each image, in their order. */
    public int[] classify(List<byte[]> images) {
        return scores(images).stream().mapToInt(BnnModel::best).toArray();
    }

    private static int best(long[] scores) {
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }

    static int[] topK(long[] scores, int k) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Long.compare(scores[b], scores[a]))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The k classes with the greatest scores, best first; of equal scores the lower class first. */
    public int[] topK(byte[] image, int k) {
        return topK(scores(image), k);
    }

    /**
     * Probabilities by class: the softmax of the scores as the loss saw them in training. They sum to 1, and the greatest
     * is that of {@link #classify}.
     */
    public double[] probabilities(byte[] image) {
        return probabilities(scores(image));
    }

    /** Probabilities by class of each image, in their order. */
    public List<double[]> probabilities(List<byte[]> images) {
        return scores(images).stream().map(this::probabilities).toList();
    }

    private double[] probabilities(long[] scores) {
        return Softmax.of(scores, network.score().scale());
    }

    /** Bits that the weights take. */
    public long weightBits() {
        return network.weightBits();
    }

    /** The output of each stage by its name, in order: accumulators, bits as -1 and +1, codes, scores; each in HWC order. */
    public Map<String, long[]> trace(byte[] image) {
        return engine.trace(image);
    }
}
