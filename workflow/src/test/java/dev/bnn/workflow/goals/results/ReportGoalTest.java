// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.pass.NominalParameters;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.SmallModel;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.hardware.BitstreamGoal;
import dev.bnn.workflow.goals.hardware.SynthesizeGoal;
import dev.bnn.workflow.goals.training.EvaluateGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page leaves out results whose network, parameters or target are no longer those of the model file. */
class ReportGoalTest extends RecordedEvents {
    private static final String TRAIN = "train { data \"digits:60\"  validation 10 }\n";
    private static final String TARGET = "target pynq-z1 { clock 100 MHz }\n";

    @TempDir
    private Path folder;

    private ModelFolder outputs;

    private Path model() {
        return folder.resolve("small.bnn");
    }

    private Settings settings() {
        return TestSettings.of(folder, "out");
    }

    private Network write(String text) throws Exception {
        Files.writeString(model(), text);
        return Models.load(model(), Events.SILENT).network();
    }

    private String page() throws Exception {
        said.clear();
        return Files.readString(ReportGoal.run(new ReportGoal.Request(model(), settings()), this)
                .page());
    }

    @BeforeEach
    void evaluateAndSynthesize() throws Exception {
        Network network = write(SmallModel.NETWORK + TRAIN + TARGET);
        outputs = ModelFolder.of(settings().output(), network.name());
        Npz.write(outputs.parameters(), NominalParameters.of(network));
        TrainedParameters.record(network, outputs);
        EvaluateGoal.run(new EvaluateGoal.Request(model(), settings(), 0), this);
        SynthesizeGoal.run(
                new SynthesizeGoal.Request(model(), settings(), 2, 2, BackendChoice.RTL, false, false), this);
        assertThat(page()).contains("TOP1 accuracy", "Dataflow");
        assertThat(said).noneMatch(line -> line.contains("Run mvn"));
    }

    @Test
    void resultsOfAnotherNetworkAreLeftOut() throws Exception {
        write(SmallModel.NETWORK.replace("conv 4", "conv 6") + TRAIN + TARGET);
        assertThat(page()).doesNotContain("TOP1 accuracy").doesNotContain("Dataflow");
        assertThat(said)
                .contains(
                        "small has been changed since it was trained, so the report leaves out its earlier results. Run mvn"
                                + " bnn:train.");
    }

    @Test
    void theDesignForAnotherTargetIsLeftOut() throws Exception {
        write(SmallModel.NETWORK + TRAIN + TARGET.replace("100", "50"));
        assertThat(page()).contains("TOP1 accuracy").doesNotContain("Dataflow");
        assertThat(said)
                .contains(
                        "small was synthesized with other parameters or for another target, so the report leaves out that"
                                + " design. Run mvn bnn:synthesize.");
        assertThatThrownBy(this::bitstream)
                .isInstanceOf(WorkflowException.class)
                .hasMessage(
                        "small or its target has been changed since it was synthesized: run mvn bnn:synthesize first, and"
                                + " bnn:bitstream after it.");
        write(SmallModel.NETWORK + TRAIN + TARGET);
        assertThat(page()).contains("TOP1 accuracy", "Dataflow");
        assertThatThrownBy(this::bitstream).hasMessageContaining("vivado");
    }

    private void bitstream() throws Exception {
        BitstreamGoal.run(
                new BitstreamGoal.Request(
                        model(), settings(), BackendChoice.RTL, folder.toString(), Duration.ofMinutes(1), 1, 0, ""),
                this);
    }

    @Test
    void resultsOfOtherParametersAreLeftOut() throws Exception {
        Parameters parameters = Npz.read(outputs.parameters(), write(SmallModel.NETWORK + TRAIN + TARGET));
        float[] weights = parameters.arrays().values().iterator().next().values();
        weights[0] = -weights[0];
        Npz.write(outputs.parameters(), parameters);
        assertThat(page()).doesNotContain("TOP1 accuracy").doesNotContain("Dataflow");
        assertThat(said)
                .contains("small was evaluated with other parameters, so the report leaves out that result. Run mvn"
                        + " bnn:evaluate.");
        assertThatThrownBy(this::bitstream).hasMessageContaining("has been changed since it was synthesized");
        assertThat(new Metrics(outputs).all()).containsKeys("evaluate", "estimate");
    }

    @Test
    void theTrainingOfOtherParametersIsLeftOut() throws Exception {
        new Metrics(outputs).put("train", Map.of("data", "digits", "test_images", 10, "top1", 81.25, "top5", 100));
        Files.writeString(outputs.history(), "{\"network\": \"small\"}");
        Network network = write(SmallModel.NETWORK + TRAIN + TARGET);
        Files.delete(outputs.evaluation());
        assertThat(page()).contains("81.25 %").doesNotContain("class=\"notice\"");

        Parameters parameters = Npz.read(outputs.parameters(), network);
        float[] weights = parameters.arrays().values().iterator().next().values();
        weights[0] = -weights[0];
        Npz.write(outputs.parameters(), parameters);
        String notice = "small has other parameters than those that its training wrote, so the report leaves out the"
                + " training. Run mvn bnn:evaluate for their accuracy.";
        assertThat(page()).doesNotContain("81.25 %").contains("<p class=\"notice\" role=\"note\">" + notice);
        assertThat(said).contains(notice);
        EvaluateGoal.run(new EvaluateGoal.Request(model(), settings(), 0), this);
        assertThat(page()).contains("TOP1 accuracy").doesNotContain("81.25 %");
    }
}
