// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.loops;

/**
 * Counts the bits in which words differ from others: the inner loops of a matrix product on bits. An instance serves one thread at a
 * time. Which implementation is fastest depends on the processor and the JVM.
 */
public interface BitCounts {
    /** Maximum number of rows of counts in a call. */
    int ROWS = 4;

    /**
     * Sets each count of the first rows: counts[r][i] = starts[r] + the sum over t &lt; taps of the bits in which words[t][i] differs
     * from others[r][first + t].
     *
     * @param rows 1 to {@link #ROWS}
     * @param words arrays of {@link VectorLoops#rows}
     * @param n number of counts in a row
     */
    void set(int[][] counts, int[] starts, int rows, int[][] words, int[][] others, int first, int taps, int n);

    /** As {@link #set}, but adds to the existing counts. */
    void add(int[][] counts, int rows, int[][] words, int[][] others, int first, int taps, int n);
}
