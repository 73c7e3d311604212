// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.dataflow.Folding;
import dev.bnn.emit.Names;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.target.Memory;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks and layers with the names of keywords of Verilog and SystemVerilog, or of modules and signals of the design. */
class RtlNamesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"matches", "before", "module", "fifo", "lib_fifo", "rst", "answers", "loader", "control"})
    void clashWithNothing(String name) throws Exception {
        assumeTrue(Programs.find("verilator").isPresent(), "Verilator is not on the PATH");
        Designs.Made made = Designs.of(
                1,
                NetworkBuilder.named(name)
                        .input(1, 4, 4, ValueSet.ScaledBytes.range("-128", "127"))
                        .as(name)
                        .conv(2, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .as("always")
                        .dense(2, WeightType.BIPOLAR)
                        .build(),
                Designs.TARGET,
                shape -> new Folding(1, 1, Memory.LUT));
        RtlEmitter.emit(made.design(), RtlFabric.LUT_RAM, folder);
        List<String> words =
                new ArrayList<>(List.of("verilator", "--lint-only", "-Wall", "--top-module", Names.top(name)));
        try (Stream<Path> sources = Files.list(folder.resolve("src"))) {
            sources.sorted().forEach(s -> words.add(s.toString()));
        }
        List<String> said = new ArrayList<>();
        Command.of(words.toArray(String[]::new)).in(folder.resolve("mem")).run(said::add);
        assertThat(said).isEmpty();
    }
}
