// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.dataflow.Unit;
import dev.bnn.emit.rtl.Part;
import dev.bnn.emit.rtl.SampleUnit;
import dev.bnn.emit.rtl.SampleUnits;
import dev.bnn.emit.rtl.UnitProject;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The netlists that yosys makes from units for seven-series behave like their Verilog, cycle by cycle, so the counts of look-up
 * tables are those of circuits that work. There are no models of block RAM, so memories are in look-up tables. Shift registers stay
 * flip-flops: yosys 0.23 leaves the clock enable of an SRL16E unconnected, which changes no count. {@code -Dbnn.netlists=N} adds
 * the first N such units of the measured ones.
 */
class XilinxNetlistTest {
    private static final int BATCH = 8;

    /** Units of every kind, with all forms of memories and multipliers among which synthesis chooses. */
    private static final List<String> UNITS = List.of(
            "mvtu rows=16 columns=144 pe=2 simd=9 memory=lut",
            "mvtu rows=16 columns=18 pe=2 simd=9 memory=lut",
            "mvtu rows=4 columns=24 pe=1 simd=4 element=2 memory=lut levels=3",
            "mvtu rows=4 columns=24 pe=1 simd=3 element=8 memory=lut",
            "mvtu rows=4 columns=16 pe=1 simd=4 element=2 weight=4 memory=lut",
            "mvtu rows=16 columns=36 pe=4 simd=9 memory=lut classes=9 map=8",
            "mvtu rows=8 columns=16 pe=1 simd=4 memory=lut loadable=1",
            "scores rows=4 columns=32 pe=2 simd=1 memory=lut",
            "scores rows=5 columns=32 pe=1 simd=4 element=2 memory=lut score=24 multiplier=10",
            "scores rows=4 columns=16 pe=1 simd=4 weight=2 memory=lut score=20 multiplier=6",
            "scores rows=4 columns=16 pe=1 simd=4 memory=lut loadable=1",
            "depthwise channels=8 taps=9 pe=2 element=2 weight=2 memory=lut",
            "depthwise channels=8 taps=9 pe=4 element=8 memory=lut levels=3",
            "window channels=8 height=6 width=6 kernel=3",
            "window channels=4 element=2 height=8 width=8 kernel=2 stride=2",
            "window channels=16 height=6 width=6 kernel=3 groups=2",
            "pad channels=4 element=2 height=4 width=4",
            "width in=60 out=32",
            "width in=4 out=32",
            "pool channels=8 element=2 taps=4",
            "sumpool channels=4 element=2 taps=4 levels=3",
            "add channels=4 element=2 levels=3",
            "concat channels=12 element=2 first=4",
            "fork bits=8",
            "upsample channels=8 height=4 width=4 rows=2 columns=2",
            "shuffle channels=8 element=1 groups=2 height=4 width=4",
            "label score=16 classes=10 top=3",
            "threshold channels=3",
            "stream bits=8 depth=32",
            "stream bits=8 depth=4");

    @TempDir
    private Path folder;

    static Stream<List<String>> batches() {
        List<String> units = new ArrayList<>(UNITS);
        SampleUnits.all().stream()
                .filter(unit -> unit.contains("memory=lut") || !unit.matches("(mvtu|scores|depthwise) .*"))
                // Many parameters take longer to load than a test bench waits.
                .filter(unit -> !unit.contains("loadable"))
                .limit(Integer.getInteger("bnn.netlists", 0))
                .forEach(units::add);
        return IntStream.range(0, (units.size() + BATCH - 1) / BATCH)
                .mapToObj(i -> units.subList(i * BATCH, Math.min(units.size(), (i + 1) * BATCH)));
    }

    @Test
    void eachKindOfUnitIsAmongThem() {
        Set<Class<?>> found = UNITS.stream()
                .filter(unit -> !unit.startsWith("stream "))
                .map(unit -> SampleUnit.of(unit).unit().getClass())
                .collect(Collectors.toSet());
        assertThat(found).containsAll(RandomRtlTest.kinds(Unit.class).toList());
    }

    @ParameterizedTest
    @MethodSource("batches")
    void aNetlistDoesWhatTheVerilogDoes(List<String> units) throws IOException {
        assumeTrue(Yosys.find().isPresent(), "yosys is not on the PATH");
        Optional<Path> cells = Yosys.find().orElseThrow().cells("xilinx");
        assumeTrue(cells.isPresent(), "yosys has no models of Xilinx' cells");
        assumeTrue(Programs.find("iverilog").isPresent(), "Icarus Verilog is not on the PATH");
        List<Part> parts = IntStream.range(0, units.size())
                .mapToObj(i -> SampleUnit.of(units.get(i)).called("unit" + i).part())
                .toList();
        UnitProject.write(parts, RtlFabric.LUT_RAM, folder);
        Yosys.prepare(folder, List.of("src"), folder.resolve("mem"), String.format("""
                        hierarchy -top %1$s
                        setattr -mod -unset keep_hierarchy *
                        synth_xilinx -flatten -noiopad -noclkbuf -nosrl -top %1$s
                        rename %1$s netlist
                        write_verilog -noattr netlist.v
                        """, UnitProject.TOP));
        run("yosys", "-q", "-s", "script.ys");
        Files.writeString(
                folder.resolve("bench.v"),
                UnitBench.of(Files.readString(folder.resolve("src/" + UnitProject.TOP + ".v"))));
        List<String> words = new ArrayList<>(List.of("iverilog", "-g2005", "-o", "run", "-s", "bench", "../bench.v"));
        words.addAll(List.of("netlist.v", cells.orElseThrow().toString()));
        try (Stream<Path> sources = Files.list(folder.resolve("src"))) {
            sources.sorted().map(Path::toString).forEach(words::add);
        }
        run(words.toArray(String[]::new));
        List<String> said = run("vvp", "run");
        said.removeIf(line -> !line.startsWith("unit"));
        assertThat(said)
                .as("%s", units)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("\\w+: [1-9]\\d* words, 0 differ"));
    }

    private List<String> run(String... words) throws IOException {
        List<String> said = new ArrayList<>();
        assertThat(Command.of(words).in(folder.resolve("mem")).run(said::add))
                .as("%s: %s", words[0], said)
                .isZero();
        return said;
    }
}
