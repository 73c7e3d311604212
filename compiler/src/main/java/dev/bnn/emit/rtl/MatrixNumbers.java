// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.ir.Weights;

/**
 * The numbers of a matrix unit in the form in which the RTL adds them up. If the weights are bits for -1 and +1, the RTL adds the
 * bitwise inverse -x - 1 in place of a subtracted code x. If the elements are such bits, it adds twice the weights of the +1 bits.
 * Either way the sum A of a row in the RTL is off by a constant: the true sum is A + {@link #missing}. Thresholds and addends make
 * up for it.
 */
public final class MatrixNumbers {
    /** How products are computed, in the order in which {@code bnnlib_dot} numbers the ways. */
    enum Kind {
        MATCHES,
        SIGNS,
        SELECTED,
        PRODUCTS
    }

    private final MatrixUnit unit;
    private final Kind kind;
    private final long[] missing;
    private final long[] least;
    private final long[] most;

    private MatrixNumbers(MatrixUnit unit) {
        this.unit = unit;
        kind = unit.counts()
                ? Kind.MATCHES
                : unit.weightBits() == 1 ? Kind.SIGNS : unit.elementBits() == 1 ? Kind.SELECTED : Kind.PRODUCTS;
        int rows = unit.weights().rows();
        missing = new long[rows];
        least = new long[rows];
        most = new long[rows];
        // Where weights are loaded, the RTL computes true sums, and their bounds follow from the type.
        for (int row = 0; row < rows && !unit.folding().loadable(); row++) {
            row(row);
        }
    }

    public static MatrixNumbers of(MatrixUnit unit) {
        return new MatrixNumbers(unit);
    }

    private void row(int row) {
        Weights weights = unit.weights();
        long top = (1L << unit.elementBits()) - 1;
        for (int column = 0; column < weights.columns(); column++) {
            int weight = weights.at(row, column);
            switch (kind) {
                case MATCHES -> most[row]++;
                case SIGNS -> {
                    missing[row] += weight > 0 ? 0 : 1;
                    least[row] -= weight > 0 ? 0 : top + 1;
                    most[row] += weight > 0 ? top : 0;
                    // The inverse of code 0 is -1.
                    most[row] -= weight > 0 ? 0 : 1;
                }
                case SELECTED -> {
                    missing[row] -= weight;
                    least[row] += Math.min(0, 2L * weight);
                    most[row] += Math.max(0, 2L * weight);
                }
                case PRODUCTS -> {
                    least[row] += Math.min(0, top * weight);
                    most[row] += Math.max(0, top * weight);
                }
            }
        }
    }

    Kind kind() {
        return kind;
    }

    /** The constant that completes the sum of a row in the RTL to the true sum. */
    long missing(int row) {
        return missing[row];
    }

    /** Bits of the dot product of a cycle, for any weights and elements. */
    int dotBits() {
        long lanes = unit.folding().simd();
        long top = (1L << unit.elementBits()) - 1;
        long weight = 1L << unit.weightBits() - 1;
        return switch (kind) {
            case MATCHES -> unsignedBits(lanes);
            case SIGNS -> signedBits(-lanes * (top + 1), lanes * top);
            case SELECTED -> signedBits(-lanes * 2 * weight, lanes * 2 * weight);
            case PRODUCTS -> signedBits(-lanes * top * weight, lanes * top * weight);
        };
    }

    /** Bits of the sums of a unit of these weights, in any folding with constant parameters. */
    public int sumBits(MatrixUnit.Thresholded of) {
        return of.levels() == 1 ? startedBits(of.thresholds()) : sumBits(Thresholds.compared(of, this));
    }

    /**
     * What the hardware stores for the thresholds, by position class, row and level: the values that sums start from, or that they
     * are compared with.
     */
    public long[] kept(MatrixUnit.Thresholded of) {
        return of.levels() == 1 ? Thresholds.started(of, this) : Thresholds.compared(of, this);
    }

    /** Bits of the sums of a unit with scores, which are compared with nothing. */
    public int sumBits() {
        return sumBits(new long[0]);
    }

    /** What to add to the multiplier times a row's sum in the RTL to get the row's score. */
    public long addend(MatrixUnit.Scores scores, int row) {
        return scores.addend()[row] + scores.multiplier()[row] * missing(row);
    }

    /** Bits that hold the sum of any row and the numbers that it is compared with. */
    private int sumBits(long[] compared) {
        long lo = 0;
        long hi = 0;
        for (int row = 0; row < least.length; row++) {
            lo = Math.min(lo, least[row]);
            hi = Math.max(hi, most[row]);
        }
        for (long value : compared) {
            lo = Math.min(lo, value);
            hi = Math.max(hi, value);
        }
        return signedBits(lo, hi);
    }

    /** The value that a row's sums start from so that their sign says whether they reach the threshold. */
    long start(int row, long threshold) {
        return missing[row] - threshold;
    }

    /** Bits that hold the sum of any row that starts from minus its threshold, in every position class. */
    private int startedBits(long[][] thresholds) {
        long lo = 0;
        long hi = 0;
        for (long[] ofClass : thresholds) {
            for (int row = 0; row < least.length; row++) {
                lo = Math.min(lo, least[row] + start(row, ofClass[row]));
                hi = Math.max(hi, most[row] + start(row, ofClass[row]));
            }
        }
        return signedBits(lo, hi);
    }

    /** Bits of an unsigned number up to {@code most}. */
    static int unsignedBits(long most) {
        return Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(most));
    }

    /** Bits that hold each of some numbers in two's complement. */
    public static int signedBits(long[] numbers) {
        long lo = 0;
        long hi = 0;
        for (long number : numbers) {
            lo = Math.min(lo, number);
            hi = Math.max(hi, number);
        }
        return signedBits(lo, hi);
    }

    /** Bits that hold each number from {@code lo} to {@code hi} in two's complement. */
    static int signedBits(long lo, long hi) {
        return 1 + Math.max(unsignedBits(hi), unsignedBits(lo < 0 ? ~lo : 0));
    }
}
