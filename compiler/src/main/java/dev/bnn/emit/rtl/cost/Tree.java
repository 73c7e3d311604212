// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.dataflow.MatrixUnit;

/**
 * The adders of {@code bnnlib_sum}, which are carry chains of two terms each, and its registers.
 *
 * @param adders bits of the adders; the highest bit of a sum is a carry or repeats a sign, and takes none
 * @param pairs pairs of terms that are added first
 * @param registers bits of the sums of each stage
 */
record Tree(long adders, long pairs, long registers) {
    private static final int FAN_IN = 4;

    /** Bits of a term of {@code bnnlib_count}, which is the count of six bits. */
    private static final int COUNT_BITS = 3;

    /**
     * @param terms number of terms
     * @param bits bits of a term
     * @param most bits of the whole sum; no sum within the tree is wider
     */
    static Tree of(long terms, int bits, int most) {
        long adders = 0;
        long registers = 0;
        int wide = Math.min(most, bits);
        for (long left = terms; left > 1; left = Cells.ceilDiv(left, FAN_IN)) {
            for (int of : new int[] {FAN_IN, (int) (left % FAN_IN)}) {
                long count = of == FAN_IN ? left / FAN_IN : of > 0 ? 1 : 0;
                adders += count * adders(of, wide, most);
                registers += count * Math.min(most, wide + Cells.addressBits(Math.max(of, 1)));
            }
            wide = Math.min(most, wide + 2);
        }
        return new Tree(adders, pairs(terms), registers);
    }

    /** Bits of the adders of up to four terms: the sums of the first two and of the last two, then the sum of these. */
    private static long adders(int terms, int wide, int most) {
        int wider = Math.min(most, wide + 1);
        return switch (terms) {
            case FAN_IN -> 2L * wide + wider;
            case FAN_IN - 1 -> (long) wide + wider;
            case 2 -> wide;
            default -> 0;
        };
    }

    private static long pairs(long terms) {
        long left = terms % FAN_IN;
        return terms / FAN_IN * 2 + (left > 1 ? 1 : 0);
    }

    /** The tree of {@code bnnlib_count} over {@code bits} bits. */
    static Tree count(long bits) {
        long groups = Cells.ceilDiv(bits, Cells.GROUP);
        Tree sums = of(groups, COUNT_BITS, Cells.addressBits(bits + 1));
        return sums.withRegisters(groups == 1 ? Cells.addressBits(bits + 1) : COUNT_BITS * groups);
    }

    private Tree withRegisters(long more) {
        return new Tree(adders, pairs, registers + more);
    }

    /**
     * The tree of the dot product of a processing element.
     *
     * @param dsp whether a DSP makes a product, and has its register
     * @param adds whether the DSP also adds another product
     */
    static Tree dot(MatrixUnit unit, boolean dsp, boolean adds) {
        int lanes = unit.folding().simd();
        int element = unit.elementBits();
        int weight = unit.weightBits();
        int more = Cells.addressBits(lanes);
        if (unit.counts()) {
            return count(lanes);
        }
        if (weight == 1) {
            return of(lanes, element + 1, element + 1 + more);
        }
        if (element == 1) {
            // A term is twice a weight or 0, so its lowest bit is always 0.
            return of(lanes, weight, weight + more);
        }
        if (adds && lanes == 2) {
            return new Tree(0, 0, 0);
        }
        return of(lanes, element + weight, element + weight + more)
                .withRegisters(dsp ? 0 : (long) lanes * (element + weight));
    }
}
