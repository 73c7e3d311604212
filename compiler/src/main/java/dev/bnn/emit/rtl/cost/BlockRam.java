// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import java.util.List;

/**
 * The block RAMs of a memory, as the pass {@code memory_libmap} of yosys 0.23 chooses them. A memory deeper than a block is cut
 * into banks. Their words lie side by side over the data bits of all blocks, so one block may hold bits of two banks. Of all
 * modes and widths that one is taken whose blocks and multiplexers cost least.
 *
 * @param count halves of 18 kbit, or blocks of iCE40
 * @param banks words that are read at once, of which upper bits of the address choose one
 */
record BlockRam(long count, long banks) {
    /**
     * How a block can be used.
     *
     * @param bits its words of one bit
     * @param widths bits of a word, each width with half as many words as the one before
     * @param count how many it counts as
     * @param cost in yosys' own measure
     * @param bytes bits that one write enable is for, by width
     */
    private record Mode(int bits, List<Integer> widths, int count, int cost, List<Integer> bytes) {
        /** Words of a block of the width at that place in the list. */
        long words(int place) {
            return bits >> place;
        }
    }

    private static final Mode HALF = new Mode(1 << 14, List.of(1, 2, 4, 9, 18, 36), 1, 129, List.of(1, 2, 4, 9, 9, 9));
    private static final Mode WHOLE =
            new Mode(1 << 15, List.of(1, 2, 4, 9, 18, 36, 72), 2, 257, List.of(1, 2, 4, 9, 9, 9, 9));
    private static final Mode ICE40 = new Mode(1 << 11, List.of(2, 4, 8, 16), 1, 64, List.of(2, 4, 8, 1));

    /** Cost of a bit of one more bank to choose from, and of the write enable of a bank. */
    private static final double CHOICE = 0.5;

    /** Banks that one look-up table of six inputs chooses from. */
    private static final int ONE_TABLE = 4;

    /** Banks from which yosys chooses with multiplexers between look-up tables, some of which only pass a bit on. */
    private static final int PASSED = 5;

    private static final int PASSED_TABLES = 4;

    /** Look-up tables for each further bank where there are many. */
    private static final double TABLES_A_BANK = 0.4;

    /** A table of constants. */
    static BlockRam rom(Family family, long width, long depth) {
        return cheapest(family, width, depth, false);
    }

    /** A memory with a port to write and one to read. */
    static BlockRam ram(Family family, long width, long depth) {
        return cheapest(family, width, depth, true);
    }

    private static BlockRam cheapest(Family family, long width, long depth, boolean written) {
        BlockRam best = new BlockRam(0, 0);
        double bestCost = Double.POSITIVE_INFINITY;
        for (Mode mode : family == Family.ICE40 ? List.of(ICE40) : List.of(HALF, WHOLE)) {
            for (int i = 0; i < mode.widths().size(); i++) {
                long banks = Cells.ceilDiv(depth, mode.words(i));
                int least = written ? mode.bytes().get(i) : 1;
                long word = Cells.ceilDiv(width, least) * least;
                long blocks = Cells.ceilDiv(banks * word, mode.widths().get(i));
                double cost = (double) mode.cost() * blocks
                        + CHOICE * (banks - 1) * width
                        + (written && banks > 1 ? CHOICE * banks : 0);
                if (cost < bestCost) {
                    bestCost = cost;
                    best = new BlockRam(blocks * mode.count(), banks);
                }
            }
        }
        return best;
    }

    /** Look-up tables, for each bit of a word, that choose the bank: as yosys maps tables of constants by themselves. */
    double choice(Family family) {
        if (banks <= 1) {
            return 0;
        }
        if (family == Family.ICE40) {
            // Two look-up tables of four inputs choose one of four.
            return (banks - 1) * 2 / 3.0;
        }
        return banks <= ONE_TABLE ? 1 : banks == PASSED ? PASSED_TABLES : TABLES_A_BANK * (banks - 1);
    }
}
