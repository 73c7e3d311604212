// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.array;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.SumUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.array.UnitArray.Type;
import dev.bnn.ir.Weights;
import java.util.List;
import java.util.function.IntPredicate;

/** The arrays of each unit. */
final class UnitArrays implements Unit.Visitor<List<UnitArray>> {
    static final UnitArrays INSTANCE = new UnitArrays();

    /**
     * Up to this number of channels each has an element of its own for its thresholds; beyond, several share one: HLS
     * partitions no further.
     */
    private static final int MAX_ELEMENTS = 1024;

    private static final int LIMB = UnitArray.LIMB;

    private UnitArrays() {}

    @Override
    public List<UnitArray> byteThreshold(Unit.ByteThreshold unit) {
        int[] thresholds = unit.thresholds();
        return List.of(new UnitArray(
                unit.arrays() + "_thresholds",
                "The smallest byte that counts as +1, by channel; 256 if none does.",
                Type.unsigned(Byte.SIZE + 1),
                List.of(thresholds.length),
                List.of(1),
                i -> thresholds[i]));
    }

    @Override
    public List<UnitArray> pad(Unit.Pad unit) {
        return unit.trained()
                ? List.of(bits(
                        unit.arrays() + "_border",
                        "The pixel around the map: 1 in each bit of the channels that take the minimum, since their batch norm"
                                + " falls.",
                        unit.inBits(),
                        i -> (unit.border()[i / unit.elementBits()] >> i % unit.elementBits() & 1) != 0))
                : List.of();
    }

    @Override
    public List<UnitArray> window(Unit.Window unit) {
        return List.of();
    }

    @Override
    public List<UnitArray> width(Unit.Width unit) {
        return List.of();
    }

    @Override
    public List<UnitArray> sumPool(Unit.SumPool unit) {
        return sums(unit);
    }

    @Override
    public List<UnitArray> pool(Unit.Pool unit) {
        return List.of(flags(
                unit.arrays() + "_all",
                unit.elementBits() == 1
                        ? "Bit c is 1 if channel c takes the minimum (AND), since its batch norm falls."
                        : "Bit c is 1 if channel c takes the minimum, since its batch norm falls.",
                unit.min()));
    }

    @Override
    public List<UnitArray> shuffle(Unit.Shuffle unit) {
        return List.of();
    }

    @Override
    public List<UnitArray> upsample(Unit.Upsample unit) {
        return List.of();
    }

    @Override
    public List<UnitArray> fork(Unit.Fork unit) {
        return List.of();
    }

    @Override
    public List<UnitArray> add(Unit.Add unit) {
        return sums(unit);
    }

    @Override
    public List<UnitArray> concat(Unit.Concat unit) {
        return List.of();
    }

    @Override
    public List<UnitArray> labelSelect(Unit.LabelSelect unit) {
        return List.of();
    }

    @Override
    public List<UnitArray> mvtu(MatrixUnit.Mvtu unit) {
        return List.of(weights(unit, "row fold", "column fold"), thresholds(unit, "row fold"));
    }

    @Override
    public List<UnitArray> depthwise(MatrixUnit.Depthwise unit) {
        return List.of(weights(unit, "channel fold", "tap"), thresholds(unit, "channel fold"));
    }

    @Override
    public List<UnitArray> scores(MatrixUnit.Scores unit) {
        return List.of(
                weights(unit, "row fold", "column fold"),
                byRow(
                        unit.arrays() + "_multipliers",
                        "Factors of the sums, by processing element and row fold.",
                        unit,
                        unit.multiplier()),
                byRow(
                        unit.arrays() + "_addends",
                        "Addends of the products, by processing element and row fold.",
                        unit,
                        unit.addend()));
    }

    private static UnitArray weights(MatrixUnit m, String rowFold, String columnFold) {
        int bits = m.folding().simd() * m.weightBits();
        int limbs = (bits + LIMB - 1) / LIMB;
        int folds = m.rowFolds() * m.columnFolds();
        return new UnitArray(
                m.arrays() + "_weights",
                "Weights by processing element, " + rowFold + " * " + m.columnFolds() + " + " + columnFold
                        + ", and limb: "
                        + (m.weightBits() == 1 ? "bit 1 is +1." : m.weightBits() + " bits each, in two's complement."),
                Type.limbs(bits),
                List.of(m.folding().pe(), folds, limbs),
                List.of(1, 3),
                i -> limb(m, i / limbs / folds, i / limbs % folds, i % limbs));
    }

    private static long limb(MatrixUnit m, int pe, int fold, int limb) {
        Weights weights = m.weights();
        int simd = m.folding().simd();
        int row = fold / m.columnFolds() * m.folding().pe() + pe;
        int width = m.weightBits();
        int from = fold % m.columnFolds() * simd;
        int length = Math.min(LIMB, simd * width - limb * LIMB);
        long bits = 0;
        for (int i = 0; i < length; i++) {
            int at = limb * LIMB + i;
            int weight = weights.at(row, from + at / width);
            boolean set = width == 1 ? weight > 0 : (weight >> at % width & 1) != 0;
            bits |= set ? 1L << i : 0;
        }
        return bits;
    }

    private static UnitArray thresholds(MatrixUnit.Thresholded m, String rowFold) {
        int pe = m.folding().pe();
        int folds = m.rowFolds();
        int words = m.classes().count() * folds;
        int levels = m.levels();
        boolean bits = levels == 1;
        return new UnitArray(
                m.arrays() + "_thresholds",
                "The smallest " + (m.counts() ? "number of matches" : "sum")
                        + (bits ? " that gives bit 1" : " of each code from 1 on")
                        + ", by processing element and "
                        + (m.classes().count() == 1 ? "" : "class of the position * " + folds + " + ") + rowFold + ".",
                Type.signed(m.accumulatorBits()),
                bits ? List.of(pe, words) : List.of(pe, words, levels),
                bits ? List.of(1) : List.of(1, 3),
                i -> {
                    int word = i / levels % words;
                    int row = word % folds * pe + i / levels / words;
                    return m.thresholds()[word / folds][row * levels + i % levels];
                });
    }

    private static UnitArray byRow(String name, String comment, MatrixUnit.Scores s, long[] values) {
        int pe = s.folding().pe();
        int folds = s.rowFolds();
        return new UnitArray(
                name,
                comment,
                Type.signed(s.scoreBits()),
                List.of(pe, folds),
                List.of(1),
                i -> values[i % folds * pe + i / folds]);
    }

    private static List<UnitArray> sums(SumUnit unit) {
        int[] thresholds = unit.thresholds();
        int levels = unit.levels();
        int channels = unit.minus().length;
        int shared = (channels + MAX_ELEMENTS - 1) / MAX_ELEMENTS;
        int elements = (channels + shared - 1) / shared;
        return List.of(
                flags(
                        unit.arrays() + "_minus",
                        "Bit c is 1 if channel c's sum is subtracted from the largest one, since its batch norm falls.",
                        unit.minus()),
                new UnitArray(
                        unit.arrays() + "_thresholds",
                        "The smallest sum " + (levels == 1 ? "that gives bit 1" : "of each code from 1 on")
                                + ", by channel"
                                + (shared == 1 ? "." : ", " + shared + " per element."),
                        Type.unsigned(unit.sumBits()),
                        List.of(elements, shared * levels),
                        List.of(1, 2),
                        i -> i < thresholds.length ? thresholds[i] : 0));
    }

    /** One bit per channel, in limbs. */
    private static UnitArray flags(String name, String comment, boolean[] values) {
        return bits(name, comment, values.length, c -> values[c]);
    }

    /** The bits of a word, in limbs. */
    private static UnitArray bits(String name, String comment, int count, IntPredicate bit) {
        return new UnitArray(name, comment, Type.limbs(count), List.of((count + LIMB - 1) / LIMB), List.of(1), limb -> {
            long word = 0;
            for (int i = limb * LIMB; i < Math.min(count, (limb + 1) * LIMB); i++) {
                word |= bit.test(i) ? 1L << i : 0;
            }
            return word;
        });
    }
}
