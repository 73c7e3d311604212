// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.loops;

import java.util.Arrays;

/** Counts with loops over three arrays of words, which C2 turns into vector instructions. */
public final class LoopCounts implements BitCounts {
    private final ThreeWords loops;

    public LoopCounts(ThreeWords loops) {
        this.loops = loops;
    }

    /** Loops over three words at a time. Between {@link #begin} and {@link #end} a count may lack bits. */
    public interface ThreeWords {
        /** Starts counts at {@code start} plus the number of bits in which a differs from x, b from y and c from z. */
        void begin(int[] counts, int start, int[] a, int x, int[] b, int y, int[] c, int z, int n);

        /** Adds the number of bits in which a differs from x, b from y and c from z. */
        void add(int[] counts, int[] a, int x, int[] b, int y, int[] c, int z, int n);

        /** Completes the counts. */
        void end(int[] counts, int n);
    }

    /** The bit count of the processor, for each word. */
    public static final class OfWords implements ThreeWords {
        @Override
        public void begin(int[] counts, int start, int[] a, int x, int[] b, int y, int[] c, int z, int n) {
            VectorLoops.differences(counts, start, a, x, b, y, c, z, n);
        }

        @Override
        public void add(int[] counts, int[] a, int x, int[] b, int y, int[] c, int z, int n) {
            VectorLoops.differences(counts, a, x, b, y, c, z, n);
        }

        @Override
        public void end(int[] counts, int n) {
            // The counts are complete.
        }
    }

    @Override
    public void set(int[][] counts, int[] starts, int rows, int[][] words, int[][] others, int first, int taps, int n) {
        for (int r = 0; r < rows; r++) {
            int[] into = counts[r];
            int[] row = others[r];
            if (taps > 2) {
                int x = row[first];
                loops.begin(into, starts[r], words[0], x, words[1], row[first + 1], words[2], row[first + 2], n);
                add(into, words, row, first, 3, taps, n);
            } else {
                Arrays.fill(into, 0, n, starts[r]);
                add(into, words, row, first, 0, taps, n);
            }
        }
    }

    @Override
    public void add(int[][] counts, int rows, int[][] words, int[][] others, int first, int taps, int n) {
        for (int r = 0; r < rows; r++) {
            add(counts[r], words, others[r], first, 0, taps, n);
        }
    }

    private void add(int[] into, int[][] words, int[] row, int first, int from, int taps, int n) {
        int t = from;
        for (; t + 2 < taps; t += 3) {
            int x = row[first + t];
            loops.add(into, words[t], x, words[t + 1], row[first + t + 1], words[t + 2], row[first + t + 2], n);
        }
        loops.end(into, n);
        for (; t < taps; t++) {
            VectorLoops.differences(into, words[t], row[first + t], n);
        }
    }
}
