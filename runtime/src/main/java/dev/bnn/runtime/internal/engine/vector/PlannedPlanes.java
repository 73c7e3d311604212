// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.vector.channels.SlicedSums;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.IntMaps;
import dev.bnn.runtime.internal.engine.vector.planes.PlanePools;
import dev.bnn.runtime.internal.engine.vector.product.MatrixForm;
import dev.bnn.runtime.internal.network.Stage;
import java.util.function.BiConsumer;

/** A map of bits or codes. */
final class PlannedPlanes implements PlannedMap {
    private final VectorPlan plan;
    private final int slot;
    private final int top;
    private final Dims dims;

    PlannedPlanes(VectorPlan plan, Dims dims, int top) {
        this.plan = plan;
        this.dims = dims;
        this.top = top;
        slot = plan.planes(dims, BitPlanes.planes(top));
    }

    /** The map of an image. */
    BitPlanes of(Buffers image) {
        return image.planes()[slot];
    }

    private int ints() {
        int out = plan.ints(dims);
        plan.add(Kernel.each((image, trace) -> IntMaps.unpack(of(image), image.ints()[out])));
        return out;
    }

    @Override
    public PlannedMatrix matrix(Stage.Matrix m) {
        if (!MatrixForm.onPlanes(m, top)) {
            return PlannedMatrix.ofInts(plan, m, ints(), top);
        }
        MatrixForm<BitPlanes> form = MatrixForm.ofPlanes(m, top, plan::counts);
        return new PlannedMatrix(plan, m, form, image -> form.product().apply(of(image)));
    }

    @Override
    public PlannedSums depthwise(Stage.Depthwise d) {
        if (!SlicedSums.pays(d, top)) {
            return new PlannedDepthwise(plan, d, ints(), top);
        }
        return windows(d, d);
    }

    @Override
    public PlannedMap part(int first, Dims of) {
        PlannedPlanes out = new PlannedPlanes(plan, of, top);
        plan.add(Kernel.each((image, trace) -> of(image).part(first, out.of(image))));
        return out;
    }

    PlannedSums sum(Stage.Sum s) {
        return windows(s, s.windows());
    }

    private PlannedSums windows(Stage stage, Stage.Depthwise d) {
        return new PlannedSliced(plan, stage, SlicedSums.Form.of(d, top), image -> SlicedSums.windows(d, of(image)));
    }

    PlannedSums add(Stage.Add add, PlannedPlanes other) {
        return new PlannedSliced(
                plan, add, SlicedSums.Form.of(add, top), image -> SlicedSums.pair(of(image), other.of(image)));
    }

    /** A map with the channels of another map, then those of this one. */
    PlannedPlanes after(PlannedPlanes first, Stage.Concat c) {
        PlannedPlanes out = new PlannedPlanes(plan, c.output(), top);
        plan.add(Kernel.each((image, trace) -> {
            BitPlanes.concat(out.of(image), first.of(image), of(image));
            trace.note(c, out.of(image)::values);
        }));
        return out;
    }

    PlannedPlanes upsample(Stage.Upsample u) {
        return moved(u, (from, to) -> BitPlanes.upsample(u, from, to));
    }

    PlannedPlanes shuffle(Stage.Shuffle s) {
        return moved(s, (from, to) -> BitPlanes.shuffle(s, from, to));
    }

    PlannedPlanes pool(Stage.Pool p) {
        int[] least = BitPlanes.mask(p.min());
        return moved(p, (from, to) -> PlanePools.pool(p, least, from, to));
    }

    /** Adds the kernel that copies the values of this map into the map of a stage. */
    private PlannedPlanes moved(Stage stage, BiConsumer<BitPlanes, BitPlanes> move) {
        PlannedPlanes out = new PlannedPlanes(plan, stage.output(), top);
        plan.add(Kernel.each((image, trace) -> {
            move.accept(of(image), out.of(image));
            trace.note(stage, out.of(image)::values);
        }));
        return out;
    }
}
