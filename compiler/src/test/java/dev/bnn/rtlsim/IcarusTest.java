// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Design;
import dev.bnn.emit.rtl.RtlEmitter;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A second opinion: the plain Verilog test bench in Icarus Verilog, which simulates X and so detects registers that are used before
 * they are set.
 */
class IcarusTest {
    @TempDir
    private Path folder;

    static Stream<Designs.Made> designs() {
        return Stream.of(
                Designs.random(0), Designs.random(4), Designs.labelled(2), Designs.depthwise(1, Designs.TARGET));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void agrees(Designs.Made made) throws IOException {
        assumeTrue(Programs.find("iverilog").isPresent(), "Icarus Verilog is not on the PATH");
        Design design = Simulated.sized(made.design(), RtlFabric.LUT_RAM);
        RtlEmitter.emit(design, RtlFabric.LUT_RAM, folder);
        assertThat(run(folder)).matches("result: images 4 differing 0 cycles \\d+");
    }

    /** The output of the test bench of a project. */
    static String run(Path project) throws IOException {
        Path program = project.resolve("run");
        List<String> words = new ArrayList<>(List.of(
                "iverilog",
                "-g2005",
                "-DICE40_HX",
                "-DNO_ICE40_DEFAULT_ASSIGNMENTS",
                "-o",
                program.toString(),
                "-s",
                "testbench"));
        words.add(project.resolve("tb/testbench.v").toString());
        try (Stream<Path> sources = Files.list(project.resolve("src"))) {
            sources.sorted().forEach(s -> words.add(s.toString()));
        }
        List<String> said = new ArrayList<>();
        assertThat(Command.of(words.toArray(String[]::new)).run(said::add))
                .as("%s", said)
                .isZero();
        said.clear();
        Command.of("vvp", program.toString()).in(project.resolve("mem")).run(said::add);
        assertThat(said)
                .filteredOn(l -> l.startsWith("result: "))
                .as("%s", said)
                .hasSize(1);
        return said.stream().filter(l -> !l.contains("$finish")).collect(Collectors.joining("; "));
    }
}
