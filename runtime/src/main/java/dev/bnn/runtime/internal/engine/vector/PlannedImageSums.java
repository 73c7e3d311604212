// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.vector.planes.IntMaps;
import dev.bnn.runtime.internal.engine.vector.planes.ThresholdOffsets;
import dev.bnn.runtime.internal.network.Stage;

/** The image, where a threshold reads its bytes. */
final class PlannedImageSums implements PlannedSums {
    private final VectorPlan plan;
    private final Dims dims;

    PlannedImageSums(VectorPlan plan, Dims dims) {
        this.plan = plan;
        this.dims = dims;
    }

    @Override
    public PlannedPlanes threshold(Stage.Threshold t) {
        PlannedPlanes out = new PlannedPlanes(plan, t.output(), t.levels());
        ThresholdOffsets[] levels = ThresholdOffsets.of(t, ThresholdOffsets.Offset.ofMinus(PlannedImage.TOP));
        int scratch = plan.sums(dims.positions());
        plan.add(Kernel.each((image, trace) -> {
            IntMaps.planes(image.image(), levels, image.sums()[scratch], out.of(image));
            trace.note(t, out.of(image)::values);
        }));
        return out;
    }
}
