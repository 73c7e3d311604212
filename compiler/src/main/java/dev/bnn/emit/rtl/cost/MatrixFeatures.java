// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.model.target.Memory;
import dev.bnn.sim.unit.RtlLatency;
import java.util.Arrays;

/** The features of a matrix unit: of its core first, then of what comes before and after it. */
final class MatrixFeatures {
    /** Bits of an element of a file of parameters. */
    private static final int PART = 64;

    /** Words of a table of thresholds that look-up tables hold. */
    private static final int LUT_WORDS = 512;

    /** Bits of a number that a look-up table compares with a constant. */
    private static final int CONSTANT_BITS = 5;

    /** Shortest shift register that look-up tables hold, and words that one holds. */
    private static final int SHORTEST_SHIFT = 3;

    private static final int SHIFT_WORDS = 32;

    /** Narrowest product and widest factors of a DSP. */
    private static final int DSP_PRODUCT = 9;

    private static final int DSP_WIDE = 25;
    private static final int DSP_NARROW = 18;

    private final Family family;
    private final MatrixUnit unit;
    private final long pe;
    private final long sum;

    /** Whether DSPs make the products, with registers of their own before and after them. */
    private final boolean inDsp;

    private final Amounts amounts = new Amounts();

    MatrixFeatures(Family family, MatrixUnit unit) {
        this.family = family;
        this.unit = unit;
        pe = unit.folding().pe();
        sum = unit.accumulatorBits();
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
                .add(Feature.SUM_BITS, pe * sum)
                .add(Feature.ACCUMULATED_BITS, unit.columnFolds() > 1 ? pe * sum : 0);
        products();
        weights(words);
    }

    Amounts amounts() {
        return amounts;
    }

    private void products() {
        long lanes = unit.folding().lanes();
        int element = unit.elementBits();
        int weight = unit.weightBits();
        if (unit.counts()) {
            amounts.add(Feature.MATCHES, lanes);
        } else if (weight == 1) {
            amounts.add(Feature.SIGNED_BITS, lanes * (element + 1));
        } else if (element == 1) {
            amounts.add(Feature.SELECTED_BITS, lanes * weight);
        } else if (inDsp) {
            amounts.dsp(lanes);
        } else {
            amounts.add(Feature.PRODUCT_BITS, lanes * element * weight);
        }
        Tree tree = Tree.dot(unit, inDsp);
        amounts.add(Feature.SUMS_OF_TWO, pe * tree.two())
                .add(Feature.SUMS_OF_THREE, pe * tree.three())
                .add(Feature.SUMS_OF_FOUR, pe * tree.four())
                .add(Feature.TREE_REGISTERS, pe * tree.registers());
    }

    private void weights(long words) {
        long width = (long) unit.folding().simd() * unit.weightBits();
        table(unit.folding().memory(), width, Math.min(width, PART), words, Feature.WEIGHT_ROM, Feature.WEIGHT_WORD);
    }

    /**
     * A table of all processing elements.
     *
     * @param width bits of the word of one of them
     * @param part bits of an element of it, where it is loaded
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
            amounts.ram(Cells.blockRam(family, pe * width, words));
        } else if (!left && memory == Memory.ULTRA) {
            amounts.ultra(Cells.ultraRam(pe * width, words));
        } else {
            boolean registers = !(inDsp && word == Feature.WEIGHT_WORD);
            amounts.add(rom, Cells.rom(family, pe * width, words))
                    .add(word, registers ? Cells.distinct(pe * width, words) : 0);
        }
    }

    /** A memory for each processing element. */
    private void loaded(Memory memory, long width, long words) {
        amounts.add(Feature.LOADED_MEMORIES, pe);
        boolean blocks = family == Family.ICE40 ? Cells.ramInBlocks(family, width, words) : memory == Memory.BLOCK;
        if (words > 1 && blocks) {
            amounts.ram(pe * Cells.blockRam(family, width, words));
        } else if (words > 1 && family != Family.ICE40 && memory == Memory.ULTRA) {
            amounts.ultra(pe * Cells.ultraRam(width, words));
        } else {
            amounts.add(Feature.LOADED_RAM, pe * Cells.lutRam(family, width, words))
                    .add(Feature.LOADED_WORD, pe * width * (words == 1 ? 2 : 1));
        }
    }

    /** A vector that comes in once and is kept for the further row folds. */
    MatrixFeatures kept() {
        long bits = unit.inBits();
        long words = unit.columnFolds();
        amounts.add(Feature.VECTOR_BITS, inDsp ? 0 : bits);
        if (unit.foldsPerVector() > 1 && words > 1) {
            amounts.add(Feature.CHOSEN_BITS, bits);
            if (Cells.ramInBlocks(family, bits, words)) {
                amounts.ram(Cells.blockRam(family, bits, words));
            } else {
                amounts.add(
                        Feature.VECTOR_RAM, family == Family.ICE40 ? bits * words : Cells.lutRam(family, bits, words));
            }
        }
        return this;
    }

    /** Channels of a pixel, and their sums, that take turns. */
    MatrixFeatures inTurn() {
        long folds = unit.rowFolds();
        amounts.add(Feature.VECTOR_BITS, unit.inBits());
        if (folds > 1) {
            amounts.add(Feature.CHOSEN_BITS, unit.inBits());
            boolean shifts = family != Family.ICE40 && folds - 1 >= SHORTEST_SHIFT;
            long waiting = pe * sum * (folds - 1);
            amounts.add(
                    shifts ? Feature.TURN_SHIFTS : Feature.TURN_BITS,
                    shifts ? pe * sum * Cells.ceilDiv(folds - 1, SHIFT_WORDS) : waiting);
        }
        return this;
    }

    /** What compares the sums with thresholds. */
    MatrixFeatures thresholds(MatrixUnit.Thresholded m) {
        long levels = m.levels();
        long words = (long) m.rowFolds() * m.classes().count();
        boolean started = levels == 1 && !m.folding().loadable();
        if (started) {
            amounts.add(Feature.STARTED_BITS, pe * sum);
        } else {
            boolean constant = words == 1 && !m.folding().loadable();
            amounts.add(Feature.COMPARED_BITS, pe * levels * (constant ? Cells.ceilDiv(sum, CONSTANT_BITS) : sum));
        }
        if (levels > 1) {
            Tree counted = Tree.count(levels);
            amounts.add(Feature.COUNTED_LEVELS, pe * levels)
                    .add(Feature.TREE_REGISTERS, pe * (counted.registers() + levels))
                    .add(Feature.SUMS_OF_TWO, pe * counted.two())
                    .add(Feature.SUMS_OF_THREE, pe * counted.three())
                    .add(Feature.SUMS_OF_FOUR, pe * counted.four());
        }
        if (m.classes().count() > 1) {
            int offset = Cells.addressBits((long) (m.classes().count() - 1) * m.rowFolds() + 1);
            amounts.add(
                    Feature.POSITION_BITS,
                    2.0 * offset
                            + Cells.addressBits(m.classes().rows().length)
                            + Cells.addressBits(m.classes().columns().length));
        }
        table(memory(m), levels * sum, sum, words, Feature.TABLE_ROM, Feature.TABLE_WORD);
        return this;
    }

    private static Memory memory(MatrixUnit.Thresholded m) {
        return (long) m.rowFolds() * m.classes().count() > LUT_WORDS ? Memory.BLOCK : Memory.LUT;
    }

    /** What makes scores of the sums. */
    MatrixFeatures scores(MatrixUnit.Scores m) {
        long score = m.scoreBits();
        amounts.add(Feature.SCORE_BITS, pe * score);
        boolean loadable = m.folding().loadable();
        // A word that all rows share is a constant, and a product with a power of two is a shift; yosys sees no
        // constant in a table.
        boolean multiplies = m.rowFolds() > 1 || Arrays.stream(m.multiplier()).anyMatch(f -> Long.bitCount(f) > 1);
        long multiplier = loadable
                ? score
                : Arrays.stream(m.multiplier())
                        .map(value -> 1 + Cells.addressBits(Math.abs(value) + 1))
                        .max()
                        .orElse(1);
        if (multiplies || loadable) {
            if (family == Family.ICE40 || Math.min(score, sum + multiplier) < DSP_PRODUCT) {
                amounts.add(Feature.MULTIPLIED_BITS, pe * Math.min(score, sum) * multiplier);
            } else {
                amounts.dsp(
                        pe * parts(Math.max(sum, multiplier), DSP_WIDE) * parts(Math.min(sum, multiplier), DSP_NARROW));
            }
            chosen(multiplier);
        }
        chosen(score);
        return this;
    }

    /** Into how many parts a factor is cut; a part has a bit less than the narrow input, for its sign. */
    private static long parts(long bits, int input) {
        return bits <= input ? 1 : Cells.ceilDiv(bits, DSP_NARROW - 1);
    }

    /** A table of numbers by row fold whose memory is left to the tool. */
    private void chosen(long width) {
        boolean blocks = Cells.romInBlocks(family, pe * width, unit.rowFolds());
        table(blocks ? Memory.BLOCK : Memory.LUT, width, width, unit.rowFolds(), Feature.TABLE_ROM, Feature.TABLE_WORD);
    }
}
