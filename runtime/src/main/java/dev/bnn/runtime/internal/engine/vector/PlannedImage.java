// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.Stage;

/** The bytes of the image, or of some of its channels, which only matrices and depthwise stages read. */
final class PlannedImage implements PlannedMap {
    static final int TOP = 255;

    private final VectorPlan plan;
    private final int slot;

    PlannedImage(VectorPlan plan, int slot) {
        this.plan = plan;
        this.slot = slot;
    }

    @Override
    public PlannedMatrix matrix(Stage.Matrix m) {
        return PlannedMatrix.ofInts(plan, m, slot, TOP);
    }

    @Override
    public PlannedSums depthwise(Stage.Depthwise d) {
        return new PlannedDepthwise(plan, d, slot, TOP);
    }

    @Override
    public PlannedMap part(int first, Dims dims) {
        int out = plan.ints(dims);
        plan.add(Kernel.each((image, trace) -> {
            int[][] channels = image.ints()[out];
            for (int c = 0; c < channels.length; c++) {
                System.arraycopy(image.ints()[slot][first + c], 0, channels[c], 0, channels[c].length);
            }
        }));
        return new PlannedImage(plan, out);
    }
}
