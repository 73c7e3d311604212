// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

/** Values of -1 and +1 as bits, 32 per word: a bit is set where the value is negative. */
final class SignBits {
    private SignBits() {}

    /** Number of words for that many bits. */
    static int words(int bits) {
        return (bits + 31) / 32;
    }

    /**
     * Packs rows of {@code columns} values into {@code wordsPerRow} words each, of which there must be at least
     * {@link #words}.
     */
    static void pack(float[] values, int rows, int columns, int wordsPerRow, int[] words) {
        for (int r = 0; r < rows; r++) {
            int end = (r + 1) * columns;
            int word = r * wordsPerRow;
            for (int from = r * columns; from < end; from += 32, word++) {
                int bits = 0;
                if (end - from >= 32) {
                    // Four independent chains of eight, since each bit depends on the one before it.
                    int b = 0;
                    int c = 0;
                    int d = 0;
                    for (int i = from + 7; i >= from; i--) {
                        bits = bits << 1 | Float.floatToRawIntBits(values[i]) >>> 31;
                        b = b << 1 | Float.floatToRawIntBits(values[i + 8]) >>> 31;
                        c = c << 1 | Float.floatToRawIntBits(values[i + 16]) >>> 31;
                        d = d << 1 | Float.floatToRawIntBits(values[i + 24]) >>> 31;
                    }
                    bits |= b << 8 | c << 16 | d << 24;
                } else {
                    for (int i = end - 1; i >= from; i--) {
                        bits = bits << 1 | Float.floatToRawIntBits(values[i]) >>> 31;
                    }
                }
                words[word] = bits;
            }
        }
    }

    /** Sets bit {@code bit} of word i where the float with the bits floats[i] is negative; changes no other bit. */
    static void merge(int[] floats, int bit, int[] words) {
        for (int i = 0; i < floats.length; i++) {
            words[i] |= floats[i] >>> 31 << bit;
        }
    }

    /** Adds to counts[i] the number of bits in which column[i] differs from x, and column2[i] from x2. */
    static void countDifferences(int[] counts, int[] column, int x, int[] column2, int x2, int n) {
        // Two words per iteration: C2 vectorizes this where the processor counts bits in vectors, but not a loop with
        // four.
        for (int i = 0; i < n; i++) {
            counts[i] += Integer.bitCount(column[i] ^ x) + Integer.bitCount(column2[i] ^ x2);
        }
    }
}
