// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bnn.data.ImageSet;
import dev.bnn.model.Network;
import dev.bnn.model.Padding;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In the steady state, a step allocates small objects, but none of the arrays that it works on. */
class AllocationTest {
    private static final int BATCH = 64;
    /** The smallest array of the input or of an activation is four times as large. */
    private static final long MOST = 64 * 1024;

    private static final Network NETWORK = Nets.image("net", 1, 32)
            .conv(32, 3, 1, Padding.NONE, WeightType.BIPOLAR)
            .batchNorm()
            .sign()
            .depthwise(3, 1, new Padding(1, -1), WeightType.BIPOLAR)
            .batchNorm()
            .sign()
            .conv(32, 3, 1, Padding.NONE, WeightType.BIPOLAR)
            .maxPool(2, 2)
            .batchNorm()
            .sign()
            .dense(1024, WeightType.BIPOLAR)
            .sign()
            .dense(10, WeightType.BIPOLAR)
            .build();

    static Iterable<Recipe> recipes() {
        return TrainerTest.recipes();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void nothingLargeIsAllocatedAStep(Recipe recipe) {
        ImageSet images = Nets.noisy(BATCH, 1, 32, 10, 7);
        int[] labels = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            labels[i] = images.label(i);
        }
        double[] weights = recipe.objective().loss().weights() instanceof Recipe.ClassWeights.Equal
                ? new double[0]
                : new double[10];
        try (RowParallel rows = new RowParallel(1)) {
            Graph graph = new Graph(NETWORK, recipe, BATCH, new HostKernels(rows), weights);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            for (int step = 0; step < 6; step++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                graph.step(images.pixels(), labels, 0.01, 0, step);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).isLessThan(MOST);
        }
    }
}
