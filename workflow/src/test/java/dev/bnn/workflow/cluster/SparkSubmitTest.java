// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Budgets;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SparkSubmitTest {
    @TempDir
    Path folder;

    private Path model;
    private final RecordedEvents events = new RecordedEvents() {};

    @BeforeEach
    void write() throws Exception {
        model = Files.writeString(folder.resolve("tiny.bnn"), """
                network tiny "A small one"
                input 1 x 28 x 28 uint8 scaled -1 .. 1
                classes 0 .. 9
                layers { dense 10 weights bipolar }
                train { data digits }
                """);
    }

    private SparkSubmit.Request request(Budgets budgets) {
        Overrides overrides = new Overrides(7, null, 0.01, null, null, "my photos", null);
        Settings settings =
                new Settings(folder, folder.resolve("out"), "1", folder, true, 0, "", "", "", overrides, budgets);
        SparkOptions spark = new SparkOptions("spark://host:7077", 4, "--executor-memory  4g");
        return new SparkSubmit.Request(
                "train",
                Path.of("cluster.jar"),
                model,
                settings,
                spark,
                Map.of("interval", "8", "checkpoints", "", "resume", "true"));
    }

    private List<String> words() {
        return List.of(
                "--master",
                "spark://host:7077",
                "--conf",
                "spark.executor.instances=4",
                "--conf",
                "spark.executor.cores=1",
                "--conf",
                "spark.cores.max=4",
                "--executor-memory",
                "4g",
                "cluster.jar",
                "train",
                model.toString(),
                "-Dbnn.project=" + folder,
                "-Dbnn.output=" + folder.resolve("out"),
                "-Dbnn.dataCache=" + folder,
                "-Dbnn.offline=true",
                "-Dbnn.executors=4",
                "-Dbnn.threads=1",
                "-Dbnn.epochs=7",
                "-Dbnn.rate=0.01",
                "-Dbnn.data=my photos",
                "-Dbnn.interval=8",
                "-Dbnn.resume=true");
    }

    private Path program(String lines) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("home/bin"));
        Path script = Files.writeString(bin.resolve("spark-submit"), "#!/bin/sh\n" + lines);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theCommandGetsAllParametersAndItsLinesAreTheGoals() throws Exception {
        Path script = program("printf '%s\\n' \"$@\"\necho 'warning: slow'\n");
        assertThat(SparkSubmit.program(
                        Map.of("SPARK_HOME", folder.resolve("home").toString())))
                .hasValue(script);
        assertThat(SparkSubmit.program(Map.of("PATH", script.getParent().toString())))
                .hasValue(script);
        SparkSubmit.run(request(Budgets.NONE), Optional.of(script), events);
        assertThat(events.said).first().isEqualTo("tiny: train on spark://host:7077");
        assertThat(events.said.subList(1, events.said.size() - 1)).isEqualTo(words());
        assertThat(events.said).last().isEqualTo("slow");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aGoalThatFailsThereFailsHere() throws Exception {
        Path said = program("echo 'error: tiny: no images'; echo bye; exit 1\n");
        assertThatThrownBy(() -> SparkSubmit.run(request(Budgets.NONE), Optional.of(said), events))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("tiny: no images");
        Path silent = program("exit 3\n");
        assertThatThrownBy(() -> SparkSubmit.run(request(Budgets.NONE), Optional.of(silent), events))
                .hasMessage("tiny: spark-submit ended with status 3; see its lines above.");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void budgetsAreCheckedHere() throws Exception {
        Path script = program("mkdir -p out/tiny; echo '{\"train\":{\"top1\":50.0}}' > out/tiny/metrics.json\n");
        SparkSubmit.Request request = request(Budgets.of(Map.of("top1", "97")));
        assertThatThrownBy(() -> SparkSubmit.run(request, Optional.of(script), events))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("97");
    }

    @Test
    void withoutSparkTheMessageHasTheCommand() {
        assertThat(SparkSubmit.program(Map.of("SPARK_HOME", "nowhere", "PATH", "nowhere")))
                .isEmpty();
        assertThatThrownBy(() -> SparkSubmit.run(request(Budgets.NONE), Optional.empty(), events))
                .isInstanceOf(WorkflowException.class)
                .hasMessageStartingWith(
                        "tiny: bnn.spark needs spark-submit, which is neither in SPARK_HOME/bin nor on the PATH."
                                + " Install Apache Spark 4 and set SPARK_HOME; or run, where it is installed: spark-submit --master"
                                + " spark://host:7077 --conf")
                .hasMessageContaining(" '-Dbnn.data=my photos' ");
    }

    @Test
    void thereIsAnExecutor() {
        assertThatThrownBy(() -> new SparkOptions("local", 0, "").checked())
                .hasMessage("bnn.executors is 0; give at least 1.");
    }
}
