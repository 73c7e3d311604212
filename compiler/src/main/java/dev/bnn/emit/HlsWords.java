// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.HlsTool;

/** How wide the words of a design are: those of streams, of weights, and of what units hold. */
final class HlsWords {
    /** Bits that the vendor's {@code ap_int.h} takes where {@code AP_INT_MAX_W} does not say more. */
    static final int UNTOLD = 1024;

    private HlsWords() {}

    static HlsView.Words of(Dataflow flow) {
        int widest = 8 * flow.input().channels();
        for (Unit unit : flow.units()) {
            widest = Math.max(widest, widest(unit));
        }
        // The vendor's headers count in steps of so many bits; the last step of Vivado HLS is one bit short.
        int steps = (widest + UNTOLD - 1) / UNTOLD * UNTOLD;
        return new HlsView.Words(widest, Math.min(steps, HlsTool.VIVADO_HLS.widestWord()));
    }

    private static int widest(Unit unit) {
        int widest = Math.max(unit.inBits(), unit.outBits());
        if (unit instanceof MatrixUnit m) {
            return Math.max(widest, m.folding().simd() * m.weightBits());
        } else if (unit instanceof Unit.Width w) {
            return Math.max(widest, w.heldBits());
        }
        return widest;
    }
}
