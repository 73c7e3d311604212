// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Memory;

/**
 * Look-up tables by the analytical model of FINN-R (Blott et al. 2018, as FINN uses it), which was made for other units
 * and overstates matrices of bits. It stands beside our own estimate.
 */
final class FinnLut {
    private static final int LUT_RAM_DEPTH = 64;
    private static final int SHIFT_REGISTER = 38;

    private FinnLut() {}

    static double of(Unit unit) {
        if (unit instanceof MatrixUnit m) {
            return matrix(m);
        } else if (unit instanceof Unit.Window w) {
            long depth = (long) w.kernel() * w.in().width();
            return 300 + (double) w.inBits() * Memories.ceilDiv(depth, SHIFT_REGISTER);
        } else if (unit instanceof Unit.Width w) {
            return w.inBits() + w.outBits();
        } else if (unit instanceof Unit.ByteThreshold t) {
            return 9.0 * t.shape().channels();
        }
        return unit.inBits();
    }

    private static double matrix(MatrixUnit m) {
        int pe = m.folding().pe();
        int simd = m.folding().simd();
        int bits = m.elementBits() + m.weightBits();
        double products = simd * (2 * Memories.ceilDiv(bits, 6) - 1) * (double) bits;
        double adders = (double) bits * (2 * simd - 1);
        double accumulator = m.accumulatorBits();
        double thresholds = 0;
        double comparators = 0;
        if (m instanceof MatrixUnit.Thresholded t) {
            long depth = (long) t.rowFolds() * t.classes().count();
            thresholds = t.levels() * accumulator * Memories.ceilDiv(depth, LUT_RAM_DEPTH);
            comparators = t.levels() * accumulator;
        }
        double lut = 300 + 1.1 * pe * (products + adders + accumulator + thresholds + comparators);
        return m.folding().memory() == Memory.LUT
                ? lut + (double) pe * simd * m.weightBits() * Memories.ceilDiv(m.weightWords(), LUT_RAM_DEPTH)
                : lut;
    }
}
