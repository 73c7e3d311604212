// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.target.Memory;

/**
 * LUTs by the analytical model of FINN-R (Blott et al. 2018, as FINN uses it), for comparison with our own estimate. The model was
 * made for other units and overstates matrices of bits.
 */
final class FinnLut implements Unit.Visitor<Double> {
    private static final int LUT_RAM_DEPTH = 64;
    private static final int SHIFT_REGISTER = 38;
    private static final FinnLut INSTANCE = new FinnLut();

    private FinnLut() {}

    static double of(Unit unit) {
        return unit.accept(INSTANCE);
    }

    @Override
    public Double byteThreshold(Unit.ByteThreshold unit) {
        return 9.0 * unit.shape().channels();
    }

    @Override
    public Double pad(Unit.Pad unit) {
        return perInput(unit);
    }

    @Override
    public Double window(Unit.Window unit) {
        long depth = unit.fill();
        return 300 + (double) unit.inBits() * Memories.ceilDiv(depth, SHIFT_REGISTER);
    }

    @Override
    public Double width(Unit.Width unit) {
        return (double) unit.inBits() + unit.outBits();
    }

    @Override
    public Double sumPool(Unit.SumPool unit) {
        return perInput(unit);
    }

    @Override
    public Double pool(Unit.Pool unit) {
        return perInput(unit);
    }

    @Override
    public Double shuffle(Unit.Shuffle unit) {
        return perInput(unit);
    }

    @Override
    public Double upsample(Unit.Upsample unit) {
        return perInput(unit);
    }

    @Override
    public Double fork(Unit.Fork unit) {
        return perInput(unit);
    }

    @Override
    public Double add(Unit.Add unit) {
        return perInput(unit);
    }

    @Override
    public Double concat(Unit.Concat unit) {
        return perInput(unit);
    }

    @Override
    public Double labelSelect(Unit.LabelSelect unit) {
        return perInput(unit);
    }

    @Override
    public Double mvtu(MatrixUnit.Mvtu unit) {
        return thresholded(unit);
    }

    @Override
    public Double depthwise(MatrixUnit.Depthwise unit) {
        return thresholded(unit);
    }

    @Override
    public Double scores(MatrixUnit.Scores unit) {
        return matrix(unit, 0);
    }

    /** One LUT per bit of the input. */
    private static double perInput(Unit unit) {
        return unit.inBits();
    }

    /** Thresholds in LUT RAM, and one comparator per level. */
    private static double thresholded(MatrixUnit.Thresholded m) {
        double accumulator = m.accumulatorBits();
        long depth = (long) m.rowFolds() * m.classes().count();
        double thresholds = m.levels() * accumulator * Memories.ceilDiv(depth, LUT_RAM_DEPTH);
        double comparators = m.levels() * accumulator;
        return matrix(m, thresholds + comparators);
    }

    /** @param outputs LUTs of a processing element after its accumulator */
    private static double matrix(MatrixUnit m, double outputs) {
        int pe = m.folding().pe();
        int simd = m.folding().simd();
        int bits = m.elementBits() + m.weightBits();
        double products = simd * (2 * Memories.ceilDiv(bits, 6) - 1) * (double) bits;
        double adders = (double) bits * (2 * simd - 1);
        double lut = 300 + 1.1 * pe * (products + adders + m.accumulatorBits() + outputs);
        return m.folding().memory() == Memory.LUT
                ? lut + (double) pe * simd * m.weightBits() * Memories.ceilDiv(m.weightWords(), LUT_RAM_DEPTH)
                : lut;
    }
}
