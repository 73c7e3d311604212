// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.Trace;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongToIntFunction;

/**
 * Plans the kernels of a network, stage by stage. Sums wait for the stage after them: a threshold goes into the same kernel,
 * since accumulators that start at minus the threshold cost nothing more.
 *
 * <p>A visit returns the map that the stage leaves; stages that yield sums leave none.
 */
final class VectorPlanner implements Stage.Visitor<Optional<MapSlot>> {
    private final VectorPlan plan;
    /** What each stage left, for residual adds. */
    private final Map<String, MapSlot> maps = new HashMap<>();

    private MapSlot map;
    private PreparedSums sums;

    private VectorPlanner(Dims image, VectorPlan plan) {
        this.plan = plan;
        map = new Ints(VectorPlan.IMAGE, 255);
        sums = new ImageAsSums(image);
    }

    static void plan(CompiledNetwork network, VectorPlan plan) {
        VectorPlanner planner = new VectorPlanner(network.input(), plan);
        for (Stage stage : network.stages()) {
            stage.accept(planner).ifPresent(left -> {
                planner.map = left;
                planner.maps.put(stage.name(), left);
            });
        }
    }

    @Override
    public Optional<MapSlot> matrix(Stage.Matrix m) {
        sums = map.matrix(m);
        return Optional.empty();
    }

    @Override
    public Optional<MapSlot> depthwise(Stage.Depthwise d) {
        int in = map.ints();
        sums = new PreparedDepthwise(d, in, map.top());
        return Optional.empty();
    }

    @Override
    public Optional<MapSlot> threshold(Stage.Threshold t) {
        return Optional.of(sums.threshold(t));
    }

    @Override
    public Optional<MapSlot> pool(Stage.Pool p) {
        return Optional.of(map.pool(p));
    }

    @Override
    public Optional<MapSlot> sum(Stage.Sum s) {
        int in = map.ints();
        int out = plan.sums(s.output().size());
        plan.add(Kernel.each((image, trace) -> {
            IntMaps.sum(s, image.ints()[in], image.sums()[out]);
            trace.note(s, () -> Trace.longs(image.sums()[out]));
        }));
        sums = new StoredSums(out);
        return Optional.empty();
    }

    @Override
    public Optional<MapSlot> add(Stage.Add add) {
        int a = map.ints();
        int b = maps.get(add.from()).ints();
        int out = plan.sums(add.output().size());
        plan.add(Kernel.each((image, trace) -> {
            IntMaps.add(add, image.ints()[a], image.ints()[b], image.sums()[out]);
            trace.note(add, () -> Trace.longs(image.sums()[out]));
        }));
        sums = new StoredSums(out);
        return Optional.empty();
    }

    @Override
    public Optional<MapSlot> score(Stage.Score s) {
        plan.scoreOf(sums.raw());
        return Optional.empty();
    }

    /** A map of bits. */
    private final class Bits implements MapSlot {
        private final int slot;
        private final Dims dims;

        Bits(Dims dims) {
            this.dims = dims;
            slot = plan.bits(dims);
        }

        @Override
        public int top() {
            return 1;
        }

        @Override
        public int ints() {
            int out = plan.ints(dims);
            plan.add(Kernel.each((image, trace) -> IntMaps.signs(image.bits()[slot], image.ints()[out])));
            return out;
        }

        @Override
        public PreparedSums matrix(Stage.Matrix m) {
            if (!m.binary()) {
                return intMatrix(m, ints(), top());
            }
            BitProduct.Weights weights = BitProduct.Weights.of(m);
            int columns = m.columns();
            return new PreparedMatrix(
                    m,
                    threshold -> BitProduct.start(columns, threshold),
                    image -> new BitProduct(m, weights, image.bits()[slot]));
        }

        @Override
        public MapSlot pool(Stage.Pool p) {
            Bits out = new Bits(p.output());
            int[] flip = BitPlanes.mask(p.min());
            plan.add(Kernel.each((image, trace) -> {
                BitPlanes.pool(p, flip, image.bits()[slot], image.bits()[out.slot]);
                trace.note(p, image.bits()[out.slot]::values);
            }));
            return out;
        }
    }

    /** A map of bytes or codes. */
    private final class Ints implements MapSlot {
        private final int slot;
        private final int top;

        Ints(int slot, int top) {
            this.slot = slot;
            this.top = top;
        }

        @Override
        public int top() {
            return top;
        }

        @Override
        public int ints() {
            return slot;
        }

        @Override
        public PreparedSums matrix(Stage.Matrix m) {
            return intMatrix(m, slot, top);
        }

        @Override
        public MapSlot pool(Stage.Pool p) {
            int out = plan.ints(p.output());
            plan.add(Kernel.each((image, trace) -> {
                IntMaps.pool(p, image.ints()[slot], image.ints()[out]);
                trace.note(p, () -> IntMaps.values(image.ints()[out]));
            }));
            return new Ints(out, top);
        }
    }

    private PreparedSums intMatrix(Stage.Matrix m, int in, int top) {
        LongToIntFunction start = start((long) m.columns() * m.limit() * top);
        if (!m.binary()) {
            int[][] weights = IntProduct.byTap(m);
            return new PreparedMatrix(m, start, image -> new IntProduct(m, weights, image.ints()[in]));
        }
        if (BitSerialProduct.fits(m)) {
            BitProduct.Weights weights = BitProduct.Weights.of(m);
            return new PreparedMatrix(m, start, image -> new BitSerialProduct(m, weights, image.ints()[in], top));
        }
        ByteProduct.Weights weights = ByteProduct.Weights.of(m);
        Function<Buffers, MatrixProduct> single = image -> new ByteProduct(m, weights, image.ints()[in]);
        Function<Buffers, MatrixProduct> paired = image -> new PairedProduct(m, weights, image.ints()[in]);
        return new PreparedMatrix(m, start, PairedProduct.fits(m, top) ? paired : single, single);
    }

    /** Where an accumulator starts that is minus a sum of at most that magnitude. */
    private static LongToIntFunction start(long largestSum) {
        return threshold -> IntProduct.start(largestSum + 1, threshold);
    }

    private final class PreparedMatrix implements PreparedSums {
        private final Stage.Matrix m;
        private final LongToIntFunction start;
        private final Function<Buffers, MatrixProduct> toBits;
        private final Function<Buffers, MatrixProduct> product;

        PreparedMatrix(Stage.Matrix m, LongToIntFunction start, Function<Buffers, MatrixProduct> product) {
            this(m, start, product, product);
        }

        /** @param toBits the product where thresholds of one level follow */
        PreparedMatrix(
                Stage.Matrix m,
                LongToIntFunction start,
                Function<Buffers, MatrixProduct> toBits,
                Function<Buffers, MatrixProduct> product) {
            this.m = m;
            this.start = start;
            this.toBits = toBits;
            this.product = product;
        }

        @Override
        public MapSlot threshold(Stage.Threshold t) {
            ThresholdOffsets[] levels = ThresholdOffsets.of(t, start);
            if (t.levels() == 1) {
                int slot = plan.product(toBits);
                Bits out = new Bits(t.output());
                plan.add((images, trace) -> {
                    MatrixProduct[] products = products(images, slot);
                    trace.note(m, () -> sums(products[0]));
                    BitPlanes[] outs = new BitPlanes[images.length];
                    for (int i = 0; i < outs.length; i++) {
                        outs[i] = images[i].bits()[out.slot];
                    }
                    products[0].bits(products, levels[0], outs);
                    trace.note(t, outs[0]::values);
                });
                return out;
            }
            int slot = plan.product(product);
            int out = plan.ints(t.output());
            plan.add((images, trace) -> {
                MatrixProduct[] products = products(images, slot);
                trace.note(m, () -> sums(products[0]));
                int[][][] outs = new int[images.length][][];
                for (int i = 0; i < outs.length; i++) {
                    outs[i] = images[i].ints()[out];
                }
                products[0].codes(products, levels, outs);
                trace.note(t, () -> IntMaps.values(outs[0]));
            });
            return new Ints(out, t.levels());
        }

        private MatrixProduct[] products(Buffers[] images, int slot) {
            MatrixProduct[] products = new MatrixProduct[images.length];
            for (int i = 0; i < products.length; i++) {
                products[i] = images[i].products()[slot];
            }
            return products;
        }

        private long[] sums(MatrixProduct product) {
            int[] sums = new int[m.output().size()];
            product.sums(sums);
            return Trace.longs(sums);
        }

        @Override
        public int raw() {
            int slot = plan.product(product);
            int out = plan.sums(m.output().size());
            plan.add(Kernel.each((image, trace) -> {
                image.products()[slot].sums(image.sums()[out]);
                trace.note(m, () -> Trace.longs(image.sums()[out]));
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
        public MapSlot threshold(Stage.Threshold t) {
            if (t.levels() > 1) {
                return new StoredSums(raw()).threshold(t);
            }
            Bits out = new Bits(t.output());
            ThresholdOffsets offsets = ThresholdOffsets.of(t, start((long) d.taps() * d.limit() * top))[0];
            plan.add(Kernel.each((image, trace) -> {
                DepthwiseSums sums = image.depthwise()[slot];
                trace.note(d, () -> {
                    int[] values = new int[d.output().size()];
                    sums.flat(values);
                    return Trace.longs(values);
                });
                sums.bits(offsets, image.bits()[out.slot]);
                trace.note(t, image.bits()[out.slot]::values);
            }));
            return out;
        }

        @Override
        public int raw() {
            int out = plan.sums(d.output().size());
            plan.add(Kernel.each((image, trace) -> {
                image.depthwise()[slot].flat(image.sums()[out]);
                trace.note(d, () -> Trace.longs(image.sums()[out]));
            }));
            return out;
        }
    }

    /** Sums that are there, in HWC order. */
    private final class StoredSums implements PreparedSums {
        private final int slot;

        StoredSums(int slot) {
            this.slot = slot;
        }

        @Override
        public MapSlot threshold(Stage.Threshold t) {
            if (t.levels() > 1) {
                int out = plan.ints(t.output());
                plan.add(Kernel.each((image, trace) -> {
                    IntMaps.threshold(t, image.sums()[slot], image.ints()[out]);
                    trace.note(t, () -> IntMaps.values(image.ints()[out]));
                }));
                return new Ints(out, t.levels());
            }
            Bits out = new Bits(t.output());
            plan.add(Kernel.each((image, trace) -> {
                IntMaps.bits(t, image.sums()[slot], image.bits()[out.slot]);
                trace.note(t, image.bits()[out.slot]::values);
            }));
            return out;
        }

        @Override
        public int raw() {
            return slot;
        }
    }

    /** The image, where a threshold reads its bytes. */
    private final class ImageAsSums implements PreparedSums {
        private final Dims dims;

        ImageAsSums(Dims dims) {
            this.dims = dims;
        }

        @Override
        public MapSlot threshold(Stage.Threshold t) {
            if (t.levels() > 1) {
                return new StoredSums(raw()).threshold(t);
            }
            Bits out = new Bits(t.output());
            ThresholdOffsets offsets = ThresholdOffsets.of(t, start(255))[0];
            int scratch = plan.sums(dims.positions());
            plan.add(Kernel.each((image, trace) -> {
                IntMaps.bits(image.image(), offsets, image.sums()[scratch], image.bits()[out.slot]);
                trace.note(t, image.bits()[out.slot]::values);
            }));
            return out;
        }

        @Override
        public int raw() {
            int out = plan.sums(dims.size());
            plan.add(Kernel.each((image, trace) -> IntMaps.flatten(image.image(), image.sums()[out])));
            return out;
        }
    }
}
