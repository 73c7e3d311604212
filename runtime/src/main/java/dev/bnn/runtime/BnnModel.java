// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import dev.bnn.runtime.internal.engine.Engine;
import dev.bnn.runtime.internal.format.BnnReader;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A compiled network, ready to run. It computes with integers only and gives the same scores as the hardware, bit for bit.
 *
 * <p>A model is immutable, and any number of threads may use one at the same time; each call works in buffers of its own. Nothing
 * needs closing: the buffers are garbage-collected with the model.
 *
 * <p>Images come in two forms. A {@code byte[]} is an image in the size of the network's input: {@link #inputSize()} bytes from 0
 * to 255 (in Java's signed bytes, -1 is 255), row by row, column by column, channels fastest. A byte array of another length
 * causes an {@link IllegalArgumentException}. A {@link BnnImage} may have any size; the model fits it to the input first, as
 * training does.
 */
public final class BnnModel {
    private final CompiledNetwork network;
    private final Engine engine;

    private BnnModel(CompiledNetwork network) {
        this.network = network;
        this.engine = EngineChoice.of(network);
    }

    /** For the compiler, not for applications: a model of a network that is not in a file yet. */
    @SuppressWarnings("exports")
    public static BnnModel of(CompiledNetwork network) {
        return new BnnModel(network);
    }

    /** For the compiler, not for applications: the network that this model runs. */
    @SuppressWarnings("exports")
    public CompiledNetwork network() {
        return network;
    }

    /**
     * Reads a {@code .bnnc} file.
     *
     * @throws BnnFormatException if the file is not a valid compiled network of this version; the message names the file and says
     *     what is wrong
     * @throws IOException if the file cannot be read
     */
    public static BnnModel load(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return read(in);
        } catch (BnnFormatException e) {
            throw new BnnFormatException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a {@code .bnnc} file from the class path or, in a named module, from the module: an application can carry its
     * network in its own jar.
     *
     * @param near a class of the application; its loader and module find the resource
     * @param name as for {@link Class#getResourceAsStream}: relative to the package of {@code near}, or absolute with a
     *     leading slash
     * @throws FileNotFoundException if there is no such resource
     * @throws BnnFormatException if the resource is not a valid compiled network of this version; the message names the resource
     * @throws IOException if the resource cannot be read
     */
    public static BnnModel resource(Class<?> near, String name) throws IOException {
        try (InputStream in = near.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("there is no resource " + name + " near " + near.getName());
            }
            return read(in);
        } catch (BnnFormatException e) {
            throw new BnnFormatException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a {@code .bnnc} file from a stream, to its end; does not close the stream. It reads at most 1 GiB, bounds the memory
     * that a run will need before it allocates any, and verifies the checksum.
     *
     * @throws BnnFormatException if the bytes are not a valid compiled network of this version; the message says what is wrong
     * @throws IOException if the stream cannot be read
     */
    public static BnnModel read(InputStream in) throws IOException {
        return new BnnModel(BnnReader.read(in));
    }

    /** The name of the network, as its source declares it. */
    public String name() {
        return network.name();
    }

    /** Channels, height and width of an image. */
    public Dims input() {
        return network.input();
    }

    /** Bytes of an image: {@code input().size()}. */
    public int inputSize() {
        return network.input().size();
    }

    /**
     * Classes, height and width of the scores of an image: 1 x 1 positions if the network classifies images, more if it
     * classifies the parts of an image and outputs a map of classes.
     */
    public Dims output() {
        return network.score().output();
    }

    /** Class names, in the order of the scores; unmodifiable. */
    public List<String> classes() {
        return network.classes();
    }

    /**
     * Integer scores by class; larger is more likely. Scores of different networks cannot be compared; {@link #probabilities}
     * can.
     *
     * @return one score per class, in the order of {@link #classes()}; for a map, the scores of each position, row by row; a new
     *     array
     */
    public long[] scores(byte[] image) {
        return engine.scores(image);
    }

    /** {@link #scores(byte[])} of an image of any size. */
    public long[] scores(BnnImage image) {
        return scores(image.fit(network.input()));
    }

    /** Scores of several images, in their order. They equal those of single calls, and take less time if maps are small. */
    public List<long[]> scores(List<byte[]> images) {
        return engine.scores(images);
    }

    /**
     * The index of the class with the greatest score, the first of equals.
     *
     * @throws IllegalStateException if the network gives a map of classes
     */
    public int classify(byte[] image) {
        oneAnswer();
        return best(scores(image), 0);
    }

    /** {@link #classify(byte[])} of an image of any size. */
    public int classify(BnnImage image) {
        return classify(image.fit(network.input()));
    }

    /**
     * The index of the class of each image, in their order.
     *
     * @throws IllegalStateException if the network gives a map of classes
     */
    public int[] classify(List<byte[]> images) {
        oneAnswer();
        return scores(images).stream().mapToInt(s -> best(s, 0)).toArray();
    }

    private void oneAnswer() {
        if (output().positions() > 1) {
            throw new IllegalStateException(
                    name() + " gives a class at each of " + output().positions() + " positions; classMap has them");
        }
    }

    /**
     * The index of the class with the greatest score at each position, the first of equals.
     *
     * @return {@code output().positions()} indices, row by row, or one index if the network classifies images; a new array
     */
    public int[] classMap(byte[] image) {
        return classMap(scores(image));
    }

    /** {@link #classMap(byte[])} of an image of any size; the map has the size of {@link #output}. */
    public int[] classMap(BnnImage image) {
        return classMap(image.fit(network.input()));
    }

    /** The map of each image, in their order. */
    public List<int[]> classMaps(List<byte[]> images) {
        return scores(images).stream().map(this::classMap).toList();
    }

    private int[] classMap(long[] scores) {
        int[] map = new int[output().positions()];
        Arrays.setAll(map, position -> best(scores, position));
        return map;
    }

    /** The best class at a position. */
    private int best(long[] scores, int position) {
        int first = position * network.classes().size();
        int best = 0;
        for (int c = 1; c < network.classes().size(); c++) {
            best = scores[first + c] > scores[first + best] ? c : best;
        }
        return best;
    }

    /**
     * The indices of the {@code k} classes with the greatest scores, best first; on a tie, the lower class first.
     *
     * @param k how many; all classes where there are fewer
     * @throws IllegalArgumentException if {@code k} is negative
     * @throws IllegalStateException if the network gives a map of classes
     */
    public int[] topK(byte[] image, int k) {
        oneAnswer();
        return topK(scores(image), k);
    }

    /** {@link #topK(byte[], int)} of an image of any size. */
    public int[] topK(BnnImage image, int k) {
        return topK(image.fit(network.input()), k);
    }

    private static int[] topK(long[] scores, int k) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Long.compare(scores[b], scores[a]))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Probabilities by class: the softmax of the scores, scaled as in the loss during training. They sum to 1 except for
     * rounding, and {@link #classify} returns the class with the greatest one. For a map, they sum to 1 at each position.
     *
     * @return one value from 0 to 1 per score, in the order of {@link #scores(byte[])}; a new array
     */
    public double[] probabilities(byte[] image) {
        return probabilities(scores(image));
    }

    /** {@link #probabilities(byte[])} of an image of any size. */
    public double[] probabilities(BnnImage image) {
        return probabilities(scores(image));
    }

    /** Probabilities by class of each image, in their order. */
    public List<double[]> probabilities(List<byte[]> images) {
        return scores(images).stream().map(this::probabilities).toList();
    }

    private double[] probabilities(long[] scores) {
        return Softmax.of(scores, network.classes().size(), network.score().scale());
    }

    /** Number of bits that the weights take. */
    public long weightBits() {
        return network.weightBits();
    }

    /**
     * The output of each stage of the network for an image, by the name of the stage and in order: accumulators, bits as -1 and
     * +1, codes, and finally the scores; each row by row, column by column, channels fastest. Meant for comparisons; slow.
     */
    public Map<String, long[]> trace(byte[] image) {
        return engine.trace(image);
    }
}
