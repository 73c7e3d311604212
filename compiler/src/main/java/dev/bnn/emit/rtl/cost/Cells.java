// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import java.util.List;

/** Cells that memories take, by width in bits and depth in words, as yosys chooses them. */
final class Cells {
    private static final int ULTRA_WIDTH = 72;
    private static final int ULTRA_DEPTH = 4_096;

    /** Of the tool's choice: bits of ROM that one block RAM must be worth, and of RAM. */
    private static final int ICE40_ROM_BITS = 1_024;

    private static final int ICE40_RAM_BITS = 67;
    private static final int HALF_ROM_BITS = 2_064;

    /** Look-up tables that multiplexers beside them select among. */
    private static final int MULTIPLEXED = 4;

    /** Look-up tables of the bits of a count of six pairs, and of fewer. */
    private static final int MATCHED_GROUP = 6;

    private static final int[] MATCHED = {0, 1, 2, 2, 3, 4};

    /** Look-up tables of four inputs of a count of so many pairs, and of so many bits: of two pairs they are two, of three bits an adder's two. */
    private static final int[] FOUR_MATCHED = {0, 1, 2, 5, 7, 10, 12};

    private static final int[] FOUR_COUNTED = {0, 0, 2, 2, 3, 6, 8};

    /** Words and bits that some look-up tables hold together. */
    private record Shape(int words, int bits, int tables) {}

    /** With one address to write and to read. */
    private static final List<Shape> ONE_PORT =
            List.of(new Shape(32, 8, 4), new Shape(64, 1, 1), new Shape(128, 1, 2), new Shape(256, 1, 4));

    private static final List<Shape> TWO_PORTS =
            List.of(new Shape(32, 6, 4), new Shape(64, 3, 4), new Shape(64, 1, 2), new Shape(128, 1, 4));

    /** Those of UltraScale+. */
    private static final List<Shape> WIDE_ONE_PORT =
            List.of(new Shape(32, 16, 8), new Shape(64, 1, 1), new Shape(128, 1, 2), new Shape(256, 1, 4));

    private static final List<Shape> WIDE_TWO_PORTS =
            List.of(new Shape(32, 14, 8), new Shape(64, 7, 8), new Shape(64, 1, 2), new Shape(128, 1, 4));

    private static final int INPUTS = 6;

    /** Inputs of a look-up table of iCE40. */
    static final int FOUR_INPUTS = 4;

    private static final long FOUR_WORDS = 16;

    /** Bits that are counted at once. */
    private static final int GROUP = 6;

    private Cells() {}

    static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }

    /** Bits of an address of {@code words} words; at least 0. */
    static int addressBits(long words) {
        return Long.SIZE - Long.numberOfLeadingZeros(words - 1);
    }

    /** Whether constants that are left to the tool are worth their block RAM. */
    static boolean romInBlocks(Family family, long width, long depth) {
        int worth = family == Family.ICE40 ? ICE40_ROM_BITS : HALF_ROM_BITS;
        return depth > 1
                && width * depth > worth * BlockRam.rom(family, width, depth).count();
    }

    /** The same of words that are written. On seven-series look-up tables hold them. */
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
     * Look-up tables of constants without their registers: columns of the same bits are one, and those that never change none.
     *
     * @param width columns of random bits
     */
    static double rom(Family family, double width, long depth) {
        return distinct(width, depth) * tables(family, depth);
    }

    /** Look-up tables of a column of constants. */
    static long tables(Family family, long depth) {
        if (family == Family.ICE40) {
            // A table of four inputs selects among two, or adds up to four words to those that others hold.
            long tables = Math.max(1, ceilDiv(depth - FOUR_INPUTS, FOUR_WORDS));
            return 2 * tables - 1 + (depth > tables * FOUR_WORDS ? 1 : 0);
        }
        // Multiplexers beside the look-up tables select among four of them.
        long tables = ceilDiv(depth, 64);
        return tables + choice(ceilDiv(tables, MULTIPLEXED));
    }

    /** Look-up tables that count how many of some pairs of bits are equal, in groups of six. */
    static long matches(Family family, long pairs) {
        int[] fewer = family == Family.ICE40 ? FOUR_MATCHED : MATCHED;
        long group = family == Family.ICE40 ? FOUR_MATCHED[GROUP] : MATCHED_GROUP;
        return pairs / GROUP * group + fewer[(int) (pairs % GROUP)];
    }

    /** Look-up tables of four inputs that count some bits, in groups of six. */
    static long counted(long bits) {
        return bits / GROUP * FOUR_COUNTED[GROUP] + FOUR_COUNTED[(int) (bits % GROUP)];
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
        return least(family == Family.XCUP ? WIDE_TWO_PORTS : TWO_PORTS, width, depth);
    }

    /** Look-up tables of six inputs that hold several words that are written and read at one address. */
    static long singlePort(Family family, long width, long depth) {
        return least(family == Family.XCUP ? WIDE_ONE_PORT : ONE_PORT, width, depth);
    }

    /** The shape that takes the fewest look-up tables, with those that choose among its banks. */
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
     * Look-up tables of six inputs of a product of a code and a number. A bit of it follows from the bits of both up to its own; one of
     * seven inputs is two look-up tables and a multiplexer, one of eight is four.
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
     * Look-up tables of a comparison with a constant, each of which takes the result of the one before. On iCE40 one of few bits is in
     * the cell of its register, and one of more is a carry chain.
     */
    static long comparedWithConstant(Family family, long bits) {
        if (family == Family.ICE40) {
            return bits <= FOUR_INPUTS ? 0 : bits;
        }
        return ceilDiv(bits, INPUTS);
    }

    /** The same where the greater one is kept, of codes. */
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
