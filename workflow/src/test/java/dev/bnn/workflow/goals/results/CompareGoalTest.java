// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.Network;
import dev.bnn.model.Twin;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.npz.Npz;
import dev.bnn.pass.NominalParameters;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.RecipeDependencies;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareGoalTest extends RecordedEvents {
    private static final String MODEL = """
            network %s
            input 1 x 28 x 28 uint8
            classes 0 .. 9
            layers {
              dense 8 weights bipolar; batchnorm; sign
              dense 10 weights bipolar
            }
            train plain { data digits }
            train twin { data digits  precision float }
            target pynq-z1 { clock 100 MHz }
            """;

    @TempDir
    private Path base;

    @Test
    void networksTheirTwinsAndThoseOfOtherProjectsStandSideBySide() throws Exception {
        Path here = base.resolve("here");
        Path there = base.resolve("there");
        Path model = trained(here, "small", true);
        trained(there, "other", false);
        Path untrained = write(here, "untrained");
        Path page = CompareGoal.run(
                        new CompareGoal.Request(
                                List.of(model, untrained),
                                List.of(there),
                                TestSettings.of(here, "target/bnn"),
                                BackendChoice.HLS),
                        this)
                .page();
        assertThat(said)
                .anyMatch(
                        l -> l.matches(
                                "small +plain +bipolar +97.50 % +99.90 % +794 bytes +6.35 k +[\\d,]+ +[\\d,]+ +[\\d,]+ +pynq-z1"))
                .anyMatch(l -> l.matches("small +twin +float +97.50 % +99.90 % +24.8 KiB +6.35 k"))
                .anyMatch(l -> l.startsWith("other    plain   bipolar"))
                .contains("untrained is not trained; mvn bnn:train trains it");
        assertThat(Files.readString(page)).contains("small", "other", "97.50 %");
        assertThat(Files.readString(page.resolveSibling("compare.csv")).lines()).hasSize(4);
    }

    @Test
    void nothingTrainedIsOneMessage() throws Exception {
        Path model = write(base, "small");
        assertThatThrownBy(() -> CompareGoal.run(
                        new CompareGoal.Request(
                                List.of(model), List.of(), TestSettings.of(base, "target/bnn"), BackendChoice.HLS),
                        this))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("None of the models is trained. Run mvn bnn:train first.");
    }

    @Test
    void aFolderThatIsNoProjectIsNamed() {
        assertThatThrownBy(() -> CompareGoal.run(
                        new CompareGoal.Request(
                                List.of(),
                                List.of(base.resolve("none")),
                                TestSettings.of(base, "target/bnn"),
                                BackendChoice.HLS),
                        this))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("There are no .bnn files in " + base.resolve("none"))
                .hasMessageContaining("bnn.with names folders of projects");
    }

    private static Path write(Path project, String name) throws IOException {
        Path folder = Files.createDirectories(project.resolve("src/main/bnn"));
        return Files.writeString(folder.resolve(name + ".bnn"), MODEL.formatted(name));
    }

    private Path trained(Path project, String name, boolean withTwin) throws WorkflowException, IOException {
        Path model = write(project, name);
        Network network = Models.load(model, this).network();
        ModelFolder folder = ModelFolder.of(project.resolve("target/bnn"), name);
        put(network, "plain", folder);
        if (withTwin) {
            put(Twin.of(network, Recipe.Precision.FLOAT), "twin", RecipeDependencies.recipeFolder(folder, "twin"));
        }
        return model;
    }

    private static void put(Network network, String recipe, ModelFolder folder) throws IOException {
        Npz.write(folder.parameters(), NominalParameters.of(network));
        Files.writeString(
                folder.provenance(),
                "{\"recipe\": {\"name\": \"" + recipe + "\"}, \"test_top1\": 0.975, \"test_top5\": 0.999}");
    }
}
