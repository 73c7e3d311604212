// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.loops;

/**
 * The innermost loops of sliced sums and {@link ByteCounts}. As in {@link VectorLoops}, C2 turns them into vector instructions.
 */
public final class SliceLoops {
    private SliceLoops() {}

    /** The bits in which a differs from x. */
    public static void differ(int[] into, int[] a, int x, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = a[i] ^ x;
        }
    }

    /** Adds three bits; {@code ones} gets the lower bit of the sum and {@code twos} the upper bit. */
    public static void carrySave(int[] ones, int[] twos, int[] a, int x, int[] b, int y, int[] c, int z, int n) {
        for (int i = 0; i < n; i++) {
            int half = a[i] ^ x ^ b[i] ^ y;
            int last = c[i] ^ z;
            ones[i] = half ^ last;
            twos[i] = half & last | ~half & (a[i] ^ x);
        }
    }

    /** Adds to each byte the bit count of that byte of {@code ones} plus twice that of {@code twos}. */
    public static void addBytes(int[] bytes, int[] ones, int[] twos, int n) {
        for (int i = 0; i < n; i++) {
            int a = ones[i];
            int b = twos[i];
            a -= a >>> 1 & 0x55555555;
            b -= b >>> 1 & 0x55555555;
            // Four bits are enough for the count of four bits of one word plus twice the count of four bits of the
            // other.
            int four = (a & 0x33333333) + (a >>> 2 & 0x33333333) + ((b & 0x33333333) + (b >>> 2 & 0x33333333) << 1);
            bytes[i] += (four & 0x0f0f0f0f) + (four >>> 4 & 0x0f0f0f0f);
        }
    }

    /** Adds the bytes of each word to the counts, and resets them to 0. */
    public static void takeBytes(int[] counts, int[] bytes, int n) {
        for (int i = 0; i < n; i++) {
            int pairs = (bytes[i] & 0x00ff00ff) + (bytes[i] >>> 8 & 0x00ff00ff);
            counts[i] += (pairs & 0xffff) + (pairs >>> 16);
            bytes[i] = 0;
        }
    }

    /** Adds the bits of {@code carry} to {@code slice}, and stores the new carry in {@code carry}. */
    public static void halfAdd(int[] slice, int[] carry, int n) {
        for (int i = 0; i < n; i++) {
            int both = slice[i] & carry[i];
            slice[i] ^= carry[i];
            carry[i] = both;
        }
    }

    /** Adds the bits of {@code more} and {@code carry} to {@code slice}, and stores the new carry in {@code carry}. */
    public static void fullAdd(int[] slice, int[] more, int[] carry, int n) {
        for (int i = 0; i < n; i++) {
            int half = slice[i] ^ more[i];
            int carried = half & carry[i] | ~half & more[i];
            slice[i] = half ^ carry[i];
            carry[i] = carried;
        }
    }

    /** One step of a comparison that goes from the lowest bit up: if the bits differ, the number with the 0 is less. */
    public static void less(int[] less, int[] slice, int limit, int n) {
        for (int i = 0; i < n; i++) {
            less[i] = ~slice[i] & (limit | less[i]) | limit & less[i];
        }
    }

    /** Flips the bits that are 1 in both {@code bits} and {@code mask}. */
    public static void change(int[] words, int[] bits, int mask, int n) {
        for (int i = 0; i < n; i++) {
            words[i] ^= bits[i] & mask;
        }
    }
}
