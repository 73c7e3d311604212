// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import dev.bnn.training.inference.Evaluation;
import java.io.Serializable;

/**
 * How many of some images were classified correctly.
 *
 * @param count number of images
 */
public record Score(long right, long count) implements Serializable {
    public static final Score NONE = new Score(0, 0);

    /** The score of an evaluation: the diagonal of its confusion matrix. */
    public static Score of(Evaluation evaluation) {
        long right = 0;
        for (int c = 0; c < evaluation.confusion().length; c++) {
            right += evaluation.confusion()[c][c];
        }
        return new Score(right, evaluation.images());
    }

    /** The sum of both. */
    public Score plus(Score more) {
        return new Score(right + more.right, count + more.count);
    }

    /** Share of correctly classified images, as {@link Evaluation#top1}. */
    public double share() {
        return right / (double) Math.max(1, count);
    }
}
