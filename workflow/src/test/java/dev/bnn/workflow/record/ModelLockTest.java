// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.workflow.SmallModel;
import dev.bnn.workflow.WorkflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLockTest {
    @TempDir
    private Path folder;

    @Test
    void aSecondGoalIsToldWhoHasTheOutputs() throws Exception {
        Path model = Files.writeString(folder.resolve("small.bnn"), SmallModel.NETWORK + "train { data digits }\n");
        Optional<ModelLock> first = ModelLock.take(model, folder.resolve("out"), "train");
        assertThat(first).isPresent();
        assertThatThrownBy(() -> ModelLock.take(model, folder.resolve("out"), "synthesize"))
                .isInstanceOf(WorkflowException.class)
                .hasMessage(folder.resolve("out/small") + " is in use by bnn:train, process "
                        + ProcessHandle.current().pid() + ". Wait for it to end, or end it.");
        first.get().close();
        ModelLock.take(model, folder.resolve("out"), "synthesize").orElseThrow().close();
    }

    @Test
    void anotherProcessIsToldTooAndADeadOneHoldsNothing() throws Exception {
        ModelFolder small = ModelFolder.of(folder, "small");
        Process other = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("taken");
            assertThatThrownBy(() -> ModelLock.take(small, "train"))
                    .hasMessageContaining(" is in use by bnn:tune, process " + other.pid() + ".");
        } finally {
            other.destroyForcibly().waitFor();
        }
        ModelLock.take(small, "train").close();
    }

    @Test
    void aFileWithoutANetworkIsNotLocked() throws Exception {
        Path model = Files.writeString(folder.resolve("small.bnn"), "network small");
        assertThat(ModelLock.take(model, folder, "train")).isEmpty();
    }

    /** Takes the lock and holds it until the process is killed. */
    static final class Holder {
        private Holder() {}

        @SuppressWarnings("try") // The lock is only held.
        public static void main(String[] args) throws Exception {
            try (ModelLock lock = ModelLock.take(ModelFolder.of(Path.of(args[0]), "small"), "tune")) {
                System.out.println("taken");
                System.in.read();
            }
        }
    }
}
