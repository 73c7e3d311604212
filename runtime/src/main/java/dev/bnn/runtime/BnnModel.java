// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A compiled network: integers only, and ready to run. Immutable and safe for use by many threads.
 *
 * <p>Images are bytes 0..255, row by row, column by column, channels fastest, {@link #inputSize()} of them.
 */
public final class BnnModel {
    /** Beyond this, sums or what engines count beside them would not fit an int. */
    private static final int MOST_SUM = Integer.MAX_VALUE / 2;

    /** Values of an image, or of what a stage yields. The language allows as many. */
    static final int MOST_MAP = 1 << 24;

    /** Values of a map with its padding, which some engines write out. */
    static final int MOST_FRAMED = 2 * MOST_MAP;

    /** Values of the image and of all stages: a run holds them at four bytes each. The language allows as many. */
    static final int MOST_VALUES = 1 << 26;

    private final String name;
    private final Dims input;
    private final List<String> classes;
    private final List<Stage> stages;
    private final long values;
    private final Engine engine;

    /** A model of stages; an {@link IllegalArgumentException} says where they do not fit together. */
    public BnnModel(String name, Dims input, List<String> classes, List<Stage> stages) {
        this.name = name;
        this.input = input;
        this.classes = List.copyOf(classes);
        this.stages = List.copyOf(stages);
        this.values = checkSizes();
        check();
        this.engine = Engines.of(this);
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
        return BnnReader.read(in);
    }

    public String name() {
        return name;
    }

    public Dims input() {
        return input;
    }

    /** Bytes of an image. */
    public int inputSize() {
        return input.size();
    }

    /** Class names, in the order of the scores. */
    public List<String> classes() {
        return classes;
    }

    public List<Stage> stages() {
        return stages;
    }

    /** Values of the image and of all stages. */
    long values() {
        return values;
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
        return Softmax.of(scores, ((Stage.Score) stages.get(stages.size() - 1)).scale());
    }

    /** Bits that the weights take. */
    public long weightBits() {
        return stages.stream().mapToLong(BnnModel::weightBits).sum();
    }

    private static long weightBits(Stage stage) {
        if (stage instanceof Stage.Depthwise d) {
            return (long) d.weights().length * d.weightBits();
        }
        return stage instanceof Stage.Matrix m ? (long) m.weights().length * m.weightBits() : 0;
    }

    /** The output of each stage by name: see {@link Engine#trace}. */
    public Map<String, long[]> trace(byte[] image) {
        return engine.trace(image);
    }

    /** Bits or codes that a residual add may read again; {@code top} is the largest code. */
    private record Kept(Dims dims, int top) {}

    /** Bounds what a run will hold: padding and strides make large maps of small files. */
    private long checkSizes() {
        Checks.require(input.size() <= MOST_MAP, "an image of " + input);
        long sum = input.size();
        for (Stage stage : stages) {
            Checks.require(stage.output().size() <= MOST_MAP, stage.name() + " yields " + stage.output() + " values");
            long framed = stage instanceof Stage.Matrix m
                    ? framed(m.input(), m.padding())
                    : stage instanceof Stage.Depthwise d ? framed(d.input(), d.padding()) : 0;
            Checks.require(framed <= MOST_FRAMED, stage.name() + " pads " + stage.input() + " values to " + framed);
            sum += stage.output().size();
        }
        Checks.require(sum <= MOST_VALUES, "all stages yield " + sum + " values, of at most " + MOST_VALUES);
        return sum;
    }

    private static long framed(Dims in, int padding) {
        return Checks.product(in.channels(), in.height() + 2L * padding, in.width() + 2L * padding);
    }

    private void check() {
        Checks.require(!stages.isEmpty(), "no stages");
        Checks.require(stages.get(stages.size() - 1) instanceof Stage.Score, "the last stage gives no scores");
        Set<String> names = new HashSet<>();
        Dims dims = input;
        Stage before = null;
        int top = 255;
        Map<String, Kept> kept = new HashMap<>();
        for (Stage stage : stages) {
            Checks.require(names.add(stage.name()), "two stages are named " + stage.name());
            Checks.require(stage.input().equals(dims), stage.name() + " reads " + stage.input() + ", but gets " + dims);
            boolean bits = before instanceof Stage.Threshold || before instanceof Stage.Pool;
            boolean products = before instanceof Stage.Matrix;
            boolean sums = products
                    || before instanceof Stage.Depthwise
                    || before instanceof Stage.Sum
                    || before instanceof Stage.Add;
            boolean bytes = before == null;
            boolean fits = stage instanceof Stage.Matrix && (bits || bytes)
                    || stage instanceof Stage.Depthwise && (bits || bytes)
                    || stage instanceof Stage.Threshold && (sums || bytes)
                    || stage instanceof Stage.Pool && bits
                    || stage instanceof Stage.Sum && bits
                    || stage instanceof Stage.Add && bits
                    || stage instanceof Stage.Score && products;
            Checks.require(fits, stage.name() + " cannot follow " + (bytes ? "the input" : before.name()));
            if (stage instanceof Stage.Matrix m) {
                long most = (long) m.columns() * m.limit() * top;
                Checks.require(most <= MOST_SUM, stage.name() + " sums up " + m.columns() + " values");
            }
            if (stage instanceof Stage.Sum s) {
                long most = (long) s.size() * s.size() * top;
                Checks.require(most <= MOST_SUM, stage.name() + " sums up windows of " + s.size());
            }
            if (stage instanceof Stage.Add a) {
                Checks.require(
                        new Kept(dims, top).equals(kept.get(a.from())),
                        stage.name() + " cannot add what " + a.from() + " yields");
            }
            if (stage instanceof Stage.Depthwise d) {
                long most = (long) d.taps() * d.limit() * top;
                Checks.require(most <= MOST_SUM, stage.name() + " sums up " + d.taps() + " values");
            }
            if (stage instanceof Stage.Matrix m && m.padding() > 0) {
                checkPadding(stage, m.padValue(), top);
            }
            if (stage instanceof Stage.Depthwise d && d.padding() > 0) {
                checkPadding(stage, d.padValue(), top);
            }
            if (stage instanceof Stage.Score s) {
                checkScores(s, (Stage.Matrix) before, top);
            }
            if (stage instanceof Stage.Threshold t) {
                top = t.levels();
            }
            dims = stage.output();
            before = stage;
            if (stage instanceof Stage.Threshold || stage instanceof Stage.Pool) {
                kept.put(stage.name(), new Kept(dims, top));
            }
        }
        Checks.require(dims.size() == classes.size(), dims.size() + " scores for " + classes.size() + " classes");
    }

    /** That no score overflows, whatever the matrix reads: -1 and +1, or 0 to top. */
    private static void checkScores(Stage.Score score, Stage.Matrix matrix, int top) {
        for (int c = 0; c < score.multiplier().length; c++) {
            long positive = 0;
            long negative = 0;
            for (int i = c * matrix.columns(); i < (c + 1) * matrix.columns(); i++) {
                positive += Math.max(0, matrix.weights()[i]);
                negative += Math.min(0, matrix.weights()[i]);
            }
            long highest = top > 1 ? positive * top : positive - negative;
            long lowest = top > 1 ? negative * top : negative - positive;
            Checks.require(
                    fits(score, c, highest) && fits(score, c, lowest),
                    score.name() + ": scores of class " + c + " overflow");
        }
    }

    private static boolean fits(Stage.Score score, int channel, long sum) {
        return BigInteger.valueOf(score.multiplier()[channel])
                        .multiply(BigInteger.valueOf(sum))
                        .add(BigInteger.valueOf(score.addend()[channel]))
                        .bitLength()
                < Long.SIZE;
    }

    private static void checkPadding(Stage stage, int value, int top) {
        Checks.require(
                top > 1 ? value >= 0 && value <= top : Math.abs(value) == 1, stage.name() + " pads with " + value);
    }

    /** Refuses an image of the wrong size. */
    void checkImage(byte[] image) {
        if (image.length != inputSize()) {
            throw new IllegalArgumentException(
                    name + " takes images of " + inputSize() + " bytes (" + input + "), not " + image.length);
        }
    }
}
