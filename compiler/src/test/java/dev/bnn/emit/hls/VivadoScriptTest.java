// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.check.BoardTargets;
import dev.bnn.emit.Design;
import dev.bnn.emit.Names;
import dev.bnn.model.target.Target;
import dev.bnn.testing.Designs;
import dev.bnn.testing.TclChecker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Vivado script under tclsh, on a model of a project and its block design. */
class VivadoScriptTest {
    private static final List<String> RELEASES = List.of("2018.3", "2019.2", "2020.1", "2020.2", "2023.1", "2026.1");
    /** Random designs by the channels of their images: a pixel of three bytes needs a converter. */
    private static final Map<Integer, Design> BY_CHANNELS = byChannels();

    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void needsTclsh() {
        assumeTrue(TclChecker.available(), "there is no tclsh");
        project = folder.resolve("hls");
    }

    static Stream<Arguments> releasesAndBoards() {
        return RELEASES.stream()
                .flatMap(release -> BoardTargets.names().stream().map(board -> Arguments.of(release, board)));
    }

    @ParameterizedTest
    @MethodSource("releasesAndBoards")
    void eachReleaseTakesItForEachBoard(String release, String board) throws Exception {
        for (Design design : List.of(BY_CHANNELS.get(1), BY_CHANNELS.get(3))) {
            String top = emit(design, BoardTargets.of(board));
            List<String> calls = run(release, Map.of());
            assertThat(calls)
                    .endsWith("exit")
                    .contains("launch_runs impl_1 -to_step write_bitstream -jobs 4")
                    .anyMatch(call -> call.startsWith("validate_bd_design"));
            Path deploy = folder.resolve("deploy");
            assertThat(deploy.resolve(top + ".bit")).exists();
            assertThat(deploy.resolve(top + ".hwh")).exists();
            assertThat(calls.stream().anyMatch(call -> call.startsWith("write_hw_platform")))
                    .isEqualTo(!release.equals("2018.3"));
        }
    }

    @Test
    void aPixelOfThreeBytesGoesThroughAConverter() throws Exception {
        emit(BY_CHANNELS.get(3), BoardTargets.of("zcu104"));
        assertThat(run("2023.1", Map.of()))
                .contains("set_property CONFIG.M_TDATA_NUM_BYTES 3 /pixels")
                .anyMatch(call -> call.contains("CONFIG.c_m_axis_mm2s_tdata_width 32"));
        emit(BY_CHANNELS.get(2), BoardTargets.of("zcu104"));
        assertThat(run("2023.1", Map.of())).noneMatch(call -> call.contains("/pixels"));
    }

    @Test
    void aBarePartHasNoBitstream() throws Exception {
        emit(BY_CHANNELS.get(1), BoardTargets.of("xczu3eg-sbva484-1-i"));
        assertThat(run("2023.1", Map.of()))
                .singleElement()
                .asString()
                .startsWith("wrong: the target is the bare part xczu3eg-sbva484-1-i: a bitstream needs a board.");
    }

    @Test
    void theIpComesFirst() throws Exception {
        emit(BY_CHANNELS.get(1), BoardTargets.of("pynq-z2"));
        Files.delete(project.resolve("build/solution/impl/ip/component.xml"));
        Files.delete(project.resolve("build/solution/impl/ip"));
        assertThat(run("2023.1", Map.of())).last().asString().endsWith("solution/impl/ip: run run_hls.tcl first");
    }

    @ParameterizedTest
    @CsvSource({
        "boards, wrong: Vivado has no board files of pynq-z2 (*:pynq-z2:*).",
        "synth_1, wrong: synth_1 ended at 42%: place_design ERROR. Its log is vivado/bnn.runs/synth_1/runme.log",
        "impl_1, wrong: impl_1 ended at 42%: place_design ERROR.",
        "setup, 'wrong: the design does not reach 125 MHz: slack -0.125 ns (setup), 0.25 ns (hold).'",
        "hold, 'wrong: the design does not reach 125 MHz: slack 0.25 ns (setup), -0.125 ns (hold).'",
    })
    void stopsAtWhatGoesWrongAndLeavesNoBitstream(String fault, String message) throws Exception {
        String top = emit(BY_CHANNELS.get(1), BoardTargets.of("pynq-z2"));
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
                "-include_bit; -include_bits; wrong: write_hw_platform does not know -include_bits",
                "validate_bd_design; validate_db_design; wrong: unknown command validate_db_design",
                "-to_step write_bitstream; -to_step bitstream; wrong: launch_runs: -to_step bitstream",
                "CONFIG.c_include_sg; CONFIG.c_include_gs; wrong: xilinx.com:ip:axi_dma:7.1 has no parameter c_include_gs",
                "CONFIG.c_mm2s_burst_size 16; CONFIG.c_mm2s_burst_size 15; wrong: xilinx.com:ip:axi_dma:7.1: c_mm2s_burst_size 15",
                "mm2s_prmry_reset_out_n core; mm2s_reset_out_n core; wrong: dma (xilinx.com:ip:axi_dma:7.1) has no mm2s_reset_out_n",
                "core/ap_rst_n; core/ap_rst; wrong: core (xilinx.com:hls:bnn_NAME:1.0) has no ap_rst",
                "memory/aresetn dma/axi_resetn; memory/aresetn; wrong: dma/axi_resetn is joined to nothing",
                "join_ports ps/$ps(control) control/S00_AXI; set unused 1; wrong: control/S00_AXI is joined to nothing",
                "dma/M_AXI_S2MM memory/S01_AXI; dma/M_AXI_S2MM memory/S00_AXI; wrong: /memory/S00_AXI is joined twice",
                "save_bd_design; set unused 1; wrong: get_files before save_bd_design",
                "open_run impl_1; set unused 1; wrong: report_utilization before open_run",
            })
    void aSlipIsFound(String right, String wrong, String message) throws Exception {
        String top = emit(BY_CHANNELS.get(1), BoardTargets.of("zcu102"));
        Path script = project.resolve("run_vivado.tcl");
        String text = Files.readString(script);
        assertThat(text).contains(right);
        Files.writeString(script, text.replace(right, wrong));
        assertThat(run("2023.1", Map.of())).last().isEqualTo(message.replace("bnn_NAME", top));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xczu3eg-sbva484-1-e", "xc7z020clg484-1"})
    void aBoardWithTheWrongPartIsFound(String part) throws Exception {
        Target right = BoardTargets.of("pynq-z1");
        emit(
                BY_CHANNELS.get(1),
                new Target(right.name(), right.span(), right.board(), part, right.clockMhz(), 0, Map.of()));
        assertThat(run("2023.1", Map.of())).last().asString().contains("carries xc7z020clg400-1, not " + part);
    }

    private String emit(Design design, Target target) throws Exception {
        HlsEmitter.emit(new Design(design.flow(), target, design.source(), design.images(), design.scores()), project);
        Path ip = Files.createDirectories(project.resolve("build/solution/impl/ip"));
        Files.writeString(ip.resolve("component.xml"), "<component/>");
        return Names.top(design.flow().network());
    }

    private List<String> run(String release, Map<String, String> environment) throws Exception {
        return TclChecker.run("vivado", release, project.resolve("run_vivado.tcl"), environment);
    }

    private static Map<Integer, Design> byChannels() {
        Map<Integer, Design> found = new TreeMap<>();
        for (long seed = 1; found.size() < 4; seed++) {
            Design design = Designs.random(seed).design();
            found.putIfAbsent(design.flow().input().channels(), design);
        }
        return found;
    }
}
