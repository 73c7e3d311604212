// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

/** Widths of numbers in two's complement. */
final class TwosComplement {
    private TwosComplement() {}

    /** Bits of a signed number that can hold both values. */
    static int bits(long lo, long hi) {
        int forLo = lo < 0 ? Long.SIZE - Long.numberOfLeadingZeros(~lo) : 0;
        int forHi = hi > 0 ? Long.SIZE - Long.numberOfLeadingZeros(hi) : 0;
        return Math.max(forLo, forHi) + 1;
    }
}
