// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

/**
 * A unit that sums bits or codes per channel and compares the sums with thresholds, all channels of a pixel at once. With S the sum
 * and M the sum of codes whose bits are all 1, the value of a channel is S, or M - S for the channels of {@link #minus}. The result is
 * the number of the channel's thresholds that the value reaches.
 */
public sealed interface SumUnit extends PixelReader permits Unit.SumPool, Unit.Add {
    /** Number of elements in a sum. */
    int terms();

    /** True for the channels whose sum is subtracted from M: their batch norm has a negative slope. */
    boolean[] minus();

    /** [channel * levels + level], 0 to M + 1. */
    int[] thresholds();

    int levels();

    /** M. */
    default int maxSum() {
        return maxSum(terms(), elementBits());
    }

    /** The sum of codes whose bits are all 1. The largest code may be less: {@code ternary} has three codes in two bits. */
    static int maxSum(int terms, int elementBits) {
        return terms * ((1 << elementBits) - 1);
    }

    /** Bits of a sum and of a threshold. */
    default int sumBits() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(maxSum() + 1);
    }

    @Override
    default int resultBits() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(levels());
    }

    @Override
    default int outBits() {
        return resultBits() * out().channels();
    }
}
