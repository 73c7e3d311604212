// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.util.Arrays;

/** Computes probabilities from integer scores. */
final class Softmax {
    private Softmax() {}

    /**
     * exp(scale * score) of each class, divided by the sum over the classes of its position. The greatest exponent is 0, so
     * nothing overflows.
     */
    static double[] of(long[] scores, int classes, double scale) {
        double[] p = new double[scores.length];
        for (int first = 0; first < p.length; first += classes) {
            long max = Arrays.stream(scores, first, first + classes).max().orElse(0);
            double sum = 0;
            for (int i = first; i < first + classes; i++) {
                p[i] = Math.exp(scale * ((double) scores[i] - max));
                sum += p[i];
            }
            for (int i = first; i < first + classes; i++) {
                p[i] /= sum;
            }
        }
        return p;
    }
}
