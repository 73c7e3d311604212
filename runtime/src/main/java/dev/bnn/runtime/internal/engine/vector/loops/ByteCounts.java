// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.loops;

import java.util.Arrays;

/**
 * Counts with shifts, masks and additions, which become vector instructions on every processor: a carry-save adder reduces three
 * words to two, these are counted byte by byte, and the bytes are added up before they can overflow.
 */
public final class ByteCounts implements LoopCounts.ThreeWords {
    /** A byte holds up to 255, and three words contribute up to 24 bits per byte. */
    private static final int MOST = 10;

    private int[] ones = {};
    private int[] twos = {};
    /** Four counts of 8 bits per word. */
    private int[] bytes = {};

    private int added;

    @Override
    public void begin(int[] counts, int start, int[] a, int x, int[] b, int y, int[] c, int z, int n) {
        Arrays.fill(counts, 0, n, start);
        add(counts, a, x, b, y, c, z, n);
    }

    @Override
    public void add(int[] counts, int[] a, int x, int[] b, int y, int[] c, int z, int n) {
        if (ones.length < n) {
            ones = new int[n];
            twos = new int[n];
            bytes = Arrays.copyOf(bytes, n);
        }
        SliceLoops.carrySave(ones, twos, a, x, b, y, c, z, n);
        SliceLoops.addBytes(bytes, ones, twos, n);
        if (++added == MOST) {
            end(counts, n);
        }
    }

    @Override
    public void end(int[] counts, int n) {
        if (added > 0) {
            SliceLoops.takeBytes(counts, bytes, n);
            added = 0;
        }
    }
}
