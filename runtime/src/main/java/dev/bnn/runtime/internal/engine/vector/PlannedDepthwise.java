// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.engine.Trace;
import dev.bnn.runtime.internal.engine.vector.channels.DepthwiseSums;
import dev.bnn.runtime.internal.engine.vector.planes.ThresholdOffsets;
import dev.bnn.runtime.internal.network.Stage;

/** Per-channel sums, on integers. */
final class PlannedDepthwise implements PlannedSums {
    private final VectorPlan plan;
    private final Stage.Depthwise d;
    private final int slot;
    private final int top;

    PlannedDepthwise(VectorPlan plan, Stage.Depthwise d, int in, int top) {
        this.plan = plan;
        this.d = d;
        this.top = top;
        slot = plan.depthwise(image -> new DepthwiseSums(d, image.ints()[in]));
    }

    @Override
    public PlannedPlanes threshold(Stage.Threshold t) {
        PlannedPlanes out = new PlannedPlanes(plan, t.output(), t.levels());
        ThresholdOffsets[] levels =
                ThresholdOffsets.of(t, ThresholdOffsets.Offset.ofMinus((long) d.taps() * d.limit() * top));
        plan.add(Kernel.each((image, trace) -> {
            DepthwiseSums sums = image.depthwise()[slot];
            trace.note(d, () -> Trace.longs(sums.flat(new int[d.output().size()])));
            sums.planes(levels, out.of(image));
            trace.note(t, out.of(image)::values);
        }));
        return out;
    }
}
