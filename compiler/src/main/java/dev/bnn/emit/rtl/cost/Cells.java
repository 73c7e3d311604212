// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import java.util.List;

/** Cells that memories, counts and comparisons take, as yosys maps them. Widths are in bits, depths in words. */
final class Cells {
    private static final int ULTRA_WIDTH = 72;
    private static final int ULTRA_DEPTH = 4_096;

    /** Yosys puts a ROM, or a RAM, in block RAM only if it has more than this many bits per block. */
    private static final int ICE40_ROM_BITS = 1_024;

    private static final int ICE40_RAM_BITS = 67;
    private static final int HALF_ROM_BITS = 2_064;

    /** Look-up tables among which the slice's own multiplexers select. */
    private static final int MULTIPLEXED = 4;

    /** Look-up tables of six inputs that count the equal ones of up to six pairs of bits, by their number. */
    private static final int[] MATCHED = {0, 1, 2, 2, 3, 4, 6};

    /**
     * Look-up tables of four inputs that count the equal ones of up to six pairs, by their number; {@link #FOUR_COUNTED} has those
     * that count single bits. Two pairs take two, and three bits take the two of a full adder.
     */
    private static final int[] FOUR_MATCHED = {0, 1, 2, 5, 7, 10, 12};

    private static final int[] FOUR_COUNTED = {0, 0, 2, 2, 3, 6, 8};

    /** A LUT RAM: {@code tables} look-up tables together hold {@code words} words of {@code bits} bits. */
    private record Shape(int words, int bits, int tables) {}

    /** LUT RAMs of seven-series with one address for writes and reads. */
    private static final List<Shape> ONE_PORT =
            List.of(new Shape(32, 8, 4), new Shape(64, 1, 1), new Shape(128, 1, 2), new Shape(256, 1, 4));

    private static final List<Shape> TWO_PORTS =
            List.of(new Shape(32, 6, 4), new Shape(64, 3, 4), new Shape(64, 1, 2), new Shape(128, 1, 4));

    /** LUT RAMs of UltraScale+ with one address for writes and reads. */
    private static final List<Shape> WIDE_ONE_PORT =
            List.of(new Shape(32, 16, 8), new Shape(64, 1, 1), new Shape(128, 1, 2), new Shape(256, 1, 4));

    private static final List<Shape> WIDE_TWO_PORTS =
            List.of(new Shape(32, 14, 8), new Shape(64, 7, 8), new Shape(64, 1, 2), new Shape(128, 1, 4));

    private static final int INPUTS = 6;

    /** Inputs of a look-up table of iCE40. */
    static final int FOUR_INPUTS = 4;

    private static final long FOUR_WORDS = 16;

    /** Bits that {@code bnnlib_count} adds up at once. */
    static final int GROUP = 6;

    private Cells() {}

    static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }

    /** Bits of an address of {@code words} words; at least 0. */
    static int addressBits(long words) {
        return Long.SIZE - Long.numberOfLeadingZeros(words - 1);
    }

    /** Whether yosys puts a ROM in block RAM if the choice is left to it. */
    static boolean romInBlocks(Family family, long width, long depth) {
        int worth = family == Family.ICE40 ? ICE40_ROM_BITS : HALF_ROM_BITS;
        return depth > 1
                && width * depth > worth * BlockRam.rom(family, width, depth).count();
    }

    /** Whether yosys puts a RAM in block RAM if the choice is left to it. On seven-series and UltraScale+ it uses LUT RAM. */
    static boolean ramInBlocks(Family family, long width, long depth) {
        return family == Family.ICE40
                && depth > 1
                && width * depth
                        > ICE40_RAM_BITS * BlockRam.ram(family, width, depth).count();
    }

    static long ultraRam(long width, long depth) {
        return ceilDiv(width, ULTRA_WIDTH) * ceilDiv(depth, ULTRA_DEPTH);
    }

    /**
     * Look-up tables of a ROM of random bits, without its registers. Equal columns share their tables; constant columns take none.
     *
     * @param width number of columns
     */
    static double rom(Family family, double width, long depth) {
        return distinct(width, depth) * tables(family, depth);
    }

    /** Look-up tables of one column of a ROM. */
    static long tables(Family family, long depth) {
        if (family == Family.ICE40) {
            // A table of four inputs selects among two, or adds up to four words to those that others hold.
            long tables = Math.max(1, ceilDiv(depth - FOUR_INPUTS, FOUR_WORDS));
            return 2 * tables - 1 + (depth > tables * FOUR_WORDS ? 1 : 0);
        }
        // The multiplexers of a slice select among four look-up tables.
        long tables = ceilDiv(depth, 64);
        return tables + choice(ceilDiv(tables, MULTIPLEXED));
    }

    /** Look-up tables that count the equal pairs in each group of six of {@code pairs} pairs of bits. */
    static long matches(Family family, long pairs) {
        return inGroups(family == Family.ICE40 ? FOUR_MATCHED : MATCHED, pairs);
    }

    /** Look-up tables of four inputs that count the 1 bits in each group of six of {@code bits} bits. */
    static long counted(long bits) {
        return inGroups(FOUR_COUNTED, bits);
    }

    /** @param tables look-up tables of a group, by its size */
    private static long inGroups(int[] tables, long inputs) {
        return inputs / GROUP * tables[GROUP] + tables[(int) (inputs % GROUP)];
    }

    /** Expected number of different columns among {@code width} columns of {@code depth} random bits, without the constant ones. */
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

    /** Look-up tables of a LUT RAM with a write port and a read port; 0 if flip-flops hold the words: on iCE40, or for a single word. */
    static long lutRam(Family family, long width, long depth) {
        if (depth <= 1 || family == Family.ICE40) {
            return 0;
        }
        return least(family == Family.XCUP ? WIDE_TWO_PORTS : TWO_PORTS, width, depth);
    }

    /** Look-up tables of a LUT RAM with one address for writes and reads, and with at least two words. */
    static long singlePort(Family family, long width, long depth) {
        return least(family == Family.XCUP ? WIDE_ONE_PORT : ONE_PORT, width, depth);
    }

    /** Look-up tables of the cheapest shape, with those that choose among its banks. */
    private static long least(List<Shape> shapes, long width, long depth) {
        long least = Long.MAX_VALUE;
        for (Shape shape : shapes) {
            long banks = ceilDiv(depth, shape.words());
            long tables = ceilDiv(width, shape.bits()) * shape.tables();
            least = Math.min(least, banks * tables + width * choice(banks));
        }
        return least;
    }

    /**
     * Look-up tables of six inputs that multiply a code by a weight. A bit of the product depends on the bits of both factors up to
     * its own place. With seven inputs it takes two look-up tables and a multiplexer, with eight it takes four.
     */
    static long product(int element, int weight) {
        long tables = 0;
        for (int bit = 0; bit < element + weight; bit++) {
            int inputs = Math.min(element, bit + 1) + Math.min(weight, bit + 1);
            tables += inputs <= INPUTS ? 1 : 1L << inputs - INPUTS;
        }
        return tables;
    }

    /** Look-up tables that compare two numbers: two for three bits of each; on iCE40 a carry chain. */
    static long compared(Family family, long bits) {
        return family == Family.ICE40 ? bits + 1 : 2 * ceilDiv(bits, INPUTS / 2);
    }

    /**
     * Look-up tables that compare a number with a constant, each of which takes the result of the one before. On iCE40 a comparison
     * of at most four bits shares the cell of its register; a longer one is a carry chain.
     */
    static long comparedWithConstant(Family family, long bits) {
        if (family == Family.ICE40) {
            return bits <= FOUR_INPUTS ? 0 : bits;
        }
        return ceilDiv(bits, INPUTS);
    }

    /** Look-up tables that compare two codes to keep the greater. */
    static long greater(Family family, int bits) {
        if (family == Family.ICE40) {
            return bits == 1 ? 0 : bits == 2 ? 2 : bits + 2L;
        }
        return switch (bits) {
            case 1 -> 0;
            case 2 -> 4;
            case 3, 4 -> 2;
            default -> bits - 1L;
        };
    }

    /** Look-up tables of six inputs that select one of {@code inputs} bits. */
    static long choice(long inputs) {
        return ceilDiv(inputs - 1, 3);
    }
}
