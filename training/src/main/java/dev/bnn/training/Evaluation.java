package dev.bnn.training;

import java.util.Arrays;

/**
 * How well images were classified.
 *
 * @param top1 share of the images whose highest score is the true class, in 0..1
 * @param top5 share whose true class is among the five highest scores; ties go to the lower class index
 * @param confusion images by [true class][class of the highest score]
 */
public record Evaluation(double top1, double top5, int[][] confusion) {
    /** Number of images. */
    public int images() {
        return Arrays.stream(confusion).flatMapToInt(Arrays::stream).sum();
    }

    /** Classes that score higher than the class, or as high with a lower index. */
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
    static int argmax(double[] scores, int from, int classes) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (scores[from + c] > scores[from + best]) {
                best = c;
            }
        }
        return best;
    }
}
