// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.WorkflowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatGoalTest extends RecordedEvents {
    private static final String GOOD = "network small\n\nlayers { dense 10 }\n";
    private static final String LOOSE = "network small\n\nlayers {dense   10}\n";

    @TempDir
    Path folder;

    private Path model(String text) throws IOException {
        return Files.writeString(folder.resolve("small.bnn"), text);
    }

    private boolean run(Path model, boolean check) throws WorkflowException, IOException {
        return FormatGoal.run(new FormatGoal.Request(model, check), this).changed();
    }

    @Test
    void aFileIsRewrittenAndNamed() throws Exception {
        Path model = model("\uFEFF" + LOOSE);
        assertThat(run(model, false)).isTrue();
        assertThat(Files.readString(model)).isEqualTo("\uFEFF" + GOOD);
        assertThat(said).containsExactly("small.bnn: formatted, 3 changes");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(model);
        }
    }

    @Test
    void aFormattedFileIsNotTouched() throws Exception {
        Path model = model(GOOD);
        model.toFile().setLastModified(1_000_000);
        assertThat(run(model, false)).isFalse();
        assertThat(run(model, true)).isFalse();
        assertThat(model.toFile().lastModified()).isEqualTo(1_000_000);
        assertThat(said).isEmpty();
    }

    @Test
    void aCheckFailsAtTheFirstLineAndChangesNothing() throws Exception {
        Path model = model(LOOSE);
        assertThatThrownBy(() -> run(model, true))
                .isInstanceOf(WorkflowException.class)
                .hasMessage(model + ":3: small.bnn is not formatted; run mvn bnn:format.");
        assertThat(Files.readString(model)).isEqualTo(LOOSE);
        Path blanks = model("network small  \n\n\n\nlayers { dense 10 }\n");
        assertThatThrownBy(() -> run(blanks, true)).hasMessageStartingWith(blanks + ":1: ");
    }

    @Test
    void aFileWithASyntaxErrorStays() throws Exception {
        String text = "network  small\nlayers { conv  kernel }\n";
        Path model = model(text);
        assertThatThrownBy(() -> run(model, false))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("small.bnn is not formatted: it cannot be read, as shown above.");
        assertThat(diagnostics)
                .singleElement()
                .satisfies(d -> assertThat(d.span().start().line()).isEqualTo(2));
        assertThat(Files.readString(model)).isEqualTo(text);
    }

    @Test
    void aFileThatIsNoTextStays() throws Exception {
        Path model = folder.resolve("small.bnn");
        Files.write(model, new byte[] {'n', (byte) 0xC0, 'x'});
        assertThatThrownBy(() -> run(model, false)).isInstanceOf(WorkflowException.class);
        assertThat(Files.readAllBytes(model)).hasSize(3);
    }
}
