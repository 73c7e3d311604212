// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.check.Frontend;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.WorkflowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewGoalTest {
    @TempDir
    private Path folder;

    private final RecordedEvents events = new RecordedEvents() {};

    @Test
    void writesAProjectWhoseModelIsRight() throws Exception {
        Path place = folder.resolve("deep/my-digits");
        run("my-digits", place);
        assertThat(files(place))
                .containsExactly(".gitignore", "README.md", "data/README.md", "pom.xml", "src/main/bnn/my_digits.bnn");
        assertThat(Frontend.load(place.resolve("src/main/bnn/my_digits.bnn")).diagnostics())
                .isEmpty();
        assertThat(files(folder)).allMatch(file -> file.startsWith("deep/my-digits/"));
    }

    @Test
    void anEmptyFolderIsTaken() throws Exception {
        Path place = Files.createDirectory(folder.resolve("digits"));
        run("digits", place);
        assertThat(place.resolve("pom.xml")).exists();
    }

    @Test
    void whatIsThereStays() throws Exception {
        Path place = Files.createDirectory(folder.resolve("digits"));
        Path mine = Files.writeString(place.resolve("pom.xml"), "mine");
        assertThatThrownBy(() -> run("digits", place))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("already there, and nothing in it is overwritten");
        assertThat(mine).hasContent("mine");
        assertThat(files(folder)).containsExactly("digits/pom.xml");
        assertThatThrownBy(() -> run("digits", mine)).hasMessageContaining("already there");
    }

    @Test
    void aNameThatIsNotPossibleLeavesNothing() throws IOException {
        assertThatThrownBy(() -> run("my digits", folder.resolve("x")))
                .isInstanceOf(WorkflowException.class)
                .hasMessageStartingWith("`my digits` cannot be the name of a project: it begins with a letter");
        assertThat(files(folder)).isEmpty();
    }

    private void run(String name, Path place) throws WorkflowException, IOException {
        NewGoal.run(new NewGoal.Request("com.example", name, "1.2.3", place), events);
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
