// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.Trace;
import dev.bnn.runtime.internal.engine.vector.channels.DepthwiseSums;
import dev.bnn.runtime.internal.engine.vector.channels.SlicedSums;
import dev.bnn.runtime.internal.engine.vector.loops.BitCounts;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.IntMaps;
import dev.bnn.runtime.internal.engine.vector.product.MatrixProduct;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The kernels of a network and the buffers that they need. {@link VectorPlanner} fills it once; it does not change afterwards.
 */
final class VectorPlan {
    /** The slot of the image among the maps of integers. */
    static final int IMAGE = 0;

    private final Stage.Score score;
    private final CountForm counts;
    private final List<PlaneMap> planes = new ArrayList<>();
    private final List<Dims> ints = new ArrayList<>();
    private final List<Integer> sums = new ArrayList<>();
    private final List<Function<Buffers, MatrixProduct>> products = new ArrayList<>();
    private final List<Function<Buffers, DepthwiseSums>> depthwise = new ArrayList<>();
    private final List<Function<Buffers, SlicedSums>> sliced = new ArrayList<>();
    private final List<Kernel> kernels = new ArrayList<>();
    /** The slot of the sums from which the scores are computed. */
    private int scored;

    private VectorPlan(CompiledNetwork network, CountForm counts) {
        this.counts = counts;
        score = network.score();
        ints(network.input());
    }

    static VectorPlan of(CompiledNetwork network, CountForm counts) {
        VectorPlan plan = new VectorPlan(network, counts);
        VectorPlanner.plan(network, plan);
        return plan;
    }

    /** A new bit counter, for one product. */
    BitCounts counts() {
        return counts.counts();
    }

    /** A map of bits or codes. */
    private record PlaneMap(Dims dims, int planes) {
        BitPlanes empty() {
            return BitPlanes.empty(dims, planes);
        }
    }

    /** A slot for a map in bit planes. */
    int planes(Dims dims, int bits) {
        planes.add(new PlaneMap(dims, bits));
        return planes.size() - 1;
    }

    /** A slot for a map of integers. */
    int ints(Dims dims) {
        ints.add(dims);
        return ints.size() - 1;
    }

    /** A slot for {@code size} accumulators. */
    int sums(int size) {
        sums.add(size);
        return sums.size() - 1;
    }

    /** A slot for a product, which is made for each image's buffers. */
    int product(Function<Buffers, MatrixProduct> product) {
        products.add(product);
        return products.size() - 1;
    }

    int depthwise(Function<Buffers, DepthwiseSums> sums) {
        depthwise.add(sums);
        return depthwise.size() - 1;
    }

    int sliced(Function<Buffers, SlicedSums> sums) {
        sliced.add(sums);
        return sliced.size() - 1;
    }

    void add(Kernel kernel) {
        kernels.add(kernel);
    }

    void scoreOf(int sumsSlot) {
        scored = sumsSlot;
    }

    Buffers buffers() {
        Buffers buffers = new Buffers(
                planes.stream().map(PlaneMap::empty).toArray(BitPlanes[]::new),
                ints.stream().map(IntMaps::empty).toArray(int[][][]::new),
                sums.stream().map(int[]::new).toArray(int[][]::new),
                new MatrixProduct[products.size()],
                new DepthwiseSums[depthwise.size()],
                new SlicedSums[sliced.size()]);
        for (int i = 0; i < products.size(); i++) {
            buffers.products()[i] = products.get(i).apply(buffers);
        }
        for (int i = 0; i < depthwise.size(); i++) {
            buffers.depthwise()[i] = depthwise.get(i).apply(buffers);
        }
        for (int i = 0; i < sliced.size(); i++) {
            buffers.sliced()[i] = sliced.get(i).apply(buffers);
        }
        return buffers;
    }

    /** Runs the kernels on images that are already in the buffers, and returns their scores. */
    long[][] run(Buffers[] images, Trace trace) {
        for (Kernel kernel : kernels) {
            kernel.run(images, trace);
        }
        long[][] scores = new long[images.length][];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = scores(images[i].sums()[scored]);
        }
        trace.note(score, () -> scores[0]);
        return scores;
    }

    private long[] scores(int[] from) {
        long[] scores = new long[from.length];
        int channels = score.multiplier().length;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score.multiplier()[i % channels] * from[i] + score.addend()[i % channels];
        }
        return scores;
    }
}
