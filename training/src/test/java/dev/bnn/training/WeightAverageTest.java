// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import dev.bnn.training.kernels.nd4j.Nd4jKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the mean of the weights with sums of the weights after each step. */
class WeightAverageTest {
    private static final int BATCH = 16;
    private static final Network NETWORK = Nets.image("net", 1, 4)
            .flatten()
            .dense(8, WeightType.BIPOLAR)
            .batchNorm()
            .sign()
            .dense(10, WeightType.INT3)
            .build();

    private final byte[] pixels = new byte[BATCH * 16];
    private final int[] labels;

    WeightAverageTest() {
        Random random = new Random(5);
        random.nextBytes(pixels);
        labels = random.ints(BATCH, 0, 10).toArray();
    }

    private static Graph graph(Kernels kernels) {
        return new Graph(NETWORK, Nets.recipe(1, BATCH, 0.05, Recipe.Loss.CROSS_ENTROPY, 0), BATCH, kernels);
    }

    /** Steps count from 1. The mean is first the plain mean of the samples so far, then the exponential mean. */
    @ParameterizedTest
    @CsvSource({"2,3,12,1,6", "1,250,600,2,125", "3,1,5,1,3"})
    void isTheMeanOfTheWeightsSoFarAndThenOfTheLastEpochs(
            int epochs, int stepsOfEpoch, int steps, int every, int span) {
        try (RowParallel rows = new RowParallel(1)) {
            for (Kernels kernels : List.of(new HostKernels(rows), new Nd4jKernels())) {
                Graph graph = graph(kernels);
                graph.average(epochs, stepsOfEpoch);
                double[] mean = new double[16 * 8];
                int samples = 0;
                for (int step = 1; step <= steps; step++) {
                    graph.step(pixels, labels, 0.05, 0, step);
                    if (step % every == 0) {
                        samples++;
                        float[] w = graph.state().get("dense1.weight").values();
                        for (int i = 0; i < mean.length; i++) {
                            mean[i] += (w[i] - mean[i]) / Math.min(samples, span);
                        }
                    }
                }
                float[] kept = graph.state().get("dense1.weight.average").values();
                for (int i = 0; i < mean.length; i++) {
                    assertThat((double) kept[i]).isCloseTo(mean[i], within(1e-5));
                }
            }
        }
    }

    @Test
    void theNetworkTakesTheMeanAndThenGoesOnAsIfItHadNot() {
        try (RowParallel rows = new RowParallel(1)) {
            Kernels kernels = new HostKernels(rows);
            Graph graph = graph(kernels);
            Graph other = graph(kernels);
            graph.average(2, 3);
            for (int step = 0; step < 5; step++) {
                graph.step(pixels, labels, 0.05, 0, step);
                other.step(pixels, labels, 0.05, 0, step);
            }
            Parameters state = graph.state();
            graph.exchangeAverage();
            for (String name : List.of("dense1.weight", "dense2.weight", "batchnorm1.gamma", "batchnorm1.beta")) {
                assertThat(graph.state().get(name).values())
                        .as(name)
                        .isEqualTo(state.get(name + ".average").values())
                        .isNotEqualTo(state.get(name).values());
            }
            float[] mean = state.get("dense1.weight.average").values();
            float[] exported = graph.parameters().values("dense1", "weight");
            List<Float> used = new ArrayList<>();
            Weight first = graph.weights().get(0);
            for (int i = 0; i < mean.length; i++) {
                assertThat(exported[i % 8 * 16 + i / 8]).isEqualTo(mean[i]);
                assertThat(first.used().getFloat(i / 8, i % 8)).isEqualTo(mean[i] >= 0 ? 1f : -1f);
                used.add(first.used().getFloat(i / 8, i % 8));
            }
            assertThat(used).contains(1f, -1f);
            graph.exchangeAverage();
            assertThat(graph.step(pixels, labels, 0.05, 0, 5).loss())
                    .isEqualTo(other.step(pixels, labels, 0.05, 0, 5).loss());
            assertThat(graph.parameters().values("dense2", "weight"))
                    .isEqualTo(other.parameters().values("dense2", "weight"));
        }
    }

    @Test
    void withoutOneNothingIsExchanged() {
        try (RowParallel rows = new RowParallel(1)) {
            Graph graph = graph(new HostKernels(rows));
            graph.step(pixels, labels, 0.05, 0, 0);
            float[] before = graph.parameters().values("dense1", "weight");
            graph.exchangeAverage();
            assertThat(graph.parameters().values("dense1", "weight")).isEqualTo(before);
            assertThat(graph.state().arrays().keySet()).noneMatch(name -> name.endsWith(".average"));
        }
    }
}
