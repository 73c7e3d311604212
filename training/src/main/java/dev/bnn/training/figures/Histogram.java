// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.figures;

import java.util.Arrays;
import java.util.List;

/**
 * Counts of values in {@value #BINS} bins of equal width over -range .. range; the outer bins include all values
 * beyond.
 *
 * @param range a power of two, so that a histogram can be converted to a wider range without loss
 * @param counts one per bin, from the lowest
 */
public record Histogram(double range, List<Long> counts) {
    public static final int BINS = 32;

    public Histogram {
        counts = List.copyOf(counts);
        if (counts.size() != BINS) {
            throw new IllegalArgumentException(counts.size() + " bins, not " + BINS);
        }
    }

    /**
     * The histogram of the first n values, over the smallest range that covers them all; the range is never wider than
     * {@code widest}.
     */
    public static Histogram of(float[] values, int n, double widest) {
        float largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        double range =
                largest == 0 ? widest : Math.min(widest, Math.pow(2, Math.ceil(Math.log(largest) / Math.log(2))));
        long[] counts = new long[BINS];
        for (int i = 0; i < n; i++) {
            int bin = (int) Math.floor((values[i] / range + 1) * BINS / 2);
            counts[Math.max(0, Math.min(BINS - 1, bin))]++;
        }
        return new Histogram(range, Arrays.stream(counts).boxed().toList());
    }
}
