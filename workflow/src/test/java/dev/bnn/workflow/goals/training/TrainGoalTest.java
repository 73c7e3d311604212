// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.SmallModel;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.exchange.PackGoal;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainGoalTest {
    private static final String MODEL = SmallModel.NETWORK + """
            train twin   { data "digits:400"  epochs 2  batch 50  validation 100  seed 1  precision float }
            train half   { data "digits:400"  epochs 1  batch 50  validation 100  seed 1  precision activations  start twin }
            train staged { data "digits:400"  epochs 1  batch 50  validation 100  seed 1  start half  teacher twin share 0.5 }
            train more   { data "digits:400"  epochs 1  batch 50  validation 100  seed 1  start pretrained }
            train later  { data "digits:400"  epochs 1  batch 50  validation 100  seed 1  start more }
            train last   { data "digits:400"  epochs 1  batch 50  validation 100  seed 2  start later }
            train after  { data "digits:400"  epochs 1  batch 50  validation 100  seed 1  start plain }
            train plain  { data "digits:400"  epochs 1  batch 50  validation 100  seed 1 }
            """;

    @TempDir
    private Path folder;

    private final RecordedEvents events = new RecordedEvents() {};

    @Test
    void aRecipeTrainsWhatItStandsOnFirst() throws Exception {
        Path out = folder.resolve("out/small");
        train(MODEL, "staged");
        assertThat(events.said)
                .filteredOn(l -> l.contains(" first, for ") || l.contains("best epoch"))
                .map(l -> l.replaceAll("best epoch.*", "done"))
                .containsExactly(
                        "small: recipe twin first, for staged",
                        "small: done",
                        "small: recipe half first, for staged",
                        "small: done",
                        "small: done");
        for (String recipe : List.of("twin", "half")) {
            assertThat(out.resolve("recipes").resolve(recipe).resolve("small.npz"))
                    .exists();
        }
        assertThat(new Metrics(ModelFolder.of(folder.resolve("out"), "small")).number("train", "epochs"))
                .hasValue(1);
        assertThat(Files.readString(out.resolve("provenance.json")))
                .contains("start half", "teacher twin share 0.5 temperature");
    }

    @Test
    void whatHasNotChangedIsNotTrainedAgainAndWhatHasTakesAllAboveItAlong() throws Exception {
        train(MODEL, "staged");
        events.said.clear();
        train(MODEL, "staged");
        assertThat(events.said)
                .filteredOn(l -> l.endsWith("training is up to date"))
                .hasSize(3);

        events.said.clear();
        train(
                MODEL.replace(
                        "epochs 1  batch 50  validation 100  seed 1  precision act",
                        "epochs 2  batch 50  validation 100  seed 1  precision act"),
                "staged");
        assertThat(events.said)
                .filteredOn(l -> l.endsWith("training is up to date"))
                .hasSize(1);
        assertThat(events.said).filteredOn(l -> l.contains("training on")).hasSize(2);
    }

    @Test
    void aReplacedFileIsNamedAndAnewTrainingNeedsItsDeletion() throws Exception {
        Path file = folder.resolve("out/small/small.npz");
        String warning = file + " is not the file that the training wrote. Delete it to train again.";
        train(MODEL, "plain");
        byte[] trained = Files.readAllBytes(file);
        train(MODEL, "plain");
        assertThat(events.said).doesNotContain(warning);
        Files.write(file, new byte[] {1});
        train(MODEL, "plain");
        assertThat(events.said).contains(warning);
        assertThat(file).hasBinaryContent(new byte[] {1});
        Files.delete(file);
        train(MODEL, "plain");
        assertThat(file).hasBinaryContent(trained);
    }

    @Test
    void whatARecipeLeftIsTakenOverWhereAnotherStandsOnItAndBack() throws Exception {
        Path out = folder.resolve("out/small");
        train(MODEL, "plain");
        byte[] plain = Files.readAllBytes(out.resolve("small.npz"));
        double top1 = top1();
        events.said.clear();
        train(MODEL, "after");
        assertThat(events.said)
                .contains("small: uses the result of recipe plain in " + out)
                .filteredOn(l -> l.contains("training on"))
                .hasSize(1);
        assertThat(out.resolve("recipes/plain/small.npz")).hasBinaryContent(plain);

        events.said.clear();
        train(MODEL, "plain");
        assertThat(events.said).hasSize(3);
        assertThat(events.said.get(0))
                .isEqualTo("small: uses the result of recipe plain in " + out.resolve("recipes/plain"));
        assertThat(events.said.get(1))
                .startsWith("small: the earlier result (recipe after, 1 epoch, validation ")
                .endsWith(") is kept in " + out.resolve("earlier/2") + "; the command that trained it restores it");
        assertThat(events.said.get(2)).isEqualTo("small: training is up to date");
        assertThat(out.resolve("small.npz")).hasBinaryContent(plain);
        assertThat(top1()).isEqualTo(top1);

        events.said.clear();
        train(
                MODEL.replace(
                        "epochs 1  batch 50  validation 100  seed 1 }", "epochs 1  batch 50  validation 100  seed 2 }"),
                "after");
        assertThat(events.said)
                .noneMatch(l -> l.contains("uses the result of recipe"))
                .filteredOn(l -> l.contains("training on"))
                .hasSize(2);
    }

    @Test
    void theFloatTwinLeavesTheModelsResultAlone() throws Exception {
        train(MODEL, "plain");
        Path result = folder.resolve("out/small/small.npz");
        Parameters before = Npz.read(result, 1 << 20);
        train(MODEL, "twin");
        assertThat(Npz.read(result, 1 << 20).values("conv1", "weight")).isEqualTo(before.values("conv1", "weight"));
        assertThat(Npz.read(folder.resolve("out/small/recipes/twin/small.npz"), 1 << 20)
                        .values("conv1", "weight"))
                .isNotEqualTo(before.values("conv1", "weight"));
        events.said.clear();
        train(MODEL, "plain");
        assertThat(events.said).contains("small: training is up to date");
    }

    @Test
    void trainingStartsFromThePackedParametersAndTheirChangeMakesItStale() throws Exception {
        assertThatThrownBy(() -> train(MODEL, "more"))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("`start pretrained` needs small.pretrained.npz and small.pretrained.json beside the model."
                        + " Train another recipe and run mvn bnn:pack, or start from a train section.");

        train(MODEL, "plain");
        pack();
        double scratch = firstLoss();
        train(MODEL, "more");
        assertThat(firstLoss()).isLessThan(scratch);
        assertThat(Files.readString(folder.resolve("out/small/provenance.json")))
                .contains("start pretrained");
        events.said.clear();
        train(MODEL, "more");
        assertThat(events.said).contains("small: training is up to date");

        pack();
        pack();
        JsonNode packed = JsonFile.readOrEmpty(folder.resolve("small.pretrained.json"));
        assertThat(packed.at("/recipe/name").asText()).isEqualTo("more");
        assertThat(packed.at("/went_on_from/recipe/name").asText()).isEqualTo("plain");
        events.said.clear();
        train(MODEL, "more");
        assertThat(events.said).anyMatch(l -> l.contains("training on"));
    }

    @Test
    void aFinishedTrainingGoesOnToMoreEpochsButNotToFewer() throws Exception {
        train(MODEL, "plain");
        events.said.clear();
        train(
                MODEL.replace(
                        "epochs 1  batch 50  validation 100  seed 1 }", "epochs 3  batch 50  validation 100  seed 1 }"),
                "plain");
        assertThat(events.said).contains("small: continues from the checkpoint after epoch 1");
        events.said.clear();
        train(
                MODEL.replace(
                        "epochs 1  batch 50  validation 100  seed 1 }", "epochs 2  batch 50  validation 100  seed 1 }"),
                "plain");
        assertThat(events.said).noneMatch(l -> l.contains("continues from")).anyMatch(l -> l.contains("epoch 1/2"));
    }

    @Test
    void aTrainingWhoseResultWasPackedContinuesToMoreEpochs() throws Exception {
        train(MODEL, "plain");
        pack();
        train(MODEL, "more");
        pack();
        events.said.clear();
        train(longer(2), "more");
        assertThat(events.said)
                .contains(
                        "small: continues the training that small.pretrained.npz is from, with its latent weights and the"
                                + " optimizer's state",
                        "small: continues from the checkpoint after epoch 1");
        events.said.clear();
        train(longer(2), "more");
        assertThat(events.said).contains("small: training is up to date");

        pack();
        events.said.clear();
        train(longer(3), "more");
        assertThat(events.said).contains("small: continues from the checkpoint after epoch 2");
        pack();
        events.said.clear();
        train(longer(3), "more");
        assertThat(events.said).noneMatch(l -> l.contains("continues from")).anyMatch(l -> l.contains("epoch 1/3"));
    }

    @Test
    void aTrainingThatIsNotToResumeStartsFromWhatIsPackedNow() throws Exception {
        train(MODEL, "plain");
        pack();
        train(MODEL, "more");
        pack();
        Path file = Files.writeString(folder.resolve("small.bnn"), longer(2));
        events.said.clear();
        TrainGoal.run(new TrainGoal.Request(file, settings("more"), false), events);
        assertThat(events.said).noneMatch(l -> l.contains("continues from")).anyMatch(l -> l.contains("epoch 1/2"));
        events.said.clear();
        train(longer(2), "more");
        assertThat(events.said).contains("small: training is up to date");
    }

    @Test
    void aResultThatWasPackedIsNotTrainedAgainForARecipeThatStartsFromIt() throws Exception {
        train(MODEL, "plain");
        pack();
        train(MODEL, "more");
        pack();
        events.said.clear();
        train(MODEL, "later");
        assertThat(events.said)
                .contains("small: recipe more first, for later", "small: training is up to date")
                .filteredOn(l -> l.contains("best epoch"))
                .hasSize(1);

        pack();
        assertThat(JsonFile.readOrEmpty(folder.resolve("small.pretrained.json")).findValuesAsText("name"))
                .containsExactly("digits", "later", "digits", "more", "digits", "plain");
        events.said.clear();
        train(MODEL, "later");
        assertThat(events.said).noneMatch(l -> l.contains("best epoch"));
        train(MODEL, "last");
        assertThat(events.said)
                .contains("small: recipe more first, for last", "small: recipe later first, for last")
                .filteredOn(l -> l.contains("best epoch"))
                .hasSize(1);

        String other = MODEL.replace("seed 1 }", "seed 2 }");
        train(other, "plain");
        pack();
        events.said.clear();
        train(other, "later");
        assertThat(events.said).filteredOn(l -> l.contains("best epoch")).hasSize(2);
    }

    /** The model with more epochs for the recipe that starts from packed parameters. */
    private static String longer(int epochs) {
        String rest = "  batch 50  validation 100  seed 1  start pretrained";
        return MODEL.replace("epochs 1" + rest, "epochs " + epochs + rest);
    }

    @Test
    void anotherTrainingCostsNoCheckpoint() throws Exception {
        train(MODEL, "plain");
        train(MODEL.replace("seed 1 }", "seed 2 }"), "plain");
        assertThat(events.said)
                .contains("small: the checkpoint after epoch 1 is kept in "
                        + folder.resolve("out/small/earlier/checkpoints/1")
                        + "; the command that began that training continues it");
        events.said.clear();
        train(
                MODEL.replace(
                        "epochs 1  batch 50  validation 100  seed 1 }", "epochs 3  batch 50  validation 100  seed 1 }"),
                "plain");
        assertThat(events.said).contains("small: continues from the checkpoint after epoch 1");
    }

    @Test
    void kernelsAreNamedAndAnotherNameIsRefusedBeforeAnythingIsRead() throws Exception {
        Path missing = folder.resolve("missing.bnn");
        for (String wrong : List.of("cuda", "ND4J")) {
            assertThatThrownBy(() -> TrainGoal.run(new TrainGoal.Request(missing, settings("", wrong), true), events))
                    .isInstanceOf(WorkflowException.class)
                    .hasMessage("bnn.kernels is " + wrong + "; give host or nd4j, or leave it out.");
        }
        Path model = Files.writeString(folder.resolve("small.bnn"), MODEL);
        TrainGoal.run(new TrainGoal.Request(model, settings("plain", "nd4j"), true), events);
        assertThat(events.said).contains("small: kernels nd4j, on ND4J's CpuBackend");
        assertThat(Files.readString(folder.resolve("out/small/provenance.json")))
                .contains("\"kernels\" : \"nd4j\"");
        events.said.clear();
        train(MODEL, "plain");
        assertThat(events.said).contains("small: training is up to date");
    }

    @Test
    void nothingBeginsWhereNoImagesAreLeftToTrainOn() throws Exception {
        Path model = Files.writeString(folder.resolve("small.bnn"), MODEL);
        Settings settings = TestSettings.of(folder, new Overrides(null, null, null, 1000, null, null, null));
        assertThatThrownBy(() -> TrainGoal.run(new TrainGoal.Request(model, settings, true), events))
                .isInstanceOf(WorkflowException.class)
                .hasMessageStartingWith("small: validation holds out 1000 of 400 training images");
        assertThat(events.said).filteredOn(l -> l.contains("training on")).isEmpty();
    }

    private double top1() throws IOException {
        return new Metrics(ModelFolder.of(folder.resolve("out"), "small"))
                .number("train", "top1")
                .orElseThrow();
    }

    private double firstLoss() throws IOException {
        return JsonFile.readOrEmpty(folder.resolve("out/small/training.json"))
                .path("epochs")
                .path(0)
                .path("loss")
                .asDouble();
    }

    private void pack() throws WorkflowException, IOException {
        PackGoal.run(new PackGoal.Request(folder.resolve("small.bnn"), settings("")), events);
    }

    private void train(String model, String recipe) throws WorkflowException, IOException {
        Path file = Files.writeString(folder.resolve("small.bnn"), model);
        TrainGoal.run(new TrainGoal.Request(file, settings(recipe), true), events);
    }

    private Settings settings(String recipe) {
        return settings(recipe, "");
    }

    private Settings settings(String recipe, String kernels) {
        return TestSettings.of(folder, "out", recipe, kernels);
    }
}
