// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.target.HlsTool;

/** The widest word of a design, among those of streams and those inside units, such as the weights of a cycle. */
final class HlsWords implements Unit.Visitor<Integer> {
    /** The default limit of the vendor's {@code ap_int.h}, in bits; {@code AP_INT_MAX_W} raises it. */
    static final int UNTOLD = 1024;

    private static final HlsWords HELD = new HlsWords();

    /** No words inside the unit. */
    private static final int NONE = 0;

    private HlsWords() {}

    static HlsView.Words of(Dataflow flow) {
        int widest = 8 * flow.input().channels();
        for (Unit unit : flow.units()) {
            widest = Math.max(widest, Math.max(unit.inBits(), unit.outBits()));
            widest = Math.max(widest, unit.accept(HELD));
        }
        // The vendor's headers take multiples of the default; the last multiple of Vivado HLS is one bit short.
        int steps = (widest + UNTOLD - 1) / UNTOLD * UNTOLD;
        return new HlsView.Words(widest, Math.min(steps, HlsTool.VIVADO_HLS.widestWord()));
    }

    @Override
    public Integer byteThreshold(Unit.ByteThreshold unit) {
        return NONE;
    }

    @Override
    public Integer pad(Unit.Pad unit) {
        return NONE;
    }

    @Override
    public Integer window(Unit.Window unit) {
        return NONE;
    }

    @Override
    public Integer width(Unit.Width unit) {
        return unit.heldBits();
    }

    @Override
    public Integer sumPool(Unit.SumPool unit) {
        return NONE;
    }

    @Override
    public Integer pool(Unit.Pool unit) {
        return NONE;
    }

    @Override
    public Integer shuffle(Unit.Shuffle unit) {
        return NONE;
    }

    @Override
    public Integer upsample(Unit.Upsample unit) {
        return NONE;
    }

    @Override
    public Integer fork(Unit.Fork unit) {
        return NONE;
    }

    @Override
    public Integer add(Unit.Add unit) {
        return NONE;
    }

    @Override
    public Integer concat(Unit.Concat unit) {
        return NONE;
    }

    @Override
    public Integer labelSelect(Unit.LabelSelect unit) {
        return NONE;
    }

    @Override
    public Integer mvtu(MatrixUnit.Mvtu unit) {
        return weights(unit);
    }

    @Override
    public Integer depthwise(MatrixUnit.Depthwise unit) {
        return weights(unit);
    }

    @Override
    public Integer scores(MatrixUnit.Scores unit) {
        return weights(unit);
    }

    private static int weights(MatrixUnit unit) {
        return unit.folding().simd() * unit.weightBits();
    }
}
