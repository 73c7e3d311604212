// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Names;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verilator and Icarus Verilog report nothing for generated designs, with all their warnings enabled. */
class RtlLintTest {
    @TempDir
    private Path folder;

    static Stream<Designs.Made> designs() {
        return Stream.of(
                        LongStream.range(0, Long.getLong("bnn.designs", 16)).mapToObj(Designs::random),
                        LongStream.of(1, 2).mapToObj(seed -> Designs.depthwise(seed, Designs.TARGET)),
                        LongStream.of(2, 4).mapToObj(Designs::labelled),
                        LongStream.of(1, 4, 7).mapToObj(Designs::loadable))
                .flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("designs")
    void isSilent(Designs.Made made) throws Exception {
        assumeTrue(Programs.find("verilator").isPresent(), "Verilator is not on the PATH");
        RtlEmitter.emit(made.design(), RtlFabric.LUT_RAM, folder);
        String top = Names.top(made.design().flow().network());
        assertThat(say("verilator", "--lint-only", "-Wall", "--top-module", top))
                .isEmpty();
        assumeTrue(Programs.find("iverilog").isPresent(), "Icarus Verilog is not on the PATH");
        assertThat(say("iverilog", "-g2005", "-Wall", "-Wno-timescale", "-s", top, "-t", "null"))
                .isEmpty();
    }

    private List<String> say(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        try (Stream<Path> sources = Files.list(folder.resolve("src"))) {
            sources.sorted().forEach(s -> words.add(s.toAbsolutePath().toString()));
        }
        List<String> said = new ArrayList<>();
        Command.of(words.toArray(String[]::new)).in(folder.resolve("mem")).run(said::add);
        return said;
    }
}
