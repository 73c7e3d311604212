// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every pipeline of the C++ library requests flushing, in the syntax of either generation of the tool. */
class PipelineStyleTest {
    @TempDir
    private Path project;

    private final List<Path> headers = new ArrayList<>();
    private int pipelines;

    @BeforeEach
    void emitProject() throws Exception {
        HlsEmitter.emit(Designs.random(5).design(), project);
        try (Stream<Path> files = Files.list(project.resolve("src/bnn"))) {
            files.filter(f -> !f.endsWith("pipeline.h")).sorted().forEach(headers::add);
        }
        for (Path header : headers) {
            String text = Files.readString(header);
            assertThat(text).as("%s", header).doesNotContain("#pragma HLS pipeline");
            pipelines += text.split("\\bBNN_PIPELINE\\b", -1).length - 1;
        }
        assertThat(pipelines).isGreaterThan(10);
    }

    @Test
    void vitisHlsFlushes() throws Exception {
        assertThat(pragmas()).hasSize(pipelines).containsOnly("#pragma HLS pipeline II=1 style=flp");
    }

    @Test
    void vivadoHlsFlushes() throws Exception {
        assertThat(pragmas("-DBNN_ENABLE_FLUSH"))
                .hasSize(pipelines)
                .containsOnly("#pragma HLS pipeline II=1 enable_flush");
    }

    /** The pragmas for pipelines of all headers after the preprocessor. */
    private List<String> pragmas(String... flags) throws Exception {
        assumeTrue(Programs.find("g++").isPresent(), "there is no g++");
        Path all = project.resolve("all.cpp");
        Files.writeString(
                all,
                headers.stream()
                        .map(h -> "#include \"" + h.getFileName() + "\"\n")
                        .collect(Collectors.joining()));
        List<String> command = new ArrayList<>(List.of("g++", "-std=c++14", "-E"));
        command.addAll(Arrays.asList(flags));
        command.addAll(List.of("-I" + project.resolve("src/bnn"), "-I" + project.resolve("sim"), all.toString()));
        List<String> said = new ArrayList<>();
        assertThat(Command.of(command.toArray(String[]::new)).run(said::add))
                .as("%s", said)
                .isZero();
        return said.stream()
                .filter(line -> line.startsWith("#pragma HLS pipeline"))
                .toList();
    }
}
