// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.data.DataSet;
import dev.bnn.model.Activation;
import dev.bnn.model.Network;
import dev.bnn.model.Padding;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.Nets;
import dev.bnn.training.Trainer;
import dev.bnn.training.TrainerTest;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.training.figures.LayerFigures;
import dev.bnn.training.figures.StepProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** The choice of kernels, and complete trainings with both sets. */
class KernelSetTest {
    private static final DataSet DATA =
            DataSet.of("noisy", Nets.TEN, Nets.noisy(640, 2, 8, 10, 1), Nets.noisy(200, 2, 8, 10, 2));
    private static final Recipe RECIPE = Nets.recipe(3, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 100);

    @TempDir
    Path folder;

    /** Every kind of layer, with every kind of padding around the convolutions. */
    private static Network net() {
        return Nets.image("every", 2, 8)
                .conv(12, 3, 1, new Padding(1, 0), WeightType.BIPOLAR)
                .maxPool(Window.square(3, 2), new Padding(1, 0))
                .batchNorm()
                .sign()
                .depthwise(3, 1, new Padding(1, 1), WeightType.TERNARY)
                .batchNorm()
                .sign()
                .conv(16, 3, 1, new Padding(1, -1), WeightType.INT4)
                .batchNorm()
                .quantize(new Activation(2, true))
                .as("kept")
                .conv(16, 3, 1, new Padding(1, 1), WeightType.TERNARY)
                .add("kept")
                .batchNorm()
                .quantize(new Activation(2, true))
                .avgPool(2, 2)
                .flatten()
                .dropout(0.1)
                .dense(24, WeightType.TERNARY)
                .sign()
                .dense(10, WeightType.BIPOLAR)
                .build();
    }

    private TrainResult train(KernelSet kernels, Network network, Recipe recipe, String name) throws Exception {
        return Trainer.train(
                new TrainRequest(
                        network,
                        recipe,
                        DATA,
                        folder.resolve(name),
                        1,
                        false,
                        TrainRequest.Prerequisites.NONE,
                        Optional.of(kernels)),
                TrainListener.SILENT);
    }

    /**
     * Rounding may flip the sign of a weight close to 0, and then the two networks drift apart; without signs they stay equal.
     */
    @Test
    void withoutSignsBothTrainToTheSameFigures() throws Exception {
        Network smooth = Nets.image("smooth", 2, 8)
                .conv(6, 3, 1, new Padding(1, 1), WeightType.FLOAT)
                .batchNorm()
                .quantize(new Activation(2, true).line())
                .maxPool(2, 2)
                .conv(8, 3, 1, new Padding(1, 0), WeightType.FLOAT)
                .batchNorm()
                .quantize(Activation.RELU)
                .dropout(0.1)
                .dense(10, WeightType.FLOAT)
                .build();
        TrainResult host = train(KernelSet.HOST, smooth, RECIPE, "host");
        TrainResult nd4j = train(KernelSet.ND4J, smooth, RECIPE, "nd4j");
        for (int epoch = 0; epoch < 3; epoch++) {
            EpochFigures a = host.epochs().get(epoch);
            EpochFigures b = nd4j.epochs().get(epoch);
            assertThat(b.loss()).isCloseTo(a.loss(), within(1e-3));
            assertThat(b.trainAccuracy()).isCloseTo(a.trainAccuracy(), within(0.01));
            assertThat(b.validationAccuracy()).isCloseTo(a.validationAccuracy(), within(0.02));
            for (int layer = 0; layer < a.layers().size(); layer++) {
                LayerFigures x = a.layers().get(layer);
                LayerFigures y = b.layers().get(layer);
                if (x.weights().isPresent()) {
                    assertThat(y.gradient()).isCloseTo(x.gradient(), within(0.01 * x.gradient()));
                }
            }
        }
        assertThat(host.epochs().get(2).loss())
                .isLessThan(0.8 * host.epochs().get(0).loss());
    }

    /** Recipes that differ in more than the estimator; the tests of the kernels cover the estimators. */
    static List<Recipe> recipes() {
        return TrainerTest.recipes().stream()
                .filter(r -> r.objective().ste() == Recipe.Ste.CLIPPED && !r.equals(RECIPE))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyLayerAndRecipeLearnsWithNd4jAlone(Recipe recipe) throws Exception {
        List<EpochFigures> epochs = train(KernelSet.ND4J, net(), recipe, "nd4j").epochs();
        assertThat(epochs.get(2).loss()).isLessThan(epochs.get(0).loss());
        // These tests also run on a GPU, where the host's kernels do not run.
        if (Nd4j.getEnvironment().isCPU()) {
            double host =
                    train(KernelSet.HOST, net(), recipe, "host").epochs().get(0).loss();
            assertThat(epochs.get(0).loss()).isCloseTo(host, within(0.15 * host));
        }
    }

    @Test
    void aTeacherIsHeardWithNd4jAlone() throws Exception {
        TrainResult teacher = train(KernelSet.ND4J, net(), RECIPE, "teacher");
        Recipe pupil = Nets.recipe(
                RECIPE,
                new Recipe.Lineage(
                        RECIPE.lineage().precision(),
                        RECIPE.lineage().start(),
                        Optional.of(new Recipe.Teacher("teacher", 0.5, 4))));
        TrainResult result = Trainer.train(
                new TrainRequest(
                        net(),
                        pupil,
                        DATA,
                        folder.resolve("pupil"),
                        1,
                        false,
                        new TrainRequest.Prerequisites(
                                Optional.empty(),
                                Optional.of(new TrainRequest.TrainedNetwork(net(), teacher.parameters()))),
                        Optional.of(KernelSet.ND4J)),
                TrainListener.SILENT);
        assertThat(result.epochs().get(2).loss())
                .isLessThan(result.epochs().get(0).loss());
        assertThat(Nd4j.getWorkspaceManager().getAllWorkspacesForCurrentThread())
                .isEmpty();
    }

    @Test
    void aCheckpointOfOneGoesOnWithTheOther() throws Exception {
        Recipe half = Nets.recipe(2, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 100);
        TrainResult host = train(KernelSet.HOST, net(), half, "both");
        TrainRequest more = new TrainRequest(
                net(),
                RECIPE,
                DATA,
                folder.resolve("both"),
                1,
                true,
                TrainRequest.Prerequisites.NONE,
                Optional.of(KernelSet.ND4J));
        TrainResult result = Trainer.train(more, TrainListener.SILENT);
        assertThat(result.epochs()).hasSize(3).startsWith(host.epochs().toArray(EpochFigures[]::new));
        assertThat(result.epochs().get(2).loss())
                .isLessThan(result.epochs().get(0).loss());
    }

    @Test
    void aListenerHearsWhatComputesAndTheProvenanceKeepsIt() throws Exception {
        Map<String, String> heard = new TreeMap<>();
        Recipe recipe = Nets.recipe(1, 32, 0.01, Recipe.Loss.CROSS_ENTROPY, 100);
        for (Optional<KernelSet> wanted : List.of(Optional.<KernelSet>empty(), Optional.of(KernelSet.ND4J))) {
            Path output = folder.resolve(wanted.toString());
            TrainRequest request =
                    new TrainRequest(net(), recipe, DATA, output, 1, false, TrainRequest.Prerequisites.NONE, wanted);
            List<StepProfile> profiles = new ArrayList<>();
            Trainer.train(request, new TrainListener() {
                @Override
                public void computing(KernelSet kernels, String backend) {
                    heard.put(kernels.text(), backend);
                }

                @Override
                public boolean wantsProfile() {
                    return true;
                }

                @Override
                public void profiled(StepProfile profile) {
                    profiles.add(profile);
                }
            });
            JsonNode provenance = JsonFile.read(output.resolve("provenance.json"));
            assertThat(provenance.path("kernels").asText())
                    .isEqualTo(wanted.map(KernelSet::text).orElse("host"));
            assertThat(provenance.path("backend").asText()).isEqualTo("CpuBackend");
            assertThat(profiles.get(0).rows())
                    .extracting(StepProfile.Row::layer)
                    .contains("input", "conv1", "maxpool1", "dense2", "loss");
        }
        assertThat(heard).isEqualTo(Map.of("host", "CpuBackend", "nd4j", "CpuBackend"));
    }

    @Test
    void onADeviceOnlyNd4jComputes() throws Exception {
        assertThat(KernelSet.chosen(Optional.empty(), true, "CpuBackend")).isEqualTo(KernelSet.HOST);
        assertThat(KernelSet.chosen(Optional.of(KernelSet.ND4J), true, "CpuBackend"))
                .isEqualTo(KernelSet.ND4J);
        assertThat(KernelSet.chosen(Optional.empty(), false, "JCublasBackend")).isEqualTo(KernelSet.ND4J);
        assertThat(KernelSet.chosen(Optional.of(KernelSet.ND4J), false, "JCublasBackend"))
                .isEqualTo(KernelSet.ND4J);
        assertThatThrownBy(() -> KernelSet.chosen(Optional.of(KernelSet.HOST), false, "JCublasBackend"))
                .isInstanceOf(TrainingException.class)
                .hasMessage("the kernels host work on the host's memory, but ND4J's backend is JCublasBackend,"
                        + " which keeps arrays on a device; leave bnn.kernels out, or set it to nd4j");
    }

    @Test
    void namesAreThoseThatAPersonWrites() {
        assertThat(KernelSet.of("host")).contains(KernelSet.HOST);
        assertThat(KernelSet.of("nd4j")).contains(KernelSet.ND4J);
        assertThat(KernelSet.of("cuda")).isEmpty();
        assertThat(KernelSet.of("HOST")).isEmpty();
    }
}
