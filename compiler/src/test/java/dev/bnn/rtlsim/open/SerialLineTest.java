// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Design;
import dev.bnn.emit.rtl.open.BoardFiles;
import dev.bnn.rtlsim.Verilator;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random networks on the serial line of a board, in Verilator: the signature, a break within an image, golden images. */
class SerialLineTest {
    @TempDir
    private Path folder;

    static Stream<Designs.Made> designs() {
        return Stream.of(Designs.random(0), Designs.random(5), Designs.labelled(2));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void answersAsTheGoldenModelDoes(Designs.Made made) throws Exception {
        // 12 MHz is the oscillator's frequency, so there is no PLL.
        OnBoards.emit(made, OnBoards.target("ice40-hx8k", "clock 12 MHz"), folder);
        assertThat(simulate(made.design()))
                .last()
                .asString()
                .startsWith("result: images 2 bits ")
                .contains(" differing 0 ");
    }

    /** The serial line also works on a board for Vivado; 100 MHz is the oscillator's frequency. */
    @Test
    void answersOnAnArtix() throws Exception {
        Designs.Made made = Designs.random(5);
        OnBoards.emit(made, OnBoards.target("arty-a7-35", "clock 100 MHz"), folder);
        assertThat(simulate(made.design()))
                .last()
                .asString()
                .startsWith("result: images 2 bits ")
                .contains(" differing 0 ");
    }

    @Test
    void aDifferentAnswerIsNamed() throws Exception {
        Designs.Made made = Designs.random(0);
        OnBoards.emit(made, OnBoards.target("icebreaker", "clock 12 MHz"), folder);
        Path scores = folder.resolve("tb/scores.txt");
        String text = Files.readString(scores);
        long first = Long.parseLong(text.split("\\s+")[0]);
        Files.writeString(scores, text.replaceFirst("^-?\\d+", Long.toString(first ^ 1)));
        assertThat(simulate(made.design()))
                .contains("differs: image 0 class 0 expected " + (first ^ 1) + " found " + first)
                .last()
                .asString()
                .contains(" differing 1 ");
    }

    /** Simulates the sources, with all warnings of Verilator as errors. */
    private List<String> simulate(Design design) throws Exception {
        assumeTrue(Verilator.find().isPresent(), "Verilator is not on the PATH");
        String network = design.flow().network();
        List<Path> files = new ArrayList<>(verilog("src"));
        files.removeIf(f -> f.getFileName().toString().equals("bnn_" + network + ".v"));
        files.addAll(verilog("board"));
        Path program = Verilator.find()
                .orElseThrow()
                .build(new Verilator.Sources(
                        "Vboard",
                        BoardFiles.top(network),
                        folder.resolve("tb/serial.cpp"),
                        files,
                        List.of("-Wall", "-Wno-MULTITOP", "-Wwarn-lint", "-Wwarn-style", "-Wno-DECLFILENAME"),
                        folder.resolve("build"),
                        Verilator.Effort.QUICK));
        List<String> said = new ArrayList<>();
        Command.of(program.toString(), "0", "2").in(folder.resolve("mem")).run(said::add);
        return said;
    }

    private List<Path> verilog(String of) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(of))) {
            return files.filter(f -> f.toString().endsWith(".v")).sorted().toList();
        }
    }
}
