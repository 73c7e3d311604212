// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.check.BoardTargets;
import dev.bnn.emit.hls.HlsEmitter;
import dev.bnn.testing.Designs;
import dev.bnn.testing.WideDesigns;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Standard compilers give no warnings for a generated project in any standard from C++11 on, except for unknown pragmas. */
class CompilerWarningsTest {
    @TempDir
    private Path folder;

    private final List<Path> projects = new ArrayList<>();

    @BeforeEach
    void emitProjects() throws Exception {
        for (Designs.Made made : List.of(
                Designs.random(5),
                Designs.loadable(7),
                Designs.labelled(8),
                Designs.on(BoardTargets.of("alveo-u200"), 8),
                Designs.depthwise(1, Designs.TARGET),
                WideDesigns.words(Designs.LOADABLE))) {
            Path project = folder.resolve("project " + projects.size());
            HlsEmitter.emit(made.design(), project);
            projects.add(project);
        }
    }

    @ParameterizedTest
    @CsvSource({"g++, 11", "g++, 14", "g++, 17", "g++, 20", "clang++, 11", "clang++, 14", "clang++, 17", "clang++, 20"})
    void thereAreNone(String compiler, int standard) throws Exception {
        assumeTrue(Programs.find(compiler).isPresent(), "there is no " + compiler);
        // The oldest and the newest standard give all warnings of those between them, which are therefore tried on only
        // two projects.
        boolean outer = standard == 11 || standard == 20;
        for (Path project : outer ? projects : projects.subList(0, 2)) {
            // g++ treats the int of a template parameter in an array's extent as a change of sign.
            String sign = compiler.equals("clang++") ? "-Wsign-conversion" : "-Wconversion";
            compile(project, compiler, "-std=c++" + standard, "-fsyntax-only", sign);
        }
    }

    @Test
    void norWithOptimization() throws Exception {
        assumeTrue(Programs.find("g++").isPresent(), "there is no g++");
        compile(projects.get(0), "g++", "-std=c++17", "-O2", "-S", "-o" + folder.resolve("out.s"));
    }

    private static void compile(Path project, String... command) throws Exception {
        Path source = project.resolve("src");
        try (var files = Files.list(source)) {
            List<Path> sources = new ArrayList<>(
                    files.filter(f -> f.toString().endsWith(".cpp")).toList());
            sources.add(project.resolve("tb/testbench.cpp"));
            for (Path file : sources) {
                List<String> words = new ArrayList<>(List.of(command));
                words.addAll(List.of("-Wall", "-Wextra", "-Wconversion", "-Werror", "-Wno-unknown-pragmas"));
                words.addAll(List.of("-I" + project.resolve("sim"), file.toString()));
                List<String> said = new ArrayList<>();
                int status = Command.of(words.toArray(String[]::new)).run(said::add);
                assertThat(status).as("%s: %s", words, said).isZero();
                assertThat(said).isEmpty();
            }
        }
    }
}
