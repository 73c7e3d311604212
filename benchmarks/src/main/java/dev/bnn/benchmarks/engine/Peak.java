// SPDX-License-Identifier: Apache-2.0
package dev.bnn.benchmarks.engine;

import dev.bnn.runtime.internal.engine.vector.CountForm;
import dev.bnn.runtime.internal.engine.vector.loops.BitCounts;
import dev.bnn.runtime.internal.engine.vector.loops.VectorApiCounts;
import dev.bnn.runtime.internal.engine.vector.loops.VectorLoops;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The peak rate of XNOR and popcount in this JVM: loops on data in the first-level cache, of which the fastest gives the peak.
 * The engine uses all of them except the second.
 */
enum Peak {
    /** Bit counts of words of 32 bits. */
    INTS {
        @Override
        void count(int turn) {
            int[][] a = ints;
            ints(counts, a[0], turn, a[1], ~turn, a[2], turn << 1, WORDS);
        }
    },
    /** Bit counts of words of 64 bits. */
    LONGS {
        @Override
        void count(int turn) {
            long[][] a = longs;
            longs(longCounts, a[0], turn, a[1], ~turn, a[2], (long) turn << 1, WORDS / 2);
        }
    },
    /** A carry-save adder that reduces three words to two, which are counted byte by byte. */
    BYTES {
        @Override
        void count(int turn) {
            int[][] a = ints;
            carrySave(ones, twos, a[0], turn, a[1], ~turn, a[2], turn << 1, WORDS);
            addBytes(bytes, ones, twos, WORDS);
            if (turn % MOST == 0) {
                takeBytes(counts, bytes, WORDS);
            }
        }
    },
    /** The Vector API, if the JVM has it: four rows of counts stay in registers over all taps. */
    VECTORS {
        private final int[][] rows = VectorLoops.rows(BitCounts.ROWS, LANES);
        private final int[][] under = VectorLoops.rows(TAPS, LANES);
        private final int[][] weights = new int[BitCounts.ROWS][];
        private BitCounts bits;

        @Override
        void count(int turn) {
            if (bits == null) {
                bits = new VectorApiCounts();
                Arrays.setAll(under, i -> new Random(i).ints(under[i].length).toArray());
                Arrays.setAll(weights, i -> new Random(i).ints(TAPS + 1).toArray());
            }
            bits.add(rows, BitCounts.ROWS, under, weights, turn & 1, TAPS, LANES);
        }
    };

    /** Positions and taps of {@link #VECTORS}. */
    private static final int LANES = 16;

    private static final int TAPS = 36;

    /** Not a power of two, since arrays that start 4,096 bytes apart would evict each other from the cache. */
    private static final int WORDS = 768;

    /** Number of bit products per call of {@link #count}. */
    static final int PRODUCTS = 3 * WORDS * Integer.SIZE;

    private static final int MOST = 10;

    final int[][] ints = new int[3][];
    final long[][] longs = new long[3][];
    final int[] counts = new int[WORDS];
    final long[] longCounts = new long[WORDS / 2];
    final int[] ones = new int[WORDS];
    final int[] twos = new int[WORDS];
    final int[] bytes = new int[WORDS];

    Peak() {
        for (int i = 0; i < ints.length; i++) {
            ints[i] = new Random(i).ints(counts.length).toArray();
            longs[i] = new Random(i).longs(longCounts.length).toArray();
        }
    }

    abstract void count(int turn);

    /** The loops that this JVM supports. */
    static List<Peak> available() {
        return Arrays.stream(values())
                .filter(p -> p != VECTORS || CountForm.VECTORS.available())
                .toList();
    }

    private static void ints(int[] counts, int[] a, int x, int[] b, int y, int[] c, int z, int n) {
        for (int i = 0; i < n; i++) {
            counts[i] += Integer.bitCount(a[i] ^ x) + Integer.bitCount(b[i] ^ y) + Integer.bitCount(c[i] ^ z);
        }
    }

    private static void longs(long[] counts, long[] a, long x, long[] b, long y, long[] c, long z, int n) {
        for (int i = 0; i < n; i++) {
            counts[i] += Long.bitCount(a[i] ^ x) + Long.bitCount(b[i] ^ y) + Long.bitCount(c[i] ^ z);
        }
    }

    private static void carrySave(int[] ones, int[] twos, int[] a, int x, int[] b, int y, int[] c, int z, int n) {
        for (int i = 0; i < n; i++) {
            int half = a[i] ^ x ^ b[i] ^ y;
            int last = c[i] ^ z;
            ones[i] = half ^ last;
            twos[i] = half & last | ~half & (a[i] ^ x);
        }
    }

    private static void addBytes(int[] bytes, int[] ones, int[] twos, int n) {
        for (int i = 0; i < n; i++) {
            int a = ones[i];
            int b = twos[i];
            a -= a >>> 1 & 0x55555555;
            b -= b >>> 1 & 0x55555555;
            int four = (a & 0x33333333) + (a >>> 2 & 0x33333333) + ((b & 0x33333333) + (b >>> 2 & 0x33333333) << 1);
            bytes[i] += (four & 0x0f0f0f0f) + (four >>> 4 & 0x0f0f0f0f);
        }
    }

    private static void takeBytes(int[] counts, int[] bytes, int n) {
        for (int i = 0; i < n; i++) {
            int pairs = (bytes[i] & 0x00ff00ff) + (bytes[i] >>> 8 & 0x00ff00ff);
            counts[i] += (pairs & 0xffff) + (pairs >>> 16);
            bytes[i] = 0;
        }
    }
}
