// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.engine.Trace;
import dev.bnn.runtime.internal.engine.vector.channels.SlicedLimits;
import dev.bnn.runtime.internal.engine.vector.channels.SlicedSums;
import dev.bnn.runtime.internal.network.Stage;
import java.util.function.Function;

/** Per-channel sums, on bit planes. */
final class PlannedSliced implements PlannedSums {
    private final VectorPlan plan;
    private final Stage stage;
    private final SlicedSums.Form form;
    private final int slot;

    PlannedSliced(VectorPlan plan, Stage stage, SlicedSums.Form form, Function<Buffers, SlicedSums.Taps> taps) {
        this.plan = plan;
        this.stage = stage;
        this.form = form;
        int positions = stage.output().positions();
        slot = plan.sliced(image -> new SlicedSums(form, taps.apply(image), positions));
    }

    @Override
    public PlannedPlanes threshold(Stage.Threshold t) {
        PlannedPlanes out = new PlannedPlanes(plan, t.output(), t.levels());
        SlicedLimits limits = form.limits(t);
        plan.add(Kernel.each((image, trace) -> {
            SlicedSums sums = image.sliced()[slot];
            trace.note(stage, () -> Trace.longs(sums.flat(new int[stage.output().size()])));
            sums.planes(limits, out.of(image));
            trace.note(t, out.of(image)::values);
        }));
        return out;
    }
}
