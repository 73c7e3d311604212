// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.DataSet;
import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Padding;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.EpochTable;
import dev.bnn.training.figures.Histogram;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.training.figures.LayerFigures;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerFiguresTest {
    @TempDir
    Path folder;

    @Test
    void valuesFallIntoTheirBinsAndThoseBeyondIntoTheOuterOnes() {
        Histogram h = Histogram.of(new float[] {-0.9f, -0.001f, 0, 0.06f, 0.9f, 7}, 6, 1);
        assertThat(h.range()).isEqualTo(1);
        assertThat(h.counts().get(1)).isEqualTo(1);
        assertThat(h.counts().get(15)).isEqualTo(1);
        assertThat(h.counts().get(16)).isEqualTo(2);
        assertThat(h.counts().get(30)).isEqualTo(1);
        assertThat(h.counts().get(31)).isEqualTo(1);
        assertThat(sum(h)).isEqualTo(6);
    }

    @Test
    void theRangeIsTheLeastPowerOfTwoThatHoldsAll() {
        assertThat(Histogram.of(new float[] {0.3f, -0.2f}, 2, 4).range()).isEqualTo(0.5);
        assertThat(Histogram.of(new float[] {0.5f}, 1, 4).range()).isEqualTo(0.5);
        assertThat(Histogram.of(new float[] {0.51f}, 1, 4).range()).isEqualTo(1);
        assertThat(Histogram.of(new float[] {0}, 1, 4).range()).isEqualTo(4);
    }

    @Test
    void everyEpochTellsOfEveryLayerThatLearnsOrDecides() throws Exception {
        Network net = Nets.image("tiny", 2, 8)
                .conv(12, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                .batchNorm()
                .maxPool(2, 2)
                .sign()
                .flatten()
                .dense(8, WeightType.TERNARY)
                .batchNorm()
                .quantize(new Activation(2, true))
                .dense(10, WeightType.INT8)
                .build();
        DataSet data = DataSet.of("noisy", Nets.TEN, Nets.noisy(300, 2, 8, 10, 1), Nets.noisy(50, 2, 8, 10, 2));
        Recipe recipe = Nets.recipe(2, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 100);
        TrainResult result =
                Trainer.train(new TrainRequest(net, recipe, data, folder, 1, false), new TrainListener() {});
        for (EpochFigures epoch : result.epochs()) {
            List<String> deciding = epoch.layers().stream()
                    .filter(l -> l.values().isPresent())
                    .map(LayerFigures::layer)
                    .toList();
            assertThat(deciding).hasSize((int) net.layers().stream()
                    .filter(Layer.Quantize.class::isInstance)
                    .count());
            for (Layer layer : net.layers()) {
                if (layer instanceof Layer.Weighted) {
                    LayerFigures figures = epoch.layers().stream()
                            .filter(l -> l.layer().equals(layer.name()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(figures.gradient()).isPositive();
                    assertThat(sum(figures.weights().orElseThrow()))
                            .isEqualTo(result.parameters()
                                    .get(layer.name() + ".weight")
                                    .values()
                                    .length);
                }
            }
        }
        assertThat(EpochTable.fromJson(
                        JsonFile.read(folder.resolve("training.json")).path("epochs")))
                .isEqualTo(result.epochs());
    }

    private static long sum(Histogram h) {
        return h.counts().stream().mapToLong(c -> c).sum();
    }
}
