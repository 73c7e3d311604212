// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.pass.NominalParameters;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainGoalTest extends RecordedEvents {
    private static final String MODEL = """
            network small
            input 1 x 28 x 28 uint8
            classes 0 .. 9
            layers {
              dense 8 weights bipolar; batchnorm; sign
              dense 10 weights bipolar
            }
            train { data digits }
            """;
    private static final String TARGET = "target pynq-z1 { clock 100 MHz  fold dense1 pe 1 simd 1 }\n";

    @TempDir
    private Path base;

    @Test
    void saysWhatEachPassDidAndComparesEveryAccumulator() throws Exception {
        Path file = explain(MODEL + TARGET, 0);
        String text = Files.readString(file);
        assertThat(text)
                .startsWith("What each pass did, and why\n   1 FromNetwork, ")
                .contains("dense1: sums over bytes")
                .contains("sign1: 8 thresholds", "equal at all 1,599,368 accumulators that can occur")
                .contains("  all 1,599,368 accumulators that can occur were compared with the trained batch norm")
                .contains("  no channel is constant: each can give either value\n")
                .contains("What limits the design\n  target pynq-z1: ", "limited by dense1_mvtu");
        for (String line : text.lines().toList()) {
            assertThat(said).contains("small: " + line);
        }
        assertThat(diagnostics).isEmpty();
    }

    @Test
    void namesConstantChannels() throws Exception {
        assertThat(Files.readString(explain(MODEL, 1e6f)))
                .contains("1 dead")
                .contains("  1 always on\n")
                .contains("  1 of 8 channels gives the same value for every image")
                .doesNotContain("limits the design");
    }

    @Test
    void whatIsNotTrainedCannotBeExplained() throws Exception {
        Path model = Files.writeString(base.resolve("small.bnn"), MODEL);
        assertThatThrownBy(() -> ExplainGoal.run(
                        new ExplainGoal.Request(model, TestSettings.of(base, "out"), BackendChoice.HLS), this))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("Run mvn bnn:train first.");
    }

    /** @param beta of the first batch norm's last channel */
    private Path explain(String text, float beta) throws WorkflowException, IOException {
        Path model = Files.writeString(base.resolve("small.bnn"), text);
        Network network = Models.load(model, this).network();
        Parameters parameters = NominalParameters.of(network);
        parameters.values("batchnorm1", "beta")[7] = beta;
        Npz.write(ModelFolder.of(base.resolve("out"), "small").parameters(), parameters);
        return ExplainGoal.run(new ExplainGoal.Request(model, TestSettings.of(base, "out"), BackendChoice.HLS), this)
                .file();
    }
}
