// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.dataflow.MatrixUnit;

/** Bits of the adders and registers of {@code bnnlib_sum}, by how many terms an adder has. */
record Tree(long two, long three, long four, long registers) {
    private static final int FAN_IN = 4;

    /** Bits of the terms into which {@code bnnlib_count} puts six bits. */
    private static final int COUNT_BITS = 3;

    private static final int COUNTED = 6;

    /**
     * @param terms how many there are
     * @param bits of a term
     * @param most bits of the whole sum
     */
    static Tree of(long terms, int bits, int most) {
        long[] adders = new long[FAN_IN + 1];
        long registers = 0;
        int wide = bits;
        for (long left = terms; left > 1; left = Cells.ceilDiv(left, FAN_IN)) {
            for (int of : new int[] {FAN_IN, (int) (left % FAN_IN)}) {
                long count = of == FAN_IN ? left / FAN_IN : of > 0 ? 1 : 0;
                int result = Math.min(most, wide + Cells.addressBits(Math.max(of, 1)));
                adders[of] += count * result;
                registers += count * result;
            }
            wide = Math.min(most, wide + 2);
        }
        return new Tree(adders[2], adders[3], adders[FAN_IN], registers);
    }

    /** Of {@code bnnlib_count} over {@code bits} bits. */
    static Tree count(long bits) {
        long groups = Cells.ceilDiv(bits, COUNTED);
        Tree sums = of(groups, COUNT_BITS, Cells.addressBits(bits + 1));
        return new Tree(
                sums.two,
                sums.three,
                sums.four,
                sums.registers + (groups == 1 ? Cells.addressBits(bits + 1) : COUNT_BITS * groups));
    }

    /**
     * Of the dot product of a processing element.
     *
     * @param dsp whether a DSP makes a product, and has its register
     */
    static Tree dot(MatrixUnit unit, boolean dsp) {
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
            // Twice a number or nothing: the lowest bit is always 0.
            return of(lanes, weight, weight + more);
        }
        Tree sums = of(lanes, element + weight, element + weight + more);
        return new Tree(
                sums.two, sums.three, sums.four, sums.registers + (dsp ? 0 : (long) lanes * (element + weight)));
    }
}
