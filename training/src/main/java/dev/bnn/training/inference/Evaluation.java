// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import dev.bnn.model.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * How well a network classified images, or the positions of their maps.
 *
 * @param top1 share of those whose highest score is the true class, in 0..1
 * @param top5 share whose true class is among the five highest scores; ties go to the lower class index
 * @param confusion number of images or positions by [true class][class of the highest score]
 * @param worst the images that are wrong by the widest margin, worst first; empty for maps
 * @param worstMaps the images with the largest share of wrong positions, worst first; empty if each image has one class
 */
public record Evaluation(double top1, double top5, int[][] confusion, List<Mistake> worst, List<MapMistake> worstMaps) {
    private static final int MAX_MISTAKES = 24;
    private static final int MAX_MAPS = 8;
    private static final int TOP = 5;

    public Evaluation {
        worst = List.copyOf(worst);
        worstMaps = List.copyOf(worstMaps);
    }

    /** An evaluation of images with one class each. */
    public Evaluation(double top1, double top5, int[][] confusion, List<Mistake> worst) {
        this(top1, top5, confusion, worst, List.of());
    }

    /**
     * A misclassified image.
     *
     * @param image its index in the set
     * @param margin by how much the score of the given class exceeds that of the true one
     */
    public record Mistake(int image, int label, int given, double margin) {}

    /**
     * An image whose map has wrong positions.
     *
     * @param image its index in the set
     * @param wrong share of wrong positions among those that count, in 0..1
     * @param given the class of each position, row by row
     */
    public record MapMistake(int image, double wrong, int[] given) {}

    /** Keeps the worst of the mistakes added; between equal ones, it keeps the earlier image. */
    private static final class Worst<T> {
        private final Comparator<T> mildestFirst;
        private final int most;
        private final PriorityQueue<T> kept;

        Worst(Comparator<T> mildestFirst, int most) {
            this.mildestFirst = mildestFirst;
            this.most = most;
            kept = new PriorityQueue<>(mildestFirst);
        }

        void add(T mistake) {
            kept.add(mistake);
            if (kept.size() > most) {
                kept.poll();
            }
        }

        List<T> list() {
            return kept.stream().sorted(mildestFirst.reversed()).toList();
        }
    }

    /** Counts images with their scores. */
    static final class Count {
        private final Shape out;
        private final int[][] confusion;
        private final Worst<Mistake> worst = new Worst<>(
                Comparator.comparingDouble(Mistake::margin)
                        .thenComparing(Comparator.comparingInt(Mistake::image).reversed()),
                MAX_MISTAKES);
        private final Worst<MapMistake> worstMaps = new Worst<>(
                Comparator.comparingDouble(MapMistake::wrong)
                        .thenComparing(
                                Comparator.comparingInt(MapMistake::image).reversed()),
                MAX_MAPS);
        private long counted;
        private long top1;
        private long top5;

        /** @param out shape of the scores: classes as channels, and positions of an image */
        Count(Shape out) {
            this.out = out;
            confusion = new int[out.channels()][out.channels()];
        }

        /**
         * Counts an image.
         *
         * @param labels of its positions; negative for a position that does not count
         * @param scores array in which the scores of the image begin at {@code from}
         */
        void add(int image, int[] labels, double[] scores, int from) {
            int classes = out.channels();
            int[] map = new int[labels.length];
            int wrong = 0;
            int known = 0;
            for (int position = 0; position < labels.length; position++) {
                int at = from + position * classes;
                int given = argmax(scores, at, classes);
                map[position] = given;
                int label = labels[position];
                if (label < 0) {
                    continue;
                }
                known++;
                int rank = rank(scores, at, classes, label);
                top1 += rank == 0 ? 1 : 0;
                top5 += rank < TOP ? 1 : 0;
                confusion[label][given]++;
                if (given != label) {
                    wrong++;
                    if (out.pixels() == 1) {
                        worst.add(new Mistake(image, label, given, scores[at + given] - scores[at + label]));
                    }
                }
            }
            counted += known;
            if (out.pixels() > 1 && wrong > 0) {
                worstMaps.add(new MapMistake(image, (double) wrong / known, map));
            }
        }

        /** Adds the counts of another instance. */
        void add(Count other) {
            counted += other.counted;
            top1 += other.top1;
            top5 += other.top5;
            for (int label = 0; label < confusion.length; label++) {
                for (int given = 0; given < confusion.length; given++) {
                    confusion[label][given] += other.confusion[label][given];
                }
            }
            other.worst.list().forEach(worst::add);
            other.worstMaps.list().forEach(worstMaps::add);
        }

        Evaluation evaluation() {
            double all = Math.max(1, counted);
            return new Evaluation(top1 / all, top5 / all, confusion, worst.list(), worstMaps.list());
        }
    }

    /** Number of images, or of positions that count. */
    public int images() {
        return Arrays.stream(confusion).flatMapToInt(Arrays::stream).sum();
    }

    /** Intersection over union of each class; NaN for a class that neither occurs nor was predicted. */
    public double[] iou() {
        return iou(confusion);
    }

    /** The mean of {@link #iou} over the classes that occur or were predicted; NaN if there are none. */
    public double meanIou() {
        return Arrays.stream(iou()).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
    }

    /** As {@link #iou()}, from counts n by [true class][predicted class]: n[c][c] / (row c + column c - n[c][c]). */
    public static double[] iou(int[][] confusion) {
        return IntStream.range(0, confusion.length)
                .mapToDouble(c -> {
                    long row = Arrays.stream(confusion[c]).asLongStream().sum();
                    long column = Arrays.stream(confusion).mapToLong(r -> r[c]).sum();
                    return (double) confusion[c][c] / (row + column - confusion[c][c]);
                })
                .toArray();
    }

    /** Number of classes that score higher than the given one, or as high with a lower index. */
    static int rank(double[] scores, int from, int classes, int label) {
        int rank = 0;
        for (int c = 0; c < classes; c++) {
            if (scores[from + c] > scores[from + label] || (scores[from + c] == scores[from + label] && c < label)) {
                rank++;
            }
        }
        return rank;
    }

    /** Index of the highest score, the lowest of them on a tie. */
    public static int argmax(double[] scores, int from, int classes) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (scores[from + c] > scores[from + best]) {
                best = c;
            }
        }
        return best;
    }
}
