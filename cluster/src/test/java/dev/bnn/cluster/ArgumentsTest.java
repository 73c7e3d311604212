// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.workflow.WorkflowException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void aGoalItsModelsAndParameters() throws Exception {
        Arguments a =
                Arguments.parse("train", "a.bnn", "b.bnn", "-Dbnn.epochs=3", "-Dbnn.data=x=y", "-Dbnn.resume=false");
        assertThat(a.goal()).isEqualTo("train");
        assertThat(a.models()).containsExactly(Path.of("a.bnn"), Path.of("b.bnn"));
        assertThat(a.count("epochs", 1)).isEqualTo(3);
        assertThat(a.count("executors", 2)).isEqualTo(2);
        assertThat(a.text("data", "")).isEqualTo("x=y");
        assertThat(a.flag("resume", true)).isFalse();
        assertThat(a.number("rate", Double::valueOf)).isEmpty();
    }

    @Test
    void mistakesSayWhatToDo() throws Exception {
        assertRefused("usage: spark-submit");
        assertRefused("usage: spark-submit", "train");
        assertRefused("usage: spark-submit", "paint", "a.bnn");
        assertRefused("\"-x\" is no parameter; usage: spark-submit", "train", "a.bnn", "-x");
        assertRefused(
                "there is no parameter bnn.epoch here; did you mean bnn.epochs?", "train", "a.bnn", "-Dbnn.epoch=1");
        assertRefused(
                "there is no parameter bnn.xyzzy here; there are batch, checkpoints, ",
                "train",
                "a.bnn",
                "-Dbnn.xyzzy=1");
        Arguments a = Arguments.parse("tune", "a.bnn", "-Dbnn.epochs=0", "-Dbnn.rate=fast", "-Dbnn.resume=no");
        assertThatThrownBy(() -> a.count("epochs", 1))
                .hasMessage("bnn.epochs is \"0\"; give a whole number of at least 1.");
        assertThatThrownBy(() -> a.number("rate", Double::valueOf)).hasMessage("bnn.rate is \"fast\"; give a number.");
        assertThatThrownBy(() -> a.flag("resume", true)).hasMessage("bnn.resume is \"no\"; give true or false.");
    }

    private static void assertRefused(String message, String... words) {
        assertThatThrownBy(() -> Arguments.parse(words))
                .isInstanceOf(WorkflowException.class)
                .hasMessageStartingWith(message);
    }
}
