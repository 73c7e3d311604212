// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.hardware.SynthesizeGoal;
import dev.bnn.workflow.goals.training.EvaluateGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenTest {
    @TempDir
    private Path folder;

    @Test
    void aNumberOutOfBoundsIsNamed() {
        assertThatCode(() -> Given.atLeast(0, "bnn.threads", 0)).doesNotThrowAnyException();
        assertThatCode(() -> Given.atMost(1024, "bnn.threads", 1024)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Given.atLeast(0, "bnn.threads", -1))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("bnn.threads is -1; give at least 0.");
        assertThatThrownBy(() -> Given.atMost(1024, "bnn.threads", 20_000))
                .hasMessage("bnn.threads is 20000; give at most 1,024.");
    }

    @Test
    void goalsRefuseFewerImagesThanNone() {
        Path model = folder.resolve("small.bnn");
        Settings settings = TestSettings.of(folder, "out");
        RecordedEvents events = new RecordedEvents() {};
        assertThatThrownBy(() -> EvaluateGoal.run(new EvaluateGoal.Request(model, settings, -1), events))
                .hasMessage("bnn.testImages is -1; give at least 0.");
        assertThatThrownBy(() -> SynthesizeGoal.run(
                        new SynthesizeGoal.Request(model, settings, 0, 1, BackendChoice.HLS, false, false), events))
                .hasMessage("bnn.goldenImages is 0; give at least 1.");
        assertThatThrownBy(() -> SynthesizeGoal.run(
                        new SynthesizeGoal.Request(model, settings, 1, -1, BackendChoice.HLS, false, false), events))
                .hasMessage("bnn.csimImages is -1; give at least 0.");
    }
}
