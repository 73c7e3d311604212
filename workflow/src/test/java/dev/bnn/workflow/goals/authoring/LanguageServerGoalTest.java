// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.SourceFile;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageServerGoalTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void printsTheJarAndTheLinesOfEachEditor() throws WorkflowException, IOException {
        Path jar = jar("dev/bnn/lsp/bnn-ls");
        List<String> command = LanguageServerGoal.run(new LanguageServerGoal.Request(jar, Optional.empty()), events());
        assertThat(command).containsExactly("java", "-jar", jar.toString());
        assertThat(said).contains("The language server: " + jar);
        String words = "\"java\", \"-jar\", \"" + jar + "\"";
        assertThat(said).anyMatch(line -> line.contains("cmd = { " + words + " }"));
        assertThat(said).anyMatch(line -> line.contains("\"bnn.server.command\": [" + words + "]"));
        assertThat(said).anyMatch(line -> line.contains("'(bnn-mode . (\"java\" \"-jar\" \"" + jar + "\"))"));
        assertThat(said)
                .anyMatch(line -> line.contains("(add-to-list 'auto-mode-alist '(\"\\\\.bnn\\\\'\" . bnn-mode))"));
    }

    @Test
    void putsJarAndScriptIntoAFolder() throws WorkflowException, IOException {
        Path jar = jar("dev/bnn/lsp/bnn-ls");
        Path bin = folder.resolve("my \"bin");
        List<String> command = LanguageServerGoal.run(new LanguageServerGoal.Request(jar, Optional.of(bin)), events());
        assertThat(command).containsExactly(bin.resolve("bnn-ls").toString());
        assertThat(bin.resolve("bnn-ls")).isExecutable().hasContent("#!/bin/sh\n");
        assertThat(bin.resolve("bnn-language-server.jar")).hasSameBinaryContentAs(jar);
        assertThat(said).anyMatch(line -> line.contains("my \\\"bin"));
    }

    @Test
    void anotherJarIsRefused() throws IOException {
        Path jar = jar("another");
        assertThatThrownBy(() -> LanguageServerGoal.run(
                        new LanguageServerGoal.Request(jar, Optional.of(folder.resolve("bin"))), events()))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("it is not the language server");
    }

    private Path jar(String entry) throws IOException {
        Path jar = folder.resolve("server.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private Events events() {
        return new Events() {
            @Override
            public void info(String line) {
                said.add(line);
            }

            @Override
            public void warn(String line) {}

            @Override
            public void diagnostic(Diagnostic diagnostic, SourceFile source) {}

            @Override
            public void progress(String task, long done, long total, String detail) {}
        };
    }
}
