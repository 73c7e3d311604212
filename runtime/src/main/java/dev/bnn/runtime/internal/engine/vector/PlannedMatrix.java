// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.engine.Trace;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.ThresholdOffsets;
import dev.bnn.runtime.internal.engine.vector.product.MatrixForm;
import dev.bnn.runtime.internal.engine.vector.product.MatrixProduct;
import dev.bnn.runtime.internal.network.Stage;
import java.util.function.Function;

/** A matrix. Its kernel is planned together with the threshold or the scores that follow. */
final class PlannedMatrix implements PlannedSums {
    private final VectorPlan plan;
    private final Stage.Matrix m;
    private final MatrixForm<?> form;
    private final int slot;

    PlannedMatrix(VectorPlan plan, Stage.Matrix m, MatrixForm<?> form, Function<Buffers, MatrixProduct> product) {
        this.plan = plan;
        this.m = m;
        this.form = form;
        slot = plan.product(product);
    }

    /**
     * A matrix that reads integers.
     *
     * @param in slot of the map
     * @param top the largest integer
     */
    static PlannedMatrix ofInts(VectorPlan plan, Stage.Matrix m, int in, int top) {
        MatrixForm<int[][]> form = MatrixForm.ofInts(m, top);
        return new PlannedMatrix(plan, m, form, image -> form.product().apply(image.ints()[in]));
    }

    @Override
    public PlannedPlanes threshold(Stage.Threshold t) {
        PlannedPlanes out = reached(t);
        plan.add(Kernel.each((image, trace) -> {
            trace.note(m, () -> Trace.longs(sums(image)));
            trace.note(t, out.of(image)::values);
        }));
        return out;
    }

    /** Adds the kernel that computes the threshold's bits or codes, without a trace. */
    PlannedPlanes reached(Stage.Threshold t) {
        ThresholdOffsets[] levels = ThresholdOffsets.of(t, form.start());
        PlannedPlanes out = new PlannedPlanes(plan, t.output(), t.levels());
        plan.add((images, trace) -> {
            MatrixProduct[] products = products(images);
            BitPlanes[] outs = new BitPlanes[images.length];
            for (int i = 0; i < outs.length; i++) {
                outs[i] = out.of(images[i]);
            }
            products[0].planes(products, levels, outs);
        });
        return out;
    }

    /** The sums of an image in HWC order. */
    int[] sums(Buffers image) {
        return sums(image.products()[slot], new int[m.output().size()]);
    }

    private MatrixProduct[] products(Buffers[] images) {
        MatrixProduct[] products = new MatrixProduct[images.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = images[i].products()[slot];
        }
        return products;
    }

    /** The sums in HWC order. */
    private int[] sums(MatrixProduct product, int[] into) {
        product.raw(into);
        int outputs = m.output().channels();
        for (int i = 0; i < into.length; i++) {
            into[i] = form.sum().of(i % outputs, into[i]);
        }
        return into;
    }

    /** Adds the kernel that stores the sums themselves. Returns their slot. */
    int raw() {
        int out = plan.sums(m.output().size());
        plan.add(Kernel.each((image, trace) -> {
            int[] sums = sums(image.products()[slot], image.sums()[out]);
            trace.note(m, () -> Trace.longs(sums));
        }));
        return out;
    }
}
