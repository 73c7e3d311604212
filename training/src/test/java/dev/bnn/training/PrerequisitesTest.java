// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Twin;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.inference.FloatModel;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that start from other recipes' results or learn from them, with the networks of {@link TrainerTest}. */
class PrerequisitesTest {
    @TempDir
    Path folder;

    private TrainRequest.TrainedNetwork trained(String name, Network network, Recipe recipe) throws Exception {
        TrainResult result = Trainer.train(
                new TrainRequest(network, recipe, TrainerTest.DATA, folder.resolve(name), 1, false),
                TrainListener.SILENT);
        return new TrainRequest.TrainedNetwork(network, result.parameters());
    }

    @Test
    void aFloatTwinTeachesAndStartsTheNetwork() throws Exception {
        Network twin = Twin.of(TrainerTest.net(), Recipe.Precision.FLOAT);
        assertThat(twin.layers()).extracting(Layer::name).isEqualTo(names(TrainerTest.net()));
        assertThat(twin.layers()).noneMatch(l -> l instanceof Layer.Weighted w && w.weights() != WeightType.FLOAT);
        TrainRequest.TrainedNetwork teacher =
                trained("twin", twin, Nets.recipe(4, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 100));
        try (FloatModel model = new FloatModel(twin, teacher.parameters())) {
            assertThat(model.evaluate(TrainerTest.DATA.test()).top1()).isGreaterThan(0.8);
        }
        Network half = Twin.of(TrainerTest.net(), Recipe.Precision.ACTIVATIONS);
        assertThat(half.layers())
                .filteredOn(Layer.Quantize.class::isInstance)
                .hasSize(2)
                .allMatch(l -> ((Layer.Quantize) l).activation().equals(Activation.SIGN));

        Recipe recipe = Nets.recipe(
                TrainerTest.RECIPE,
                new Recipe.Lineage(
                        Recipe.Precision.BINARY, Optional.of("twin"), Optional.of(new Recipe.Teacher("twin", 0.5, 2))));
        TrainRequest.Prerequisites prerequisites =
                new TrainRequest.Prerequisites(Optional.of(teacher), Optional.of(teacher));
        TrainResult led = Trainer.train(
                new TrainRequest(
                        TrainerTest.net(), recipe, TrainerTest.DATA, folder.resolve("led"), 1, false, prerequisites),
                TrainListener.SILENT);
        assertThat(led.test().top1()).isGreaterThan(0.8);

        // A training that is interrupted after the second epoch ends with the same bytes.
        RuntimeException interrupt = new RuntimeException("interrupted");
        TrainRequest parts = new TrainRequest(
                TrainerTest.net(), recipe, TrainerTest.DATA, folder.resolve("parts"), 1, true, prerequisites);
        assertThatThrownBy(() -> Trainer.train(parts, new TrainListener() {
                    @Override
                    public void epochStarted(int epoch, int epochs, double rate) {
                        if (epoch == 3) {
                            throw interrupt;
                        }
                    }
                }))
                .isSameAs(interrupt);
        assertThat(Trainer.train(parts, TrainListener.SILENT).file()).hasSameBinaryContentAs(led.file());
        // With other prerequisites it is another training.
        TrainRequest other = new TrainRequest(
                TrainerTest.net(),
                recipe,
                TrainerTest.DATA,
                folder.resolve("parts"),
                1,
                true,
                new TrainRequest.Prerequisites(Optional.empty(), prerequisites.teacher()));
        assertThatThrownBy(() -> Trainer.train(other, TrainListener.SILENT))
                .hasMessageContaining("train without resume");
    }

    @Test
    void binaryWeightsWithSoftActivationsStartTheNetwork() throws Exception {
        Network soft = Twin.of(TrainerTest.net(), Recipe.Precision.WEIGHTS);
        assertThat(soft.layers())
                .filteredOn(Layer.Weighted.class::isInstance)
                .allMatch(l -> ((Layer.Weighted) l).weights() == WeightType.BIPOLAR);
        assertThat(soft.layers())
                .filteredOn(Layer.Quantize.class::isInstance)
                .hasSize(2)
                .allMatch(l -> ((Layer.Quantize) l).activation().smooth());
        TrainRequest.TrainedNetwork first =
                trained("soft", soft, Nets.recipe(4, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 100));
        try (FloatModel model = new FloatModel(soft, first.parameters())) {
            assertThat(model.evaluate(TrainerTest.DATA.test()).top1()).isGreaterThan(0.8);
        }
        Recipe hard = Nets.recipe(
                TrainerTest.RECIPE, new Recipe.Lineage(Recipe.Precision.BINARY, Optional.of("soft"), Optional.empty()));
        TrainResult result = Trainer.train(
                new TrainRequest(
                        TrainerTest.net(),
                        hard,
                        TrainerTest.DATA,
                        folder.resolve("hard"),
                        1,
                        false,
                        new TrainRequest.Prerequisites(Optional.of(first), Optional.empty())),
                TrainListener.SILENT);
        assertThat(result.test().top1()).isGreaterThan(0.8);
    }

    @Test
    void aStartIsTheOtherRecipesParameters() throws Exception {
        for (Network network : List.of(TrainerTest.net(), TrainerTest.levels())) {
            Recipe first = Nets.recipe(2, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 100);
            TrainRequest.TrainedNetwork start = trained("first", network, first);
            Recipe standing = Nets.recipe(
                    Nets.recipe(1, 32, 1e-12, Recipe.Loss.CROSS_ENTROPY, 100),
                    new Recipe.Lineage(Recipe.Precision.BINARY, Optional.of("first"), Optional.empty()));
            TrainResult result = Trainer.train(
                    new TrainRequest(
                            network,
                            standing,
                            TrainerTest.DATA,
                            folder.resolve("standing"),
                            1,
                            false,
                            new TrainRequest.Prerequisites(Optional.of(start), Optional.empty())),
                    TrainListener.SILENT);
            for (Layer layer : network.layers()) {
                if (layer instanceof Layer.Weighted w) {
                    float[] before = start.parameters().values(w.name(), "weight");
                    float[] after = result.parameters().values(w.name(), "weight");
                    int differ = 0;
                    for (int i = 0; i < before.length; i++) {
                        differ += w.weights().of(before[i]) == w.weights().of(after[i]) ? 0 : 1;
                    }
                    // Values near the midpoint between two integers may round to the other one, since steps are
                    // rounded.
                    assertThat(differ)
                            .as(w.name())
                            .isLessThanOrEqualTo(w.weights().levels() ? 2 : 0);
                }
            }
        }
    }

    private static List<String> names(Network network) {
        return network.layers().stream().map(Layer::name).toList();
    }
}
