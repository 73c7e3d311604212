// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import java.util.List;

/**
 * The block RAMs of a memory, as the pass {@code memory_libmap} of yosys 0.23 chooses them. A memory deeper than a block is cut
 * into banks. The words of all banks lie side by side across the data bits of the blocks, so one block may hold bits of two banks.
 * Yosys takes the mode and width whose blocks and multiplexers cost least.
 *
 * @param count halves of 18 kbit, or blocks of iCE40
 * @param banks words that are read at once; the upper address bits choose one of them
 */
record BlockRam(long count, long banks) {
    /**
     * A mode in which a block can be used.
     *
     * @param bits capacity in words of one bit
     * @param widths possible word widths in bits; each has half as many words as the one before
     * @param count how many blocks it adds to {@link BlockRam#count}
     * @param cost cost in yosys' own measure
     * @param bytes bits per write enable, by width
     */
    private record Mode(int bits, List<Integer> widths, int count, int cost, List<Integer> bytes) {
        /** Words of a block in the width at that index. */
        long words(int place) {
            return bits >> place;
        }
    }

    private static final Mode HALF = new Mode(1 << 14, List.of(1, 2, 4, 9, 18, 36), 1, 129, List.of(1, 2, 4, 9, 9, 9));
    private static final Mode WHOLE =
            new Mode(1 << 15, List.of(1, 2, 4, 9, 18, 36, 72), 2, 257, List.of(1, 2, 4, 9, 9, 9, 9));
    private static final Mode ICE40 = new Mode(1 << 11, List.of(2, 4, 8, 16), 1, 64, List.of(2, 4, 8, 1));

    /** Cost per bit of each further bank to choose from, and cost of each bank's write enable. */
    private static final double CHOICE = 0.5;

    /** Most banks among which one look-up table of six inputs chooses. */
    private static final int ONE_TABLE = 4;

    /** Number of banks for which yosys uses the multiplexers between look-up tables; some of these look-up tables only pass a bit on. */
    private static final int PASSED = 5;

    private static final int PASSED_TABLES = 4;

    /** Look-up tables per further bank where there are more than {@value #PASSED} banks. */
    private static final double TABLES_A_BANK = 0.4;

    /** The block RAMs of a table of constants. */
    static BlockRam rom(Family family, long width, long depth) {
        return cheapest(family, width, depth, false);
    }

    /** The block RAMs of a memory with a write port and a read port. */
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

    /** Look-up tables per bit of a word that choose the bank, as yosys maps a table of constants on its own. */
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
