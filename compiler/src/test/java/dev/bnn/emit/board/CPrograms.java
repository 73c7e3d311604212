// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compiles the C driver of a folder, with a simulated board. */
record CPrograms(Path folder) {
    static final Path BOARD =
            Path.of("src", "test", "resources", "dev", "bnn", "deploy").toAbsolutePath();

    /** The driver on the board with all its faults. */
    Path test() throws IOException {
        return compile("test", List.of("-I" + BOARD), BOARD.resolve("driver_test.c"), BOARD.resolve("board.c"));
    }

    Path linux() throws IOException {
        return compile("linux", List.of("-D_POSIX_C_SOURCE=200809L"), folder.resolve("bnn_linux.c"));
    }

    Path bareMetal(boolean loadable) throws IOException {
        List<Path> sources = new ArrayList<>(
                List.of(folder.resolve("bnn_baremetal.c"), BOARD.resolve("board.c"), BOARD.resolve("xil/xil.c")));
        if (loadable) {
            sources.add(folder.resolve("bnn_parameters.S"));
        }
        return compile("bare", List.of("-I" + BOARD, "-I" + BOARD.resolve("xil")), sources.toArray(Path[]::new));
    }

    private Path compile(String name, List<String> options, Path... sources) throws IOException {
        assumeTrue(Programs.find("gcc").isPresent(), "there is no gcc");
        Path program = folder.resolve(name);
        List<String> words = new ArrayList<>(List.of(
                "gcc",
                "-std=c99",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Wpedantic",
                "-Werror",
                "-I" + folder,
                "-o",
                "" + program));
        words.addAll(options);
        Stream.concat(Stream.of(folder.resolve("bnn_driver.c")), Stream.of(sources))
                .forEach(source -> words.add(source.toString()));
        List<String> said = new ArrayList<>();
        assertThat(Command.of(words.toArray(String[]::new)).run(said::add))
                .as("%s", said)
                .isZero();
        assertThat(said).isEmpty();
        return program;
    }

    /** The lines that a program prints. */
    static List<String> run(Path program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        List<String> lines = new ArrayList<>();
        Command.of(words.toArray(String[]::new)).run(lines::add);
        return lines;
    }
}
