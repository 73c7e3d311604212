// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.check.BoardTargets;
import dev.bnn.emit.Design;
import dev.bnn.emit.Names;
import dev.bnn.model.target.Target;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.testing.Designs;
import dev.bnn.testing.TclChecker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Vivado's script for boards without a processor, under tclsh. */
class BoardScriptTest {
    private static final Design DESIGN = Designs.random(1).design();

    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void needsTclsh() {
        assumeTrue(TclChecker.available(), "there is no tclsh");
        project = folder.resolve("rtl");
    }

    static Stream<Arguments> releasesAndBoards() {
        return Stream.of("2018.3", "2020.2", "2023.1", "2026.1")
                .flatMap(release ->
                        Stream.of("arty-a7-35", "arty-a7-100", "basys-3").map(board -> Arguments.of(release, board)));
    }

    private String emit(Target target) throws Exception {
        RtlEmitter.emit(
                new Design(DESIGN.flow(), target, DESIGN.source(), DESIGN.images(), DESIGN.scores()),
                RtlFabric.LUT_RAM,
                project);
        return Names.top(DESIGN.flow().network());
    }

    private List<String> run(String release, Map<String, String> environment) throws Exception {
        return TclChecker.run("vivado", release, project.resolve("run_board.tcl"), environment);
    }

    @ParameterizedTest
    @MethodSource("releasesAndBoards")
    void eachReleaseTakesItForEachBoard(String release, String board) throws Exception {
        String top = emit(BoardTargets.of(board, "clock 100 MHz"));
        List<String> calls = run(release, Map.of());
        assertThat(calls).endsWith("exit").contains("launch_runs impl_1 -to_step write_bitstream -jobs 4");
        assertThat(folder.resolve("deploy/" + top + ".bit")).exists();
        assertThat(project.resolve("sources/" + top + "_pipeline.v")).exists();
        assertThat(project.resolve("sources/" + top + ".v")).doesNotExist();
        assertThat(project.resolve("mem").toFile().list((f, name) -> name.endsWith(".mem")))
                .isNotEmpty()
                .allSatisfy(table ->
                        assertThat(project.resolve("sources").resolve(table)).exists());
    }

    @Test
    void theClockIsTheOscillatorsOrThePlls() throws Exception {
        String top = emit(BoardTargets.of("basys-3", "clock 100 MHz"));
        assertThat(project.resolve("board/" + top + "_board.v")).content().doesNotContain("PLLE2_BASE");
        assertThat(project.resolve("board/" + top + "_board.xdc"))
                .content()
                .contains("set_property -dict {PACKAGE_PIN W5 IOSTANDARD LVCMOS33} [get_ports clk_in]\n")
                .contains("{PACKAGE_PIN B18 IOSTANDARD LVCMOS33} [get_ports rx]")
                .contains("{PACKAGE_PIN A18 IOSTANDARD LVCMOS33} [get_ports tx]")
                .contains("create_clock -name clk_in -period 10 [get_ports clk_in]");
        emit(BoardTargets.of("arty-a7-35", "clock 125 MHz"));
        assertThat(project.resolve("board/" + top + "_board.v"))
                .content()
                .contains(".CLKIN1_PERIOD(10), .DIVCLK_DIVIDE(1), .CLKFBOUT_MULT(10), .CLKOUT0_DIVIDE(8)");
    }

    @ParameterizedTest
    @CsvSource({
        "synth_1, wrong: synth_1 ended at 42%: place_design ERROR. Its log is vivado/bnn.runs/synth_1/runme.log",
        "setup, 'wrong: the design does not reach 100 MHz: slack -0.125 ns (setup), 0.25 ns (hold).'",
    })
    void stopsAtWhatGoesWrongAndLeavesNoBitstream(String fault, String message) throws Exception {
        String top = emit(BoardTargets.of("arty-a7-100", "clock 100 MHz"));
        Path old = Files.createDirectories(folder.resolve("deploy")).resolve(top + ".bit");
        Files.writeString(old, "of an earlier network");
        assertThat(run("2023.1", Map.of("CHECK_FAULT", fault)))
                .last()
                .asString()
                .startsWith(message);
        assertThat(old).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "run_board.tcl; -fileset constrs_1; -filesets constrs_1; wrong: add_files does not know -filesets",
                "run_board.tcl; set_property top $bnn(top); set_property top x; wrong: there is no file of x",
                "board/NAME_board.xdc; PACKAGE_PIN A9; PACKAGE_PIN E3; wrong: two ports at E3",
                "board/NAME_board.xdc; get_ports rx; get_ports rxd; wrong: port rx has no pin",
            })
    void aSlipIsFound(String file, String right, String wrong, String message) throws Exception {
        String top = emit(BoardTargets.of("arty-a7-35", "clock 100 MHz"));
        Path slipped = project.resolve(file.replace("NAME", top));
        String text = Files.readString(slipped);
        assertThat(text).contains(right);
        Files.writeString(slipped, text.replace(right, wrong));
        assertThat(run("2023.1", Map.of())).last().isEqualTo(message);
    }
}
