// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.loops;

/**
 * Counts the bits in which words differ from others: the innermost loops of a matrix product on bits. Between {@link #begin} and
 * {@link #end} a count may lack bits. An instance serves one thread at a time. Which form is faster depends on the processor.
 */
public interface BitCounts {
    /** Begins counts with {@code start} and the bits in which a differs from x, b from y and c from z. */
    void begin(int[] counts, int start, int[] a, int x, int[] b, int y, int[] c, int z, int n);

    /** Adds the bits in which a differs from x, b from y and c from z. */
    void add(int[] counts, int[] a, int x, int[] b, int y, int[] c, int z, int n);

    /** Completes the counts. */
    void end(int[] counts, int n);

    /** Counts words with the bit count of the processor, which C2 makes vector instructions of where it has them. */
    final class OfWords implements BitCounts {
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
}
