// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.ImageSet;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.Graph;
import dev.bnn.training.Nets;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import dev.bnn.training.kernels.nd4j.Nd4jKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels multiply bits that dropout has changed as real numbers and do not count them as bits. */
class DropoutReachTest {
    private static final int BATCH = 6;
    private static final Recipe RECIPE = Nets.recipe(1, BATCH, 0.01, Recipe.Loss.CROSS_ENTROPY, 0);

    private static Network network(String kind, double rate) {
        NetworkBuilder b = Nets.image("net", 2, 8).sign().dropout(rate);
        return switch (kind) {
            case "dense" -> b.flatten().dense(10, WeightType.BIPOLAR).build();
            case "pooled" ->
                b.maxPool(2, 2).flatten().dense(10, WeightType.BIPOLAR).build();
            default ->
                b.conv(10, 8, 1, Padding.NONE, WeightType.BIPOLAR).flatten().build();
        };
    }

    private static float[] scores(Network network, Kernels kernels) {
        ImageSet images = Nets.noisy(BATCH, 2, 8, 10, 7);
        return Native.values(new Graph(network, RECIPE, BATCH, kernels).forward(images.pixels(), 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense", "pooled", "conv"})
    void bothKernelsGiveTheSameScores(String kind) {
        try (RowParallel rows = new RowParallel(1)) {
            // Kept values are divided by one half, so all sums are exact.
            float[] plain = scores(network(kind, 0.5), new Nd4jKernels());
            assertThat(scores(network(kind, 0.5), new HostKernels(rows))).isEqualTo(plain);
            assertThat(scores(network(kind, 0), new HostKernels(rows))).isNotEqualTo(plain);
        }
    }
}
