// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.SmallModel;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.training.TrainGoal;
import dev.bnn.workflow.project.Budgets;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A later training does not lose the result of a finished one, and each result can be restored without training again. */
class EarlierResultsTest {
    private static final String MODEL = SmallModel.NETWORK + """
            train a { data "digits:400"  epochs 3  batch 50  validation 100  seed 1 }
            train b { data "digits:400"  epochs 1  batch 50  validation 100  seed 1 }
            """;

    @TempDir
    private Path folder;

    private final RecordedEvents events = new RecordedEvents() {};

    @Test
    void aLongerResultIsKeptAsideAndItsCommandTakesItBack() throws Exception {
        train("a", Overrides.NONE);
        byte[] long3 = Files.readAllBytes(out().resolve("small.npz"));
        events.said.clear();
        train("b", Overrides.NONE);
        assertThat(events.said)
                .anyMatch(l -> l.startsWith("small: the earlier result (recipe a, 3 epochs, validation ")
                        && l.endsWith(") is kept in " + out().resolve("earlier/1")
                                + "; the command that trained it restores it"));
        assertThat(out().resolve("earlier/1/small.npz")).hasBinaryContent(long3);
        assertThat(out().resolve("earlier/1/training.json")).exists();
        assertThat(out().resolve("earlier/1/provenance.json")).exists();

        events.said.clear();
        train("a", Overrides.NONE);
        assertThat(events.said)
                .contains("small: restores the earlier result of recipe a from " + out().resolve("earlier/1"))
                .noneMatch(l -> l.contains("training on"));
        assertThat(out().resolve("small.npz")).hasBinaryContent(long3);
        assertThat(metrics().number("train", "epochs")).hasValue(3);
    }

    @Test
    void otherEpochsSeedsAndModelsKeepItToo() throws Exception {
        train("a", Overrides.NONE);
        train("a", new Overrides(1, null, null, null, null, null, null));
        train("a", new Overrides(null, null, null, null, 7L, null, null));
        Files.writeString(folder.resolve("small.bnn"), MODEL.replace("conv 4", "conv 3"));
        run("a", Overrides.NONE);
        for (int i = 1; i <= 3; i++) {
            assertThat(out().resolve("earlier/" + i + "/small.npz")).exists();
        }
    }

    @Test
    void theBestAndTheLongestStayWhenThereAreMany() throws Exception {
        train("a", Overrides.NONE);
        for (long seed = 2; seed <= EarlierResults.KEPT + 3L; seed++) {
            train("b", new Overrides(null, null, null, null, seed, null, null));
        }
        assertThat(out().resolve("earlier/1/small.npz")).exists();
        try (var kept = Files.list(out().resolve("earlier"))) {
            assertThat(kept.filter(f -> !f.endsWith("checkpoints"))).hasSize(EarlierResults.KEPT);
        }
        assertThat(events.said)
                .anyMatch(l -> l.startsWith("small: 5 earlier results are kept; ") && l.endsWith(" is deleted"));
    }

    @Test
    void theOldestOfAllThatAreKeptComesBack() throws Exception {
        train("a", Overrides.NONE);
        train("b", Overrides.NONE);
        byte[] second = Files.readAllBytes(out().resolve("small.npz"));
        for (long seed = 2; seed <= EarlierResults.KEPT; seed++) {
            train("b", new Overrides(null, null, null, null, seed, null, null));
        }
        assertThat(out().resolve("earlier/2/small.npz")).hasBinaryContent(second);
        train("b", Overrides.NONE);
        assertThat(events.said)
                .contains("small: restores the earlier result of recipe b from " + out().resolve("earlier/2"));
        assertThat(out().resolve("small.npz")).hasBinaryContent(second);
    }

    @Test
    void aShortenedTrainingIsNotHeldToTheAccuracyOfTheWholeRecipe() throws Exception {
        Files.writeString(folder.resolve("small.bnn"), MODEL);
        Overrides less = new Overrides(1, null, null, null, null, null, 200);
        Settings shortened = settings("a", less, Budgets.of(Map.of("top1", "100")));
        TrainGoal.run(new TrainGoal.Request(folder.resolve("small.bnn"), shortened, true), events);
        assertThat(events.said)
                .anyMatch(
                        l -> l.startsWith(
                                "small: trained for 1 of the recipe's 3 epochs and 200 of 400 training images,"
                                        + " so this does not fail the build: budget top1 of small: wanted at least 100 %, measured "));
    }

    private Path out() {
        return folder.resolve("out/small");
    }

    private Metrics metrics() {
        return new Metrics(ModelFolder.of(folder.resolve("out"), "small"));
    }

    private void train(String recipe, Overrides overrides) throws WorkflowException, IOException {
        Files.writeString(folder.resolve("small.bnn"), MODEL);
        run(recipe, overrides);
    }

    private void run(String recipe, Overrides overrides) throws WorkflowException, IOException {
        TrainGoal.run(
                new TrainGoal.Request(folder.resolve("small.bnn"), settings(recipe, overrides, Budgets.NONE), true),
                events);
    }

    private Settings settings(String recipe, Overrides overrides, Budgets budgets) {
        Settings s = TestSettings.of(folder, "out", recipe, "");
        return new Settings(
                s.baseDir(),
                s.output(),
                s.version(),
                s.dataCache(),
                s.offline(),
                s.threads(),
                s.kernels(),
                s.recipe(),
                s.target(),
                overrides,
                budgets);
    }
}
