// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bnn.workflow.WorkflowException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {
    @TempDir
    private Path folder;

    @Test
    void aFailureOfTheSystemKeepsItsCause() {
        IOException full = new IOException("No space left on device");
        assertThat(Failures.of("train", full))
                .hasMessage("cannot read or write a file: No space left on device;"
                        + " check permissions and free disk space")
                .hasCause(full);
        assertThat(Failures.of("train", new UncheckedIOException(full)))
                .hasMessageStartingWith("cannot read or write a file: No space");
    }

    /** For these, Java gives the reason only in the class of the exception. */
    @Test
    void aFailureOfAFileSaysWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");
        Files.createDirectories(folder.resolve("full/of"));
        assertThat(message(() -> Files.createDirectories(file)))
                .isEqualTo(file + " is in the way of a file or folder of the outputs; move it away");
        assertThat(message(() -> Files.writeString(file.resolve("bnn/a.npz"), "")))
                .isEqualTo(file + " is no folder; move it away");
        assertThat(message(() -> Files.list(file))).isEqualTo(file + " is no folder; move it away");
        assertThat(message(() -> Files.delete(folder.resolve("full"))))
                .isEqualTo(folder.resolve("full") + " is a folder, and not empty; move it away");
        assertThat(message(() -> Files.readString(folder.resolve("gone"))))
                .isEqualTo(
                        folder.resolve("gone") + " does not exist; if it did when the goal began, run the goal again");
        assertThat(message(() -> {
                    throw new AccessDeniedException("a.bnn");
                }))
                .isEqualTo("a.bnn cannot be read or written: permission denied; check its owner and permissions,"
                        + " and those of its folder");
        for (String beside : List.of("", ".next")) {
            assertThat(message(() -> {
                        throw new AccessDeniedException("/a/b.npz" + beside + "." + UUID.randomUUID() + ".tmp");
                    }))
                    .startsWith("/a/b.npz cannot be read or written: permission denied");
        }
        assertThat(message(() -> {
                    throw new FileSystemException("a.bnn", null, "Read-only file system");
                }))
                .isEqualTo("cannot read or write a file: a.bnn: Read-only file system;"
                        + " check permissions and free disk space");
        assertThat(message(() -> {
                    throw new EOFException();
                }))
                .isEqualTo("cannot read or write a file: java.io.EOFException; check permissions and free disk space");
    }

    private static String message(ThrowingCallable work) {
        return Failures.of("train", catchThrowable(work)).getMessage();
    }

    @Test
    void aFaultOfOursSaysSoAndWhatToReport() {
        assertThat(Failures.of("train", new IllegalStateException("no node x")))
                .hasMessageStartingWith(
                        "bnn:train failed because of a defect of the plugin (java.lang.IllegalStateException: no node x)")
                .hasMessageContaining("-X")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMistakeIsAMessageAndAFailureOfTheSystemKeepsItsCauseForMaven() {
        IOException full = new IOException("No space left on device");
        assertThatThrownBy(() -> translated(() -> {
                    throw new WorkflowException("no recipe x", new IllegalArgumentException("x"));
                }))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("no recipe x")
                .hasNoCause();
        assertThatThrownBy(() -> translated(() -> {
                    throw WorkflowException.ofSystem("vivado failed", full);
                }))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("vivado failed")
                .hasCause(full);
        assertThatThrownBy(() -> translated(() -> {
                    throw full;
                }))
                .isInstanceOf(MojoExecutionException.class)
                .hasCause(full);
        assertThatThrownBy(() -> translated(() -> Path.of("a\0b")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("is not a valid file name here");
    }

    @Test
    void aModelThatFailsHidesNoOther() {
        List<String> ran = new ArrayList<>();
        IOException broken = new IOException("broken pipe");
        List<Path> models = List.of(Path.of("missed"), Path.of("unreadable"), Path.of("good"), Path.of("faulty"));
        assertThatThrownBy(() -> AbstractBnnMojo.each(models, "train", model -> {
                    ran.add(model.toString());
                    switch (model.toString()) {
                        case "missed" -> throw new WorkflowException("a budget is missed");
                        case "unreadable" -> throw broken;
                        case "faulty" -> throw new IllegalStateException("no node x");
                        default -> {}
                    }
                }))
                .isInstanceOfSatisfying(WorkflowException.class, e -> {
                    assertThat(e.getMessage().lines())
                            .satisfiesExactly(
                                    line -> assertThat(line).isEqualTo("a budget is missed"),
                                    line -> assertThat(line).contains("broken pipe"),
                                    line -> assertThat(line).contains("a defect of the plugin"));
                    assertThat(e.ofSystem()).isTrue();
                    assertThat(e).hasCause(broken);
                });
        assertThat(ran).containsExactly("missed", "unreadable", "good", "faulty");
    }

    @Test
    void whatFailsAllModelsIsSaidOnce() {
        assertThatThrownBy(() -> AbstractBnnMojo.each(List.of(Path.of("a"), Path.of("b")), "train", model -> {
                    throw new WorkflowException("bnn.epochs is -1; give at least 1.");
                }))
                .hasMessage("bnn.epochs is -1; give at least 1.");
    }

    private static void translated(Failures.Work work) throws MojoExecutionException, MojoFailureException {
        SystemStreamLog quiet = new SystemStreamLog() {
            @Override
            public void debug(CharSequence content, Throwable error) {}
        };
        Failures.translated("train", quiet, work);
    }

    @Test
    void tooLittleMemoryNamesTheSwitch() {
        assertThat(Failures.of("train", new OutOfMemoryError("Java heap space")))
                .hasMessage("bnn:train needs more memory than Java has; give it more, such as MAVEN_OPTS=-Xmx6g");
    }
}
