// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import java.util.Arrays;

/** Makes probabilities of integer scores. */
final class Softmax {
    private Softmax() {}

    /** exp(scale * score) by class, divided by the sum over the classes. The greatest exponent is 0, so nothing overflows. */
    static double[] of(long[] scores, double scale) {
        long max = Arrays.stream(scores).max().orElse(0);
        double[] p = Arrays.stream(scores)
                .mapToDouble(s -> Math.exp(scale * ((double) s - max)))
                .toArray();
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(e -> e / sum).toArray();
    }
}
