// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.dataflow.Folding;
import dev.bnn.emit.Design;
import dev.bnn.emit.rtl.RtlEmitter;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The results of yosys for a design: figures by unit, and a netlist that behaves like the sources, with its bitstream. */
class YosysTest {
    @TempDir
    private Path folder;

    private final Designs.Made made = Designs.of(
            3,
            NetworkBuilder.named("small")
                    .input(1, 4, 4, ValueSet.ScaledBytes.range("-128", "127"))
                    .dense(6, WeightType.BIPOLAR)
                    .batchNorm()
                    .sign()
                    .dense(2, WeightType.BIPOLAR)
                    .build(),
            Designs.TARGET,
            shape -> new Folding(2, 1, Memory.LUT));

    @Test
    void countsByUnit() throws Exception {
        assumeTrue(Yosys.find().isPresent(), "yosys is not on the PATH");
        Design design = Simulated.sized(made.design(), RtlFabric.LUT_RAM);
        RtlEmitter.emit(design, RtlFabric.LUT_RAM, folder.resolve("rtl"));
        Yosys.Report report =
                Yosys.find().orElseThrow().count(folder.resolve("rtl"), design.flow(), folder.resolve("yosys"));
        assertThat(report.parts().keySet())
                .containsExactly(Stream.concat(design.flow().units().stream().map(u -> u.name()), Stream.of("control"))
                        .toArray(String[]::new));
        assertThat(report.parts().values()).allSatisfy(part -> {
            assertThat(part.lut()).isPositive();
            assertThat(part.ff()).isPositive();
        });
        assertThat(report.whole().lut()).isBetween(200L, 900L);
    }

    @Test
    void aNetlistForIce40DoesWhatTheSourcesDo() throws Exception {
        ice40NetlistAgrees(made);
        bitstream();
    }

    /** Windows and streams are in block RAM, where a word that is read while it is written has any value. */
    @Test
    void aNetlistWithBlockRamDoesWhatTheSourcesDo() throws Exception {
        Designs.Made windows = Designs.of(
                4,
                NetworkBuilder.named("windows")
                        .input(1, 10, 10, ValueSet.ScaledBytes.range("-128", "127"))
                        .conv(4, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .maxPool(2, 2)
                        .conv(16, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .dense(2, WeightType.BIPOLAR)
                        .build(),
                Designs.TARGET,
                shape -> new Folding(1, 1, Memory.LUT));
        ice40NetlistAgrees(windows);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderMayHaveQuotesInItsName() throws Exception {
        assumeTrue(Yosys.find().isPresent(), "yosys is not on the PATH");
        Path quoted = Files.createDirectory(folder.resolve("it's \"here\""));
        Design design = Simulated.sized(made.design(), RtlFabric.LUT_RAM);
        RtlEmitter.emit(design, RtlFabric.LUT_RAM, quoted.resolve("rtl"));
        Yosys.prepare(quoted.resolve("rtl"), List.of("src"), quoted.resolve("yosys"), "hierarchy -top bnn_small\n");
        assertThat(Command.of(Yosys.find().orElseThrow().program().toString(), "-q", "-s", "script.ys")
                        .in(quoted.resolve("yosys"))
                        .run(line -> {}, Duration.ofMinutes(5)))
                .hasValue(0);
    }

    private void ice40NetlistAgrees(Designs.Made network) throws Exception {
        assumeTrue(Yosys.find().isPresent(), "yosys is not on the PATH");
        Yosys yosys = Yosys.find().orElseThrow();
        assumeTrue(yosys.cells("ice40").isPresent(), "yosys has no models of iCE40's cells");
        assumeTrue(Programs.find("iverilog").isPresent(), "Icarus Verilog is not on the PATH");
        Design design = Simulated.sized(network.design(), RtlFabric.BLOCK_RAM);
        Path project = folder.resolve("rtl");
        RtlEmitter.emit(design, RtlFabric.BLOCK_RAM, project);
        String sources = IcarusTest.run(project);
        assertThat(sources).startsWith("result: images 4 differing 0 cycles ");
        YosysCounts counts = yosys.ice40(project, design.flow(), folder.resolve("yosys"));
        assertThat(counts.lut()).isBetween(200L, 2_000L);
        assertThat(counts.dsp()).isZero();
        assertThat(counts.ram()).isPositive();

        try (Stream<Path> files = Files.list(project.resolve("src"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.move(folder.resolve("yosys/netlist.v"), project.resolve("src/netlist.v"));
        Files.copy(yosys.cells("ice40").orElseThrow(), project.resolve("src/cells.v"));
        // The same bits in the same cycles.
        assertThat(IcarusTest.run(project)).isEqualTo(sources);
    }

    private void bitstream() throws Exception {
        assumeTrue(Programs.find("nextpnr-ice40").isPresent(), "nextpnr-ice40 is not on the PATH");
        List<String> said = new ArrayList<>();
        assertThat(Command.of(
                                "nextpnr-ice40",
                                "-q",
                                "--hx8k",
                                "--package",
                                "ct256",
                                "--json",
                                folder.resolve("yosys/design.json").toString(),
                                "--asc",
                                folder.resolve("design.asc").toString())
                        .run(said::add))
                .as("%s", said)
                .isZero();
        assertThat(Command.of(
                                "icepack",
                                folder.resolve("design.asc").toString(),
                                folder.resolve("design.bin").toString())
                        .run(said::add))
                .as("%s", said)
                .isZero();
        assertThat(Files.size(folder.resolve("design.bin"))).isEqualTo(135_100);
    }

    @Test
    void figuresAreReadFromAReport() {
        List<String> stat = List.of(
                "=== top.a ===",
                "",
                "   Number of cells:                 12",
                "     CARRY4                          3",
                "     FDRE                            5",
                "     INV                             2",
                "     LUT6                            7",
                "     RAM32M                          2",
                "=== top ===",
                "     DSP48E1                         1",
                "     RAMB36E1                        2",
                "     top.a                           1",
                "=== design hierarchy ===",
                "     LUT6                          999");
        assertThat(YosysCounts.parse(stat))
                .containsExactly(
                        Map.entry("top.a", new YosysCounts(15, 2, 5, 3, 0, 0)),
                        Map.entry("top", new YosysCounts(0, 0, 0, 0, 4, 1)));
    }
}
