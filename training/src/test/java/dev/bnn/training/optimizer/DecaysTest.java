// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Descent;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.Schedule;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import dev.bnn.training.kernels.nd4j.Nd4jKernels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers with their own weight decay, checked against values worked out by hand. */
class DecaysTest {
    private static final Descent.Optimizer SGD = new Descent.Optimizer.Sgd(0, false, 0.5);

    /** A weight of 1 whose gradient is 0, after one step at the rate 0.1. */
    private static double stepped(Kernels kernels, Descent.Optimizer optimizer, String layer, WeightType type) {
        Weight weight = Weight.matrix(layer, 1, 1, type, Recipe.Step.MEAN);
        Native.write(weight.latent(), new float[] {1});
        weight.begin(kernels);
        Descent descent =
                new Descent(optimizer, new Schedule.Constant(0.1), 0).withDecays(Map.of("conv1", 0.2, "conv2", 0.0));
        Optimizer.of(descent, weight).step(kernels, 0.1, 1);
        return weight.latent().getDouble(0);
    }

    @ParameterizedTest
    @CsvSource({"conv1,0.98", "conv2,1", "dense1,0.95"})
    void aLayerHasItsOwnDecayOrThatOfAll(String layer, double expected) {
        Descent.Optimizer adamw = new Descent.Optimizer.Adam(0.9, 0.999, 1e-8, 0.5, true);
        try (RowParallel rows = new RowParallel(1)) {
            for (Kernels kernels : List.of(new HostKernels(rows), new Nd4jKernels())) {
                for (WeightType type : List.of(WeightType.BIPOLAR, WeightType.FLOAT)) {
                    assertThat(stepped(kernels, SGD, layer, type)).isCloseTo(expected, within(1e-6));
                    assertThat(stepped(kernels, adamw, layer, type)).isCloseTo(expected, within(1e-6));
                }
            }
        }
    }

    @Test
    void flipsKnowNoDecay() {
        Descent.Optimizer bop = new Descent.Optimizer.Bop(1e-4, 0.5, Descent.Optimizer.Adam.STANDARD);
        assertThat(bop.withDecay(0.5)).isEqualTo(bop);
        assertThat(bop.decay()).isZero();
    }
}
