// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.engine;

/**
 * The loop that the engine spends its time in, on data in the first-level cache: what XNOR and popcount can do at most in this
 * JVM.
 */
final class Peak {
    /** Not a power of two: arrays whose starts are 4,096 bytes apart would get in each other's way in the cache. */
    private static final int WORDS = 784;

    /** Bit products of a call of {@link #count}. */
    static final int PRODUCTS = 3 * WORDS * Integer.SIZE;

    private final int[][] words = new int[3][WORDS];
    private final int[] counts = new int[WORDS];
    private int turn;

    int[] count() {
        turn++;
        count(counts, words[0], turn, words[1], ~turn, words[2], turn << 1, WORDS);
        return counts;
    }

    private static void count(int[] counts, int[] a, int x, int[] b, int y, int[] c, int z, int n) {
        for (int i = 0; i < n; i++) {
            counts[i] += Integer.bitCount(a[i] ^ x) + Integer.bitCount(b[i] ^ y) + Integer.bitCount(c[i] ^ z);
        }
    }
}
