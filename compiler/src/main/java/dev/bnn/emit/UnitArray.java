// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.ir.Weights;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * An array of what training gave a unit: weights, thresholds and the like. Row r of a matrix belongs to processing element r mod PE,
 * row fold r / PE.
 *
 * @param type of an element in C++
 * @param bits of an element
 * @param extent its dimensions
 * @param together the dimensions, from 1 on, whose elements are used in the same cycle
 * @param hexadecimal true where an element is a word of bits, not a number
 * @param values element by index in C order
 */
record UnitArray(
        String name,
        String comment,
        String type,
        int bits,
        List<Integer> extent,
        List<Integer> together,
        boolean hexadecimal,
        IntToLongFunction values) {
    private static final int LIMB = 64;

    /** The arrays of a unit; none where training decides nothing in it. */
    static List<UnitArray> of(Unit unit) {
        String layer = HlsUnits.table(unit);
        if (unit instanceof MatrixUnit.Thresholded m) {
            return List.of(weights(m, layer), thresholds(m, layer));
        } else if (unit instanceof MatrixUnit.Scores s) {
            return List.of(
                    weights(s, layer),
                    byRow(
                            layer + "_multipliers",
                            "What a sum is multiplied with, by processing element and row fold.",
                            s,
                            s.multiplier()),
                    byRow(layer + "_addends", "What is then added.", s, s.addend()));
        } else if (unit instanceof Unit.Pool p) {
            return List.of(flags(
                    layer + "_all",
                    p.elementBits() == 1
                            ? "Bit c is 1 where channel c's maximum is an AND, since its batch norm falls."
                            : "Bit c is 1 where channel c takes the minimum, since its batch norm falls.",
                    p.min()));
        } else if (unit instanceof Unit.SumPool p) {
            return sums(layer, p.minus(), p.sumBits(), p.levels(), p.thresholds());
        } else if (unit instanceof Unit.Add a) {
            return sums(layer, a.minus(), a.sumBits(), a.levels(), a.thresholds());
        } else if (unit instanceof Unit.ByteThreshold t) {
            int bits = Byte.SIZE + 1;
            return List.of(new UnitArray(
                    layer + "_thresholds",
                    "The least byte that counts as +1, by channel; 256 where none does.",
                    "ap_uint<" + bits + ">",
                    bits,
                    List.of(t.thresholds().length),
                    List.of(1),
                    false,
                    i -> t.thresholds()[i]));
        }
        return List.of();
    }

    /** Elements of all dimensions. */
    int size() {
        return extent.stream().reduce(1, (a, b) -> a * b);
    }

    private static UnitArray weights(MatrixUnit m, String layer) {
        int simd = m.folding().simd();
        int bits = simd * m.weightBits();
        int limbs = (bits + LIMB - 1) / LIMB;
        int folds = m.rowFolds() * m.columnFolds();
        return new UnitArray(
                layer + "_weights",
                "Weights by processing element, " + rowFold(m) + " * " + m.columnFolds()
                        + (m instanceof MatrixUnit.Depthwise ? " + tap, and limb: " : " + column fold, and limb: ")
                        + (m.weightBits() == 1 ? "bit 1 is +1." : m.weightBits() + " bits each, in two's complement."),
                "bnn::Limb<" + bits + ">",
                Math.min(bits, LIMB),
                List.of(m.folding().pe(), folds, limbs),
                List.of(1, 3),
                true,
                i -> word(m, i / limbs / folds, i / limbs % folds, i % limbs));
    }

    private static long word(MatrixUnit m, int pe, int fold, int limb) {
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

    private static UnitArray thresholds(MatrixUnit.Thresholded m, String layer) {
        int pe = m.folding().pe();
        int folds = m.rowFolds();
        int words = m.classes().count() * folds;
        int levels = m.levels();
        boolean bits = levels == 1;
        return new UnitArray(
                layer + "_thresholds",
                "The least " + (m.counts() ? "matches" : "sum")
                        + (bits ? " that gives bit 1" : " of each code from 1 on")
                        + ", by processing element and "
                        + (m.classes().count() == 1 ? "" : "class of the position * " + folds + " + ") + rowFold(m)
                        + ".",
                "ap_int<" + m.accumulatorBits() + ">",
                m.accumulatorBits(),
                bits ? List.of(pe, words) : List.of(pe, words, levels),
                bits ? List.of(1) : List.of(1, 3),
                false,
                i -> {
                    int word = i / levels % words;
                    int row = word % folds * pe + i / levels / words;
                    return m.thresholds()[word / folds][row * levels + i % levels];
                });
    }

    private static String rowFold(MatrixUnit m) {
        return m instanceof MatrixUnit.Depthwise ? "channel fold" : "row fold";
    }

    private static UnitArray byRow(String name, String comment, MatrixUnit.Scores s, long[] values) {
        int pe = s.folding().pe();
        int folds = s.rowFolds();
        return new UnitArray(
                name,
                comment,
                "ap_int<" + s.scoreBits() + ">",
                s.scoreBits(),
                List.of(pe, folds),
                List.of(1),
                false,
                i -> values[i % folds * pe + i / folds]);
    }

    /** Of a unit that sums up codes from 0. */
    private static List<UnitArray> sums(String layer, boolean[] minus, int bits, int levels, int[] thresholds) {
        int channels = minus.length;
        // Channels that share an element, as in bits.h.
        int shared = (channels + HlsPragmas.MOST_ELEMENTS - 1) / HlsPragmas.MOST_ELEMENTS;
        int elements = (channels + shared - 1) / shared;
        return List.of(
                flags(
                        layer + "_minus",
                        "Bit c is 1 where channel c's sum counts from the other end, since its batch norm falls.",
                        minus),
                new UnitArray(
                        layer + "_thresholds",
                        "The least sum " + (levels == 1 ? "that gives bit 1" : "of each code from 1 on")
                                + ", by channel"
                                + (shared == 1 ? "." : ", " + shared + " in a row."),
                        "ap_uint<" + bits + ">",
                        bits,
                        List.of(elements, shared * levels),
                        List.of(1, 2),
                        false,
                        i -> i < thresholds.length ? thresholds[i] : 0));
    }

    /** A bit a channel, in limbs. */
    private static UnitArray flags(String name, String comment, boolean[] values) {
        int bits = Math.min(values.length, LIMB);
        return new UnitArray(
                name,
                comment,
                "bnn::Limb<" + values.length + ">",
                bits,
                List.of((values.length + LIMB - 1) / LIMB),
                List.of(1),
                true,
                limb -> {
                    long word = 0;
                    for (int c = limb * LIMB; c < Math.min(values.length, (limb + 1) * LIMB); c++) {
                        word |= values[c] ? 1L << c : 0;
                    }
                    return word;
                });
    }
}
