// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.loops;

/**
 * The innermost loops, each over the first n elements of its arrays. C2 turns them into vector instructions, because each is
 * short, uses one index for all arrays and has no branch. That includes bit counts, if the processor counts bits in vectors.
 */
public final class VectorLoops {
    /** Ints of a cache line. */
    private static final int LINE = 16;
    /** Ints that the header of an array takes. */
    private static final int HEADER = 4;

    private VectorLoops() {}

    /**
     * Makes arrays for loops over n ints, with room for a last vector of up to 16 ints. Together with its header, each array
     * takes whole cache lines, so that arrays that lie one after the other all start at the same offset in a line. C2 aligns the
     * accesses to one array of a loop and thereby those to the others; a vector across two lines takes longer.
     */
    public static int[][] rows(int count, int n) {
        return new int[count][(n + LINE - 1) / LINE * LINE + LINE - HEADER];
    }

    /**
     * Adds to each count the number of bits in which a differs from x, b from y and c from z. With four terms, C2 would not
     * vectorize the loop.
     */
    public static void differences(int[] counts, int[] a, int x, int[] b, int y, int[] c, int z, int n) {
        for (int i = 0; i < n; i++) {
            counts[i] += Integer.bitCount(a[i] ^ x) + Integer.bitCount(b[i] ^ y) + Integer.bitCount(c[i] ^ z);
        }
    }

    /** As above, but the counts begin at {@code start}. */
    public static void differences(int[] counts, int start, int[] a, int x, int[] b, int y, int[] c, int z, int n) {
        for (int i = 0; i < n; i++) {
            counts[i] = start + Integer.bitCount(a[i] ^ x) + Integer.bitCount(b[i] ^ y) + Integer.bitCount(c[i] ^ z);
        }
    }

    /** Adds to each count the number of bits in which a differs from x. */
    public static void differences(int[] counts, int[] a, int x, int n) {
        for (int i = 0; i < n; i++) {
            counts[i] += Integer.bitCount(a[i] ^ x);
        }
    }

    /** Adds the values of four arrays. */
    public static void add(int[] sums, int[] a, int[] b, int[] c, int[] d, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += a[i] + b[i] + (c[i] + d[i]);
        }
    }

    /** Adds the values of an array. */
    public static void add(int[] sums, int[] a, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += a[i];
        }
    }

    /** Twice the values of a. */
    public static void twice(int[] into, int[] a, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = a[i] << 1;
        }
    }

    /** Packs other values into the upper 16 bits of 16-bit values. */
    public static void pair(int[] values, int[] upper, int n) {
        for (int i = 0; i < n; i++) {
            values[i] |= upper[i] << 16;
        }
    }

    /** Adds one number to all values. */
    public static void plus(int[] values, int more, int n) {
        for (int i = 0; i < n; i++) {
            values[i] += more;
        }
    }

    /** The values, shifted right by {@code shift}. */
    public static void shifted(int[] into, int[] values, int shift, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = values[i] >> shift;
        }
    }

    /** Adds bit {@code from} of the words, as bit {@code to}, to values that have a 0 there. */
    public static void placeBit(int[] values, int[] words, int from, int to, int n) {
        for (int i = 0; i < n; i++) {
            values[i] |= (words[i] >>> from & 1) << to;
        }
    }

    /** Sums {@code start}, the counts of the lowest bit plane, and those of another plane times its power of two. */
    public static void addPlane(int[] into, int start, int[] lowest, int[] counts, int shift, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = start + lowest[i] + (counts[i] << shift);
        }
    }

    /** Doubles {@code into}, and adds one bit of each of the other values. */
    public static void twicePlusBit(int[] into, int[] values, int bit, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = (into[i] << 1) + (values[i] >> bit & 1);
        }
    }

    /** Doubles all values and adds one number. */
    public static void twicePlus(int[] values, int more, int n) {
        for (int i = 0; i < n; i++) {
            values[i] = (values[i] << 1) + more;
        }
    }

    /** The values of a plus those of b. */
    public static void sum(int[] into, int[] a, int[] b, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = a[i] + b[i];
        }
    }

    /** {@code start} minus the values of {@code less}, plus those of the other arrays. */
    public static void sum(int[] into, int start, int[] less, int[] a, int[] b, int[] c, int[] d, int[] e, int n) {
        for (int i = 0; i < n; i++) {
            into[i] = start - less[i] + a[i] + b[i] + (c[i] + d[i] + e[i]);
        }
    }

    /** Subtracts the values of an array. */
    public static void subtract(int[] sums, int[] a, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] -= a[i];
        }
    }

    /** Adds a times x and b times y. */
    public static void addProducts(int[] sums, int[] a, int x, int[] b, int y, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += a[i] * x + b[i] * y;
        }
    }

    /** Adds a times x. */
    public static void addProducts(int[] sums, int[] a, int x, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += a[i] * x;
        }
    }

    /** Flips a bit in each word whose value is negative. */
    public static void collect(int[] words, int[] values, int bit, int n) {
        for (int i = 0; i < n; i++) {
            words[i] ^= values[i] >>> 31 << bit;
        }
    }

    /** Flips four consecutive bits in each word, starting at {@code bit}: one for each of the four values, if it is negative. */
    public static void collect(int[] words, int[] a, int[] b, int[] c, int[] d, int bit, int n) {
        for (int i = 0; i < n; i++) {
            words[i] ^= (a[i] >>> 31 | b[i] >>> 31 << 1 | c[i] >>> 31 << 2 | d[i] >>> 31 << 3) << bit;
        }
    }

    /** Flips four consecutive bits in each word, starting at {@code bit}: one for each of the four values, if its bit 15 is 0. */
    public static void collect15(int[] words, int[] a, int[] b, int[] c, int[] d, int bit, int n) {
        for (int i = 0; i < n; i++) {
            words[i] ^= (~a[i] >>> 15 & 1 | ~b[i] >>> 14 & 2 | ~c[i] >>> 13 & 4 | ~d[i] >>> 12 & 8) << bit;
        }
    }

    /** Flips a bit in each word whose value has a 0 in bit 15. */
    public static void collect15(int[] words, int[] a, int bit, int n) {
        for (int i = 0; i < n; i++) {
            words[i] ^= (~a[i] >>> 15 & 1) << bit;
        }
    }

    /**
     * Collects a code of two bits from an accumulator and its differences to two further levels. Each negative one of the three
     * sums value, value + second and value + third flips the bit of the lower words; a negative value + second also flips that of
     * the upper words.
     */
    public static void collectThree(int[] lower, int[] upper, int[] values, int second, int third, int bit, int n) {
        for (int i = 0; i < n; i++) {
            int middle = values[i] + second;
            lower[i] ^= (values[i] ^ middle ^ values[i] + third) >>> 31 << bit;
            upper[i] ^= middle >>> 31 << bit;
        }
    }

    /** As {@link #collectThree}, but flips a bit if bit 15 of the sum is 0. */
    public static void collectThree15(int[] lower, int[] upper, int[] values, int second, int third, int bit, int n) {
        for (int i = 0; i < n; i++) {
            int middle = values[i] + second;
            lower[i] ^= (~(values[i] ^ middle ^ values[i] + third) >>> 15 & 1) << bit;
            upper[i] ^= (~middle >>> 15 & 1) << bit;
        }
    }

    /** Packs one bit of up to 32 values, beginning at {@code from}: bit b of the word is bit {@code shift} of value b. */
    public static int bits(int[] values, int shift, int from, int n) {
        if (n < 32) {
            int bits = 0;
            for (int i = from + n - 1; i >= from; i--) {
                bits = bits << 1 | values[i] >>> shift & 1;
            }
            return bits;
        }
        // Four independent chains of eight, since within a chain each bit waits for the one before it.
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        for (int i = from + 7; i >= from; i--) {
            a = a << 1 | values[i] >>> shift & 1;
            b = b << 1 | values[i + 8] >>> shift & 1;
            c = c << 1 | values[i + 16] >>> shift & 1;
            d = d << 1 | values[i + 24] >>> shift & 1;
        }
        return a | b << 8 | c << 16 | d << 24;
    }
}
