// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.network.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A matrix with groups: each group is a matrix of its own, on a copy of its channels. */
final class PlannedGroups implements PlannedSums {
    private final Stage.Matrix stage;
    private final VectorPlan plan;
    private final List<PlannedMatrix> groups = new ArrayList<>();

    PlannedGroups(VectorPlan plan, Stage.Matrix stage, PlannedMap map) {
        this.stage = stage;
        this.plan = plan;
        for (int g = 0; g < stage.groups(); g++) {
            Stage.Matrix group = stage.group(g);
            groups.add(map.part(g * group.input().channels(), group.input()).matrix(group));
        }
    }

    @Override
    public PlannedPlanes threshold(Stage.Threshold t) {
        List<PlannedPlanes> parts = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            parts.add(groups.get(g).reached(t.group(g, groups.size())));
        }
        PlannedPlanes out = new PlannedPlanes(plan, t.output(), t.levels());
        plan.add(Kernel.each((image, trace) -> {
            trace.note(stage, () -> sums(image));
            BitPlanes[] all = new BitPlanes[parts.size()];
            Arrays.setAll(all, g -> parts.get(g).of(image));
            BitPlanes.concat(out.of(image), all);
            trace.note(t, out.of(image)::values);
        }));
        return out;
    }

    /** The sums of all groups in HWC order. */
    private long[] sums(Buffers image) {
        long[] all = new long[stage.output().size()];
        int each = stage.output().channels() / groups.size();
        for (int g = 0; g < groups.size(); g++) {
            int[] sums = groups.get(g).sums(image);
            for (int i = 0; i < sums.length; i++) {
                all[(i / each * groups.size() + g) * each + i % each] = sums[i];
            }
        }
        return all;
    }
}
