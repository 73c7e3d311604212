// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.model.Network;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.HostKernels;
import dev.bnn.training.layers.BatchNormLayer;
import dev.bnn.training.layers.TrainLayer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checks the running estimates of batch norms after the passes that settle them. */
class SettlingTest {
    private static final int BATCH = 64;
    private static final int UNITS = 16;
    private static final Network NETWORK = Nets.image("net", 1, 6)
            .sign()
            .dropout(0.5)
            .dense(UNITS, WeightType.BIPOLAR)
            .batchNorm()
            .sign()
            .dense(10, WeightType.BIPOLAR)
            .build();

    @Test
    void inferenceSeesTheStatisticsOfTheSettledImagesWithoutDropout() {
        Random random = new Random(3);
        byte[] pixels = new byte[BATCH * 36];
        random.nextBytes(pixels);
        int[] labels = random.ints(BATCH, 0, 10).toArray();
        try (RowParallel rows = new RowParallel(1)) {
            Recipe recipe = Nets.recipe(1, BATCH, 0.05, Recipe.Loss.SQUARED_HINGE, 0);
            Graph graph = new Graph(NETWORK, recipe, BATCH, new HostKernels(rows));
            for (int step = 0; step < 5; step++) {
                graph.step(pixels, labels, 0.05, 0, step);
            }
            graph.settle(true);
            graph.forward(pixels, 0, 0);
            graph.settle(false);
            float[] decided = decided(graph);
            double[][] normal = normalized(graph, pixels);
            for (int c = 0; c < UNITS; c++) {
                double beta = graph.parameters().values("batchnorm1", "beta")[c];
                double gamma = graph.parameters().values("batchnorm1", "gamma")[c];
                double[] channel = normal[c];
                for (int i = 0; i < BATCH; i++) {
                    assertThat((double) decided[i * UNITS + c]).isCloseTo(channel[i], within(1e-3));
                }
                double mean = Arrays.stream(channel).average().orElseThrow();
                double variance = Arrays.stream(channel)
                        .map(v -> (v - mean) * (v - mean))
                        .average()
                        .orElseThrow();
                assertThat(mean).isCloseTo(beta, within(1e-4));
                assertThat(variance).isCloseTo(gamma * gamma, within(1e-2));
            }
        }
    }

    /** Inputs of the first sign after a batch norm in the last pass. */
    private static float[] decided(Graph graph) {
        return graph.layers().stream()
                .filter(BatchNormLayer.class::isInstance)
                .findFirst()
                .flatMap(TrainLayer::decided)
                .orElseThrow();
    }

    /** The first batch norm's values by channel and image, as inference computes them. */
    private static double[][] normalized(Graph graph, byte[] pixels) {
        double[][] values = new double[UNITS][BATCH];
        try (FloatModel model = new FloatModel(NETWORK, graph.parameters())) {
            for (int i = 0; i < BATCH; i++) {
                double[] z = model.trace(Arrays.copyOfRange(pixels, i * 36, (i + 1) * 36))
                        .get("batchnorm1");
                for (int c = 0; c < UNITS; c++) {
                    values[c][i] = z[c];
                }
            }
        }
        return values;
    }
}
