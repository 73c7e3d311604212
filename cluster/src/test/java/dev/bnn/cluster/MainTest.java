// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.goals.training.TuneGoal;
import dev.bnn.workflow.project.Budgets;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Spark 4 and its Hadoop know no later Java")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop wants native programs of its own there")
class MainTest {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void write() throws Exception {
        model = Files.writeString(folder.resolve("tiny.bnn"), TestModel.TEXT);
    }

    private String run(String goal, String... parameters) throws Exception {
        String[] words = new String[parameters.length + 3];
        words[0] = goal;
        words[1] = model.toString();
        words[2] = "-Dbnn.project=" + folder;
        System.arraycopy(parameters, 0, words, 3, parameters.length);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            Main.run(Arguments.parse(words), TestCluster.conf("local[2]"), new ConsoleEvents(out));
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    /** A second driver, with only the model and the copy, resumes and ends with the same bits as a driver that did everything. */
    @Test
    void anotherDriverGoesOnFromTheCopy() throws Exception {
        String copy = "-Dbnn.checkpoints=" + folder.resolve("copies").toUri();
        run("train", "-Dbnn.interval=8", "-Dbnn.output=whole");
        run("train", "-Dbnn.interval=8", "-Dbnn.output=first", "-Dbnn.epochs=1", copy);
        String said = run("train", "-Dbnn.interval=8", "-Dbnn.output=second", copy);

        assertThat(said)
                .contains("tiny: took over 1 epoch from file:", "tiny: continues from the checkpoint after epoch 1")
                .contains("1 thread on each of 2 executors, means every 8 steps");
        assertThat(folder.resolve("second/tiny/tiny.npz"))
                .hasSameBinaryContentAs(folder.resolve("whole/tiny/tiny.npz"));
        assertThat(folder.resolve("copies/tiny/tiny.npz"))
                .hasSameBinaryContentAs(folder.resolve("whole/tiny/tiny.npz"));
        JsonNode provenance = JsonFile.read(folder.resolve("second/tiny/provenance.json"));
        assertThat(provenance.at("/rounds/executors").asInt()).isEqualTo(2);
        assertThat(provenance.at("/rounds/interval").asInt()).isEqualTo(8);
        assertThat(provenance.at("/rounds/on").asText()).startsWith("Apache Spark 4.");
    }

    @Test
    void aSearchFindsWhatItFindsInOneProcess() throws Exception {
        String space = "rate {0.001..0.03}; batch {20|40}";
        String said = run("tune", "-Dbnn.output=spark", "-Dbnn.trials=3", "-Dbnn.epochs=3", "-Dbnn.tune=" + space);
        Settings here = new Settings(
                folder,
                folder.resolve("here"),
                "1",
                folder,
                true,
                1,
                "",
                "",
                "",
                new Overrides(3, null, null, null, null, null, null),
                Budgets.NONE);
        TuneGoal.run(new TuneGoal.Request(model, here, space, 3, true), Events.SILENT);
        JsonNode trials =
                JsonFile.read(folder.resolve("spark/tiny/tune/trials.json")).path("trials");
        assertThat(trials).hasSize(3);
        assertThat(trials)
                .isEqualTo(JsonFile.read(folder.resolve("here/tiny/tune/trials.json"))
                        .path("trials"));
        assertThat(folder.resolve("spark/tiny/tune/best.txt"))
                .hasSameTextualContentAs(folder.resolve("here/tiny/tune/best.txt"));
        assertThat(said).contains("is best; put its train section");
    }
}
