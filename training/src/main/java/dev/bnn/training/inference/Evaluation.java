// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * How well images were classified.
 *
 * @param top1 share of the images whose highest score is the true class, in 0..1
 * @param top5 share whose true class is among the five highest scores; ties go to the lower class index
 * @param confusion images by [true class][class of the highest score]
 * @param worst the images that are wrong by the widest margin, worst first
 */
public record Evaluation(double top1, double top5, int[][] confusion, List<Mistake> worst) {
    private static final int MAX_MISTAKES = 24;

    public Evaluation {
        worst = List.copyOf(worst);
    }

    /**
     * An image that is classified wrongly.
     *
     * @param image its index in the set
     * @param margin by how much the score of the given class exceeds that of the true one
     */
    public record Mistake(int image, int label, int given, double margin) {}

    /** Keeps the worst of the mistakes added; of equal margins the earlier image. */
    static final class Worst {
        private static final Comparator<Mistake> MILDEST_FIRST = Comparator.comparingDouble(Mistake::margin)
                .thenComparing(Comparator.comparingInt(Mistake::image).reversed());

        private final PriorityQueue<Mistake> kept = new PriorityQueue<>(MILDEST_FIRST);

        void add(Mistake mistake) {
            kept.add(mistake);
            if (kept.size() > MAX_MISTAKES) {
                kept.poll();
            }
        }

        List<Mistake> list() {
            return kept.stream().sorted(MILDEST_FIRST.reversed()).toList();
        }
    }

    /** Number of images. */
    public int images() {
        return Arrays.stream(confusion).flatMapToInt(Arrays::stream).sum();
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
