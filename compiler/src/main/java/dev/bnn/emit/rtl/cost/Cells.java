// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

/** Cells that memories take, by width in bits and depth in words, as yosys chooses them. */
final class Cells {
    /** Width and depth of a half of 18 kbit. */
    private static final int[][] HALF = {{1, 16_384}, {2, 8_192}, {4, 4_096}, {9, 2_048}, {18, 1_024}, {36, 512}};

    /** Width and depth of the block RAM of iCE40. */
    private static final int[][] ICE40 = {{2, 2_048}, {4, 1_024}, {8, 512}, {16, 256}};

    private static final int ULTRA_WIDTH = 72;
    private static final int ULTRA_DEPTH = 4_096;

    /** Of the tool's choice: bits of ROM that one block RAM must be worth, and of RAM. */
    private static final int ICE40_ROM_BITS = 1_024;

    private static final int ICE40_RAM_BITS = 64;
    private static final int HALF_ROM_BITS = 2_064;

    private Cells() {}

    static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }

    /** Bits of an address of {@code words} words; at least 0. */
    static int addressBits(long words) {
        return Long.SIZE - Long.numberOfLeadingZeros(words - 1);
    }

    /** Block RAMs of the shape that takes the fewest. */
    static long blockRam(Family family, long width, long depth) {
        long least = Long.MAX_VALUE;
        for (int[] shape : family == Family.ICE40 ? ICE40 : HALF) {
            least = Math.min(least, ceilDiv(width, shape[0]) * ceilDiv(depth, shape[1]));
        }
        return least;
    }

    /** Whether constants that are left to the tool are worth their block RAM. */
    static boolean romInBlocks(Family family, long width, long depth) {
        int worth = family == Family.ICE40 ? ICE40_ROM_BITS : HALF_ROM_BITS;
        return depth > 1 && width * depth > worth * blockRam(family, width, depth);
    }

    /** The same of words that are written. On seven-series look-up tables hold them. */
    static boolean ramInBlocks(Family family, long width, long depth) {
        return family == Family.ICE40 && depth > 1 && width * depth > ICE40_RAM_BITS * blockRam(family, width, depth);
    }

    static long ultraRam(long width, long depth) {
        return ceilDiv(width, ULTRA_WIDTH) * ceilDiv(depth, ULTRA_DEPTH);
    }

    /**
     * Look-up tables of constants without their registers: columns of the same bits are one, and those that never change none.
     *
     * @param width columns of random bits
     */
    static double rom(Family family, double width, long depth) {
        int inputs = family == Family.ICE40 ? 16 : 64;
        double tables = ceilDiv(depth, inputs);
        // A table of six inputs selects among four, one of four inputs among two.
        double choices = family == Family.ICE40 ? tables - 1 : choice((long) tables);
        return distinct(width, depth) * (tables + choices);
    }

    /** How many of {@code width} columns of {@code depth} random bits differ from all others, and change. */
    static double distinct(double width, long depth) {
        if (depth <= 1) {
            return 0;
        }
        if (depth > 20) {
            return width;
        }
        double patterns = Math.pow(2, depth);
        return (patterns - 2) * (1 - Math.pow(1 - 1 / patterns, width));
    }

    /** Look-up tables that hold words with a port to write and one to read; flip-flops where a chip has none, or for one word. */
    static long lutRam(Family family, long width, long depth) {
        if (depth <= 1 || family == Family.ICE40) {
            return 0;
        }
        long words = ceilDiv(depth, 64);
        boolean shallow = depth <= 32;
        long group = family == Family.XC7 ? grouped(width, shallow ? 6 : 3, 4) : grouped(width, shallow ? 14 : 7, 8);
        return words * group + width * choice(words);
    }

    /** Look-up tables of bits in groups, {@code tables} for each group; bits that are left take two, until they are worth a group. */
    private static long grouped(long width, int bits, int tables) {
        return width / bits * tables + Math.min(tables, 2 * (width % bits));
    }

    /** Look-up tables of six inputs that select one of {@code inputs} bits. */
    static long choice(long inputs) {
        return ceilDiv(inputs - 1, 3);
    }
}
