// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.channels;

import dev.bnn.runtime.internal.engine.vector.loops.SliceLoops;
import java.util.Arrays;

/**
 * Bit-sliced counters, one for each of the 32 bits of a word: at each position, word {@code slices[p]} holds bit p of its 32
 * counters. A carry-save adder reduces three words to two, so that a tap costs only a few operations for 32 channels.
 */
final class SlicedCounters {
    /** Number of taps counted together. */
    static final int TOGETHER = 3;

    /** [bit of the counters][position]. */
    private final int[][] slices;
    /** Number of slices that may hold a 1. */
    private int used;
    /** Upper bound on the counters so far. */
    private long most;

    private final int[] ones;
    private final int[] twos;

    /** @param most the largest value of a counter */
    SlicedCounters(long most, int positions) {
        slices = new int[Long.SIZE - Long.numberOfLeadingZeros(most)][positions];
        ones = new int[positions];
        twos = new int[positions];
    }

    int[][] slices() {
        return slices;
    }

    void clear() {
        for (int[] slice : slices) {
            Arrays.fill(slice, 0);
        }
        most = 0;
        used = 0;
    }

    /**
     * Counts the bits in which words differ from the weights; each such bit counts as 2^shift.
     *
     * @param words of up to three taps, by position
     * @param weights by tap
     * @param first the first tap
     */
    void count(int[][] words, int[] weights, int first, int shift) {
        int n = ones.length;
        if (words.length == TOGETHER) {
            int x = weights[first];
            SliceLoops.carrySave(
                    ones, twos, words[0], x, words[1], weights[first + 1], words[2], weights[first + 2], n);
            grow((long) TOGETHER << shift);
            SliceLoops.halfAdd(slices[shift], ones, n);
            SliceLoops.fullAdd(slices[shift + 1], twos, ones, n);
            carry(shift + 2, n);
            return;
        }
        for (int i = 0; i < words.length; i++) {
            SliceLoops.differ(ones, words[i], weights[first + i], n);
            grow(1L << shift);
            carry(shift, n);
        }
    }

    private void grow(long more) {
        most += more;
        used = Math.min(slices.length, Long.SIZE - Long.numberOfLeadingZeros(most));
    }

    /** Adds the carry to a slice and propagates it to the slices above. */
    private void carry(int from, int n) {
        for (int p = from; p < used; p++) {
            SliceLoops.halfAdd(slices[p], ones, n);
        }
    }
}
