// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.exchange.ExportGoal;
import dev.bnn.workflow.goals.hardware.SynthesizeGoal;
import dev.bnn.workflow.goals.results.CompareGoal;
import dev.bnn.workflow.goals.training.EvaluateGoal;
import dev.bnn.workflow.goals.training.TrainGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network with float weights and rectifiers passes every goal that needs no hardware, and the others refuse it. */
class FloatNetworkTest {
    private static final String MODEL = """
            network floats
            input 1 x 28 x 28 uint8 scaled -1 .. 1
            classes 0 .. 9
            layers {
              conv 6 kernel 5 stride 3 weights %1$s; batchnorm; relu; maxpool 2
              dropout 0.1
              dense 24 weights %1$s; batchnorm; relu
              dense 10 weights %1$s
            }
            train { data "digits:600" epochs 4 batch 20 optimizer adamw decay 5e-4 rate 0.005 validation 60 }
            target pynq-z1 { clock 100 MHz }
            """;

    @TempDir
    private Path folder;

    private final RecordedEvents events = new RecordedEvents() {};

    private Path model(String weights) throws IOException {
        return Files.writeString(folder.resolve("floats.bnn"), MODEL.formatted(weights));
    }

    private Settings settings() {
        return TestSettings.of(folder, "out");
    }

    @Test
    void trainsEvaluatesComparesAndExports() throws Exception {
        Path model = model("float");
        TrainGoal.Result trained = TrainGoal.run(new TrainGoal.Request(model, settings(), false), events);
        assertThat(trained.top1()).isGreaterThan(70);
        EvaluateGoal.run(new EvaluateGoal.Request(model, settings(), 0), events);
        Path page = CompareGoal.run(
                        new CompareGoal.Request(List.of(model), List.of(), settings(), BackendChoice.HLS), events)
                .page();
        assertThat(Files.readString(page.resolveSibling("compare.csv")))
                .contains("floats")
                .contains("float");

        ModelFolder outputs = ModelFolder.of(folder.resolve("out"), "floats");
        ExportGoal.Result exported = ExportGoal.run(new ExportGoal.Request(model, settings()), events);
        assertThat(exported.files()).containsExactly(outputs.onnx());
        assertThat(outputs.qonnx()).doesNotExist();
        assertThat(ExportGoal.run(new ExportGoal.Request(model, settings()), events)
                        .skipped())
                .isTrue();
        assertThat(events.said).contains("floats: nothing is quantized, so it is written as ONNX of float32 numbers");
    }

    @Test
    void synthesisIsRefusedAtTheFirstLayerThatHardwareCannotHave() throws Exception {
        refused("float", "floats.bnn:5:3: floats cannot be synthesized: layer conv1 has float weights.");
        refused("bipolar", "floats.bnn:5:56: floats cannot be synthesized: layer relu1 has no levels.");
    }

    private void refused(String weights, String message) throws IOException {
        Path model = model(weights);
        assertThatThrownBy(() -> SynthesizeGoal.run(
                        new SynthesizeGoal.Request(model, settings(), 2, 10, BackendChoice.HLS, false, false), events))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining(message);
    }
}
