// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.Trace;
import dev.bnn.runtime.internal.engine.vector.channels.DepthwiseSums;
import dev.bnn.runtime.internal.engine.vector.channels.SlicedLimits;
import dev.bnn.runtime.internal.engine.vector.channels.SlicedSums;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.IntMaps;
import dev.bnn.runtime.internal.engine.vector.planes.PlanePools;
import dev.bnn.runtime.internal.engine.vector.planes.ThresholdOffsets;
import dev.bnn.runtime.internal.engine.vector.product.MatrixForm;
import dev.bnn.runtime.internal.engine.vector.product.MatrixProduct;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Plans the kernels of a network, stage by stage. Sums wait for the stage after them: a threshold goes into the same kernel,
 * since accumulators that start at minus the threshold cost nothing more.
 *
 * <p>A visit returns the map that the stage leaves; stages that yield sums leave none.
 */
final class VectorPlanner implements Stage.Visitor<Optional<VectorPlanner.Planes>> {
    private final VectorPlan plan;
    /** What each stage left, for stages that read an earlier one. */
    private final Map<String, Planes> maps = new HashMap<>();

    private Readable map = new Image(VectorPlan.IMAGE);
    /** The latest map of bits or codes. */
    private Optional<Planes> planes = Optional.empty();

    private PreparedSums sums;
    /** The latest matrix: scores are made of its sums. */
    private Optional<PreparedMatrix> matrix = Optional.empty();

    private VectorPlanner(Dims image, VectorPlan plan) {
        this.plan = plan;
        sums = new ImageAsSums(image);
    }

    static void plan(CompiledNetwork network, VectorPlan plan) {
        VectorPlanner planner = new VectorPlanner(network.input(), plan);
        for (Stage stage : network.stages()) {
            stage.accept(planner).ifPresent(left -> {
                planner.map = left;
                planner.planes = Optional.of(left);
                planner.maps.put(stage.name(), left);
            });
        }
    }

    @Override
    public Optional<Planes> matrix(Stage.Matrix m) {
        if (m.groups() > 1) {
            sums = new GroupedSums(m, map, this, plan);
            return Optional.empty();
        }
        PreparedMatrix prepared = map.matrix(m);
        sums = prepared;
        matrix = Optional.of(prepared);
        return Optional.empty();
    }

    @Override
    public Optional<Planes> depthwise(Stage.Depthwise d) {
        sums = map.depthwise(d);
        return Optional.empty();
    }

    @Override
    public Optional<Planes> threshold(Stage.Threshold t) {
        return Optional.of(sums.threshold(t));
    }

    @Override
    public Optional<Planes> pool(Stage.Pool p) {
        return planes.map(map -> map.pool(p));
    }

    @Override
    public Optional<Planes> shuffle(Stage.Shuffle s) {
        return planes.map(map -> map.shuffle(s));
    }

    @Override
    public Optional<Planes> upsample(Stage.Upsample u) {
        return planes.map(map -> map.upsample(u));
    }

    @Override
    public Optional<Planes> sum(Stage.Sum s) {
        sums = planes.orElseThrow().sum(s);
        return Optional.empty();
    }

    @Override
    public Optional<Planes> add(Stage.Add add) {
        sums = planes.orElseThrow().add(add, maps.get(add.from()));
        return Optional.empty();
    }

    @Override
    public Optional<Planes> branch(Stage.Branch b) {
        Planes left = maps.get(b.from());
        plan.add(Kernel.each((image, trace) -> trace.note(b, image.planes()[left.slot]::values)));
        return Optional.of(left);
    }

    @Override
    public Optional<Planes> concat(Stage.Concat c) {
        return planes.map(map -> map.after(maps.get(c.from()), c));
    }

    @Override
    public Optional<Planes> score(Stage.Score s) {
        plan.scoreOf(matrix.orElseThrow().raw());
        return Optional.empty();
    }

    /** A map in the buffers that matrices and depthwise stages can read. */
    interface Readable {
        PreparedMatrix matrix(Stage.Matrix m);

        PreparedSums depthwise(Stage.Depthwise d);

        /** Adds the kernel that copies some channels, of those dimensions, from the first one on. */
        Readable part(int first, Dims dims);
    }

    /** Sums whose kernel waits for the threshold after them. */
    @FunctionalInterface
    interface PreparedSums {
        /** Adds the kernels that leave the threshold's bits or codes. */
        Planes threshold(Stage.Threshold t);
    }

    /** A map of bits or codes. */
    final class Planes implements Readable {
        private final int slot;
        private final int top;
        private final Dims dims;

        Planes(Dims dims, int top) {
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
            plan.add(Kernel.each((image, trace) -> IntMaps.unpack(image.planes()[slot], image.ints()[out])));
            return out;
        }

        @Override
        public PreparedMatrix matrix(Stage.Matrix m) {
            if (!MatrixForm.onPlanes(m, top)) {
                return intMatrix(m, ints(), top);
            }
            MatrixForm<BitPlanes> form = MatrixForm.ofPlanes(m, top, plan::counts);
            return new PreparedMatrix(m, form, image -> form.product().apply(image.planes()[slot]));
        }

        @Override
        public PreparedSums depthwise(Stage.Depthwise d) {
            if (!SlicedSums.pays(d, top)) {
                return new PreparedDepthwise(d, ints(), top);
            }
            return windows(d, d);
        }

        @Override
        public Readable part(int first, Dims of) {
            Planes out = new Planes(of, top);
            plan.add(Kernel.each((image, trace) -> image.planes()[slot].part(first, image.planes()[out.slot])));
            return out;
        }

        PreparedSums sum(Stage.Sum s) {
            return windows(s, s.windows());
        }

        private PreparedSums windows(Stage stage, Stage.Depthwise d) {
            return new PreparedSliced(
                    stage, SlicedSums.Form.of(d, top), image -> SlicedSums.windows(d, image.planes()[slot]));
        }

        PreparedSums add(Stage.Add add, Planes other) {
            return new PreparedSliced(
                    add,
                    SlicedSums.Form.of(add, top),
                    image -> SlicedSums.pair(image.planes()[slot], image.planes()[other.slot]));
        }

        /** The channels of another map, then those of this one. */
        Planes after(Planes first, Stage.Concat c) {
            Planes out = new Planes(c.output(), top);
            plan.add(Kernel.each((image, trace) -> {
                BitPlanes.concat(image.planes()[out.slot], image.planes()[first.slot], image.planes()[slot]);
                trace.note(c, image.planes()[out.slot]::values);
            }));
            return out;
        }

        Planes upsample(Stage.Upsample u) {
            Planes out = new Planes(u.output(), top);
            plan.add(Kernel.each((image, trace) -> {
                BitPlanes.upsample(u, image.planes()[slot], image.planes()[out.slot]);
                trace.note(u, image.planes()[out.slot]::values);
            }));
            return out;
        }

        Planes shuffle(Stage.Shuffle s) {
            Planes out = new Planes(s.output(), top);
            plan.add(Kernel.each((image, trace) -> {
                BitPlanes.shuffle(s, image.planes()[slot], image.planes()[out.slot]);
                trace.note(s, image.planes()[out.slot]::values);
            }));
            return out;
        }

        Planes pool(Stage.Pool p) {
            Planes out = new Planes(p.output(), top);
            int[] least = BitPlanes.mask(p.min());
            plan.add(Kernel.each((image, trace) -> {
                PlanePools.pool(p, least, image.planes()[slot], image.planes()[out.slot]);
                trace.note(p, image.planes()[out.slot]::values);
            }));
            return out;
        }
    }

    /** The bytes of the image, or of some of its channels, which only matrices and depthwise stages read. */
    private final class Image implements Readable {
        private static final int TOP = 255;

        private final int slot;

        Image(int slot) {
            this.slot = slot;
        }

        @Override
        public PreparedMatrix matrix(Stage.Matrix m) {
            return intMatrix(m, slot, TOP);
        }

        @Override
        public PreparedSums depthwise(Stage.Depthwise d) {
            return new PreparedDepthwise(d, slot, TOP);
        }

        @Override
        public Readable part(int first, Dims dims) {
            int out = plan.ints(dims);
            plan.add(Kernel.each((image, trace) -> {
                int[][] channels = image.ints()[out];
                for (int c = 0; c < channels.length; c++) {
                    System.arraycopy(image.ints()[slot][first + c], 0, channels[c], 0, channels[c].length);
                }
            }));
            return new Image(out);
        }
    }

    private PreparedMatrix intMatrix(Stage.Matrix m, int in, int top) {
        MatrixForm<int[][]> form = MatrixForm.ofInts(m, top);
        return new PreparedMatrix(m, form, image -> form.product().apply(image.ints()[in]));
    }

    final class PreparedMatrix implements PreparedSums {
        private final Stage.Matrix m;
        private final MatrixForm<?> form;
        private final int slot;

        PreparedMatrix(Stage.Matrix m, MatrixForm<?> form, Function<Buffers, MatrixProduct> product) {
            this.m = m;
            this.form = form;
            slot = plan.product(product);
        }

        @Override
        public Planes threshold(Stage.Threshold t) {
            Planes out = reached(t);
            plan.add(Kernel.each((image, trace) -> {
                trace.note(m, () -> Trace.longs(sums(image)));
                trace.note(t, image.planes()[out.slot]::values);
            }));
            return out;
        }

        /** Adds the kernel that leaves the threshold's bits or codes, and notes nothing. */
        Planes reached(Stage.Threshold t) {
            ThresholdOffsets[] levels = ThresholdOffsets.of(t, form.start());
            Planes out = new Planes(t.output(), t.levels());
            plan.add((images, trace) -> {
                MatrixProduct[] products = products(images);
                BitPlanes[] outs = new BitPlanes[images.length];
                for (int i = 0; i < outs.length; i++) {
                    outs[i] = images[i].planes()[out.slot];
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

        /** Adds the kernel that leaves the sums themselves. Returns their slot. */
        int raw() {
            int out = plan.sums(m.output().size());
            plan.add(Kernel.each((image, trace) -> {
                int[] sums = sums(image.products()[slot], image.sums()[out]);
                trace.note(m, () -> Trace.longs(sums));
            }));
            return out;
        }
    }

    /** Sums of channels by themselves, on bit planes. */
    private final class PreparedSliced implements PreparedSums {
        private final Stage stage;
        private final SlicedSums.Form form;
        private final int slot;

        PreparedSliced(Stage stage, SlicedSums.Form form, Function<Buffers, SlicedSums.Taps> taps) {
            this.stage = stage;
            this.form = form;
            int positions = stage.output().positions();
            slot = plan.sliced(image -> new SlicedSums(form, taps.apply(image), positions));
        }

        @Override
        public Planes threshold(Stage.Threshold t) {
            Planes out = new Planes(t.output(), t.levels());
            SlicedLimits limits = form.limits(t);
            plan.add(Kernel.each((image, trace) -> {
                SlicedSums sums = image.sliced()[slot];
                trace.note(
                        stage,
                        () -> Trace.longs(sums.flat(new int[stage.output().size()])));
                sums.planes(limits, image.planes()[out.slot]);
                trace.note(t, image.planes()[out.slot]::values);
            }));
            return out;
        }
    }

    private final class PreparedDepthwise implements PreparedSums {
        private final Stage.Depthwise d;
        private final int slot;
        private final int top;

        PreparedDepthwise(Stage.Depthwise d, int in, int top) {
            this.d = d;
            this.top = top;
            slot = plan.depthwise(image -> new DepthwiseSums(d, image.ints()[in]));
        }

        @Override
        public Planes threshold(Stage.Threshold t) {
            Planes out = new Planes(t.output(), t.levels());
            ThresholdOffsets[] levels =
                    ThresholdOffsets.of(t, ThresholdOffsets.Offset.ofMinus((long) d.taps() * d.limit() * top));
            plan.add(Kernel.each((image, trace) -> {
                DepthwiseSums sums = image.depthwise()[slot];
                trace.note(d, () -> Trace.longs(sums.flat(new int[d.output().size()])));
                sums.planes(levels, image.planes()[out.slot]);
                trace.note(t, image.planes()[out.slot]::values);
            }));
            return out;
        }
    }

    /** The image, where a threshold reads its bytes. */
    private final class ImageAsSums implements PreparedSums {
        private final Dims dims;

        ImageAsSums(Dims dims) {
            this.dims = dims;
        }

        @Override
        public Planes threshold(Stage.Threshold t) {
            Planes out = new Planes(t.output(), t.levels());
            ThresholdOffsets[] levels = ThresholdOffsets.of(t, ThresholdOffsets.Offset.ofMinus(Image.TOP));
            int scratch = plan.sums(dims.positions());
            plan.add(Kernel.each((image, trace) -> {
                IntMaps.planes(image.image(), levels, image.sums()[scratch], image.planes()[out.slot]);
                trace.note(t, image.planes()[out.slot]::values);
            }));
            return out;
        }
    }
}
