// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.emit.rtl.MatrixNumbers;
import dev.bnn.model.target.Memory;
import dev.bnn.sim.unit.RtlLatency;

/** The features of a matrix unit: of its core first, then of what comes before and after it. */
final class MatrixFeatures {
    /** Bits of an element in a parameter file. */
    private static final int PART = 64;

    /** Most words of a table of thresholds in look-up tables; a larger table goes to block RAM. */
    private static final int LUT_WORDS = 512;

    /** Shortest shift register that yosys maps to look-up tables; one look-up table holds up to {@link #SHIFT_WORDS} words. */
    private static final int SHORTEST_SHIFT = 3;

    private static final int SHIFT_WORDS = 32;

    /** Bits of the narrowest product that goes into a DSP, and of a DSP's two inputs. */
    private static final int DSP_PRODUCT = 9;

    private static final int DSP_WIDE = 25;
    private static final int DSP_NARROW = 18;

    private final Family family;
    private final MatrixUnit unit;
    private final KnownConstants.Known known;
    private final long pe;
    private final long sum;

    /** Whether DSPs make the products, with registers of their own before and after them. */
    private final boolean inDsp;

    private final Amounts amounts = new Amounts();

    /** @param known what follows from the unit's constants */
    MatrixFeatures(Family family, MatrixUnit unit, KnownConstants.Known known) {
        this.family = family;
        this.unit = unit;
        this.known = known;
        sum = known.sumBits();
        pe = unit.folding().pe();
        inDsp = family != Family.ICE40
                && unit.elementBits() > 1
                && unit.weightBits() > 1
                && unit.elementBits() + unit.weightBits() >= DSP_PRODUCT;
        long words = unit.weightWords();
        amounts.add(Feature.MATRIX, 1)
                .add(
                        Feature.STEP_BITS,
                        Cells.addressBits(unit.rowFolds())
                                + (unit.groups() > 1 ? Cells.addressBits(unit.foldsPerVector()) : 0)
                                + Cells.addressBits(unit.columnFolds())
                                + Cells.addressBits(words))
                .add(Feature.STAGES, RtlLatency.of(unit, family.fabric()))
                .add(Feature.SUM_BITS, sumsInDsp() ? 0 : pe * sum)
                .add(Feature.ACCUMULATED_BITS, unit.columnFolds() > 1 && !sumsInDsp() ? pe * sum : 0);
        products();
        weights(words);
    }

    Amounts amounts() {
        return amounts;
    }

    /** Whether the DSP of a product also accumulates it. */
    private boolean sumsInDsp() {
        return inDsp && family == Family.XC7 && unit.folding().simd() == 1 && !(unit instanceof MatrixUnit.Depthwise);
    }

    private void products() {
        int simd = unit.folding().simd();
        long lanes = unit.folding().lanes();
        int element = unit.elementBits();
        int weight = unit.weightBits();
        Tree tree = Tree.dot(unit, inDsp, inDsp && family == Family.XC7);
        if (unit.counts()) {
            amounts.add(Feature.MATCH_TABLES, pe * Cells.matches(family, simd));
        } else if (weight == 1) {
            amounts.add(Feature.SIGNED_BITS, pe * tree.pairs() * element);
        } else if (element == 1) {
            amounts.add(Feature.SELECTED_BITS, pe * tree.pairs() * weight);
        } else if (inDsp) {
            amounts.dsp(lanes);
        } else if (family == Family.ICE40) {
            amounts.add(Feature.PRODUCT_BITS, lanes * element * weight);
        } else {
            amounts.add(Feature.PRODUCT_TABLES, lanes * Cells.product(element, weight));
        }
        amounts.add(Feature.TREE_ADDERS, pe * tree.adders()).add(Feature.TREE_REGISTERS, pe * tree.registers());
    }

    private void weights(long words) {
        long width = (long) unit.folding().simd() * unit.weightBits();
        table(unit.folding().memory(), width, Math.min(width, PART), words, Feature.WEIGHT_ROM, Feature.WEIGHT_WORD);
    }

    /**
     * Adds a table for all processing elements.
     *
     * @param width bits of the word of one processing element
     * @param part bits of an element of this word, where it is loaded
     */
    private void table(Memory memory, long width, long part, long words, Feature rom, Feature word) {
        if (unit.folding().loadable()) {
            for (long low = 0; low < width; low += part) {
                loaded(memory, Math.min(part, width - low), words);
            }
            return;
        }
        boolean left = family == Family.ICE40;
        boolean blocks = left ? Cells.romInBlocks(family, pe * width, words) : memory == Memory.BLOCK;
        if (blocks) {
            BlockRam blockRam = BlockRam.rom(family, pe * width, words);
            amounts.ram(blockRam.count()).add(Feature.BLOCK_CHOICE, pe * width * blockRam.choice(family));
        } else if (!left && memory == Memory.ULTRA) {
            amounts.ultra(Cells.ultraRam(pe * width, words));
        } else {
            boolean registers = !(inDsp && word == Feature.WEIGHT_WORD);
            amounts.add(rom, Cells.rom(family, pe * width, words))
                    .add(word, registers ? Cells.distinct(pe * width, words) : 0);
        }
    }

    /** Adds a loadable memory per processing element. */
    private void loaded(Memory memory, long width, long words) {
        amounts.add(Feature.LOADED_MEMORIES, pe);
        boolean blocks = family == Family.ICE40 ? Cells.ramInBlocks(family, width, words) : memory == Memory.BLOCK;
        if (words > 1 && blocks) {
            amounts.ram(pe * BlockRam.ram(family, width, words).count());
        } else if (words > 1 && family != Family.ICE40 && memory == Memory.ULTRA) {
            amounts.ultra(pe * Cells.ultraRam(width, words));
        } else {
            amounts.add(Feature.LOADED_RAM, pe * Cells.lutRam(family, width, words))
                    .add(Feature.LOADED_WORD, pe * width * (words == 1 ? 2 : 1));
        }
    }

    /** Adds a vector that arrives once and is kept for the further row folds. */
    MatrixFeatures kept() {
        long bits = unit.inBits();
        long words = unit.columnFolds();
        boolean kept = unit.foldsPerVector() > 1 && words > 1;
        if (!kept) {
            // A DSP absorbs the register, unless several processing elements share it.
            amounts.add(Feature.VECTOR_BITS, inDsp && pe == 1 ? 0 : bits);
        } else if (words == 2) {
            amounts.add(Feature.PAIRED_BITS, bits);
        } else if (family != Family.ICE40) {
            // The read address of the memory has a register.
            amounts.add(Feature.VECTOR_RAM, Cells.lutRam(family, bits, words))
                    .add(Feature.VECTOR_ADDRESS, Cells.addressBits(words))
                    .add(Feature.VECTOR_BITS, sumsInDsp() ? bits : 0);
        } else {
            amounts.add(Feature.VECTOR_BITS, bits).add(Feature.CHOSEN_BITS, bits);
            if (Cells.ramInBlocks(family, bits, words)) {
                amounts.ram(BlockRam.ram(family, bits, words).count());
            } else {
                amounts.add(Feature.VECTOR_RAM, bits * words);
            }
        }
        return this;
    }

    /** Adds the channels of a pixel and their sums, which take turns in the processing elements of a depthwise unit. */
    MatrixFeatures inTurn() {
        long folds = unit.rowFolds();
        amounts.add(Feature.VECTOR_BITS, unit.inBits());
        if (folds > 1) {
            amounts.add(Feature.TURNED_BITS, unit.inBits() - pe * unit.elementBits());
            boolean shifts = family != Family.ICE40 && folds - 1 >= SHORTEST_SHIFT;
            long waiting = pe * sum * (folds - 1);
            amounts.add(
                    shifts ? Feature.TURN_SHIFTS : Feature.TURN_BITS,
                    shifts ? pe * sum * Cells.ceilDiv(folds - 1, SHIFT_WORDS) : waiting);
        }
        return this;
    }

    /** Adds the comparison of the sums with thresholds. */
    MatrixFeatures thresholds(MatrixUnit.Thresholded m) {
        long levels = m.levels();
        long words = (long) m.rowFolds() * m.classes().count();
        boolean constant = words == 1 && !m.folding().loadable();
        if (levels == 1 && !m.folding().loadable()) {
            startsFrom(constant);
        } else {
            startsFromZero();
            comparisons(levels, constant);
        }
        if (m.classes().count() > 1) {
            int offset = Cells.addressBits((long) (m.classes().count() - 1) * m.rowFolds() + 1);
            amounts.add(
                    Feature.POSITION_BITS,
                    2.0 * offset
                            + Cells.addressBits(m.classes().rows().length)
                            + Cells.addressBits(m.classes().columns().length));
        }
        long width = memory(m) == Memory.BLOCK ? known.changingBits() : known.tableBits();
        table(memory(m), width, sum, words, Feature.TABLE_ROM, Feature.TABLE_WORD);
        return this;
    }

    /**
     * Adds sums that start from minus their thresholds.
     *
     * @param constant whether each processing element has a single, constant threshold
     */
    private void startsFrom(boolean constant) {
        if (unit.columnFolds() == 1) {
            amounts.add(Feature.ACCUMULATED_BITS, pe * sum);
        } else if (constant || unit.counts()) {
            startsFromZero();
        } else if (!sumsInDsp()) {
            amounts.add(Feature.STARTED_BITS, pe * sum);
        }
    }

    /** Adds what negates or leaves out a product before the adder of its sum. A multiplexer of start values there would do so as well. */
    private void startsFromZero() {
        if (unit.folding().simd() > 1 || unit.counts()) {
            return;
        }
        if (unit.weightBits() == 1) {
            amounts.add(Feature.SIGNED_BITS, pe * unit.elementBits());
        } else if (unit.elementBits() == 1) {
            amounts.add(Feature.SELECTED_BITS, pe * unit.weightBits());
        }
    }

    /** Adds the comparisons with several thresholds, and the count of those that are reached. */
    private void comparisons(long levels, boolean constant) {
        if (constant) {
            amounts.add(Feature.CONSTANT_COMPARED_BITS, pe * levels * sum);
        } else {
            // High bits that are the same in all thresholds are compared once for all levels.
            long low = Cells.compared(family, Cells.ceilDiv(known.changingBits(), levels));
            amounts.add(Feature.COMPARED_TABLES, pe * (levels * low + Math.max(0, Cells.compared(family, sum) - low)));
        }
        if (levels > 1) {
            Tree counted = Tree.count(levels);
            amounts.add(Feature.COUNTED_LEVELS, pe * (family == Family.ICE40 ? Cells.counted(levels) : levels))
                    .add(Feature.TREE_REGISTERS, pe * (counted.registers() + levels))
                    .add(Feature.TREE_ADDERS, pe * counted.adders());
        }
    }

    private static Memory memory(MatrixUnit.Thresholded m) {
        return (long) m.rowFolds() * m.classes().count() > LUT_WORDS ? Memory.BLOCK : Memory.LUT;
    }

    /** Adds what computes the scores from the sums. */
    MatrixFeatures scores(MatrixUnit.Scores m) {
        long score = m.scoreBits();
        startsFromZero();
        if (m.folding().loadable()) {
            amounts.add(Feature.LOADED_SCORE_BITS, pe * score);
            multiplied(m, score);
            chosen(score);
            chosen(score);
            return this;
        }
        long[] addends = new long[m.multiplier().length];
        for (int row = 0; row < addends.length; row++) {
            addends[row] = known.numbers().addend(m, row);
        }
        long multiplier = MatrixNumbers.signedBits(m.multiplier());
        multiplied(m, multiplier);
        // A DSP of seven-series has registers for its factors.
        chosen(m.multiplier(), (int) multiplier, family != Family.XC7 || !inDsp(multiplier, score));
        chosen(addends, (int) score, true);
        // An addend that all rows of a processing element share is a constant.
        boolean same = KnownConstants.columns(addends, (int) score, (int) pe) == 0;
        // Bits above those of the product and the addend repeat the sign.
        long reached = Math.min(score, 1 + Math.max(sum + multiplier, MatrixNumbers.signedBits(addends)));
        // On UltraScale+ the register before the adder of different addends stays outside the DSP.
        int stages = family == Family.XCUP && !same ? 2 : 1;
        amounts.add(Feature.SCORE_BITS, pe * reached * stages)
                .add(Feature.SCORE_ADDED_BITS, family == Family.XC7 && same ? 0 : pe * reached);
        return this;
    }

    /** @param multiplier bits of a multiplier */
    private void multiplied(MatrixUnit.Scores m, long multiplier) {
        long score = m.scoreBits();
        if (inDsp(multiplier, score)) {
            amounts.dsp(pe * parts(Math.max(sum, multiplier), DSP_WIDE) * parts(Math.min(sum, multiplier), DSP_NARROW));
        } else {
            // Any bit of a loaded multiplier may be 1.
            long rows = m.folding().loadable()
                    ? pe * (multiplier - 1)
                    : KnownConstants.addedRows(m.multiplier(), (int) multiplier, (int) pe);
            amounts.add(Feature.MULTIPLIED_BITS, Math.min(score, sum) * rows);
        }
    }

    /** Whether the product of a sum and a multiplier is worth a DSP. */
    private boolean inDsp(long multiplier, long score) {
        return family != Family.ICE40 && Math.min(score, sum + multiplier) >= DSP_PRODUCT;
    }

    /** Number of parts into which a factor is cut. A part is one bit narrower than the narrow input, which leaves room for a sign. */
    private static long parts(long bits, int input) {
        return bits <= input ? 1 : Cells.ceilDiv(bits, DSP_NARROW - 1);
    }

    /**
     * Adds a table of constants by row fold whose kind of memory yosys chooses.
     *
     * @param registers whether its words have registers of their own
     */
    private void chosen(long[] values, int width, boolean registers) {
        int folds = unit.rowFolds();
        if (Cells.romInBlocks(family, pe * width, folds)) {
            amounts.ram(BlockRam.rom(family, pe * width, folds).count());
            return;
        }
        int columns = KnownConstants.columns(values, width, (int) pe);
        amounts.add(Feature.TABLE_ROM, columns * Cells.tables(family, folds))
                .add(Feature.TABLE_WORD, registers ? columns : 0);
    }

    /** Adds a table of loaded numbers by row fold whose kind of memory yosys chooses. */
    private void chosen(long width) {
        boolean blocks = Cells.romInBlocks(family, pe * width, unit.rowFolds());
        table(blocks ? Memory.BLOCK : Memory.LUT, width, width, unit.rowFolds(), Feature.TABLE_ROM, Feature.TABLE_WORD);
    }
}
