// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.SourceFile;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the bitstream goal on boards without a processor, with shell scripts instead of the open tools. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "shell scripts stand in for the tools")
class OpenBitstreamTest extends RecordedEvents {
    private static final String MODEL = """
            network small
            input 1 x 28 x 28 uint8
            classes 0 .. 9
            layers {
              dense 16 weights bipolar; batchnorm; sign
              dense 10 weights bipolar
            }
            train { data digits }
            target %s
            """;

    private static final String YOSYS = """
            case $1 in --version) echo "Yosys 9.1 (stands in)"; exit 0;; esac
            grep -q "$EXPECTED" script.ys || { echo "ERROR: no $EXPECTED"; exit 1; }
            echo netlist > netlist.v
            echo design > design.json
            printf '=== top ===\\n     LUT4     1200\\n     TRELLIS_FF   900\\n     DP16KD    9\\n' > yosys.stat
            """;

    private static final String NEXTPNR = """
            case $1 in --version) echo '"nextpnr" -- Next Generation Place and Route (Version 9.2)' >&2; exit 0;; esac
            echo "$@" > words
            cat > report.json <<'END'
            {"fmax": {"clk": {"achieved": 61.5, "constraint": 50}},
             "utilization": {"TRELLIS_COMB": {"used": 1300, "available": 83640}, "DP16KD": {"used": 9, "available": 208}},
             "critical_paths": [{"from": "posedge clk", "to": "posedge clk", "path": [
               {"type": "clk-to-q", "delay": 0.5, "from": {"cell": "pipeline.u_dense1_mvtu.a"}, "to": {"cell": "pipeline.f_dense1.b"}},
               {"type": "routing", "delay": 1.5, "from": {"cell": "pipeline.u_dense1_mvtu.a"}, "to": {"cell": "serial.c"}},
               {"type": "logic", "delay": 0.25, "from": {"cell": "serial.c"}, "to": {"cell": "serial.c"}}]}]}
            END
            echo routed > design.txt
            """;

    private static final String ECPPACK = "echo \"$@\" > packed; echo bits > \"$5\"";

    @TempDir
    private Path base;

    private ModelFolder folder;

    @BeforeEach
    void synthesized() throws Exception {
        folder = ModelFolder.of(base.resolve("target"), "small");
        Path board = Files.createDirectories(folder.rtl().resolve("board"));
        for (String file : List.of("bnn_serial.py", "selftest.hex", "selftest.txt", "bnn_small_board.v")) {
            Files.writeString(board.resolve(file), file);
        }
        Files.createDirectories(folder.rtl().resolve("src"));
        Files.createDirectories(folder.rtl().resolve("mem"));
        Fingerprint.record(folder, "synthesize", "hash");
        Files.createDirectories(base.resolve("bin"));
        tool("yosys", YOSYS.replace("$EXPECTED", "synth_ecp5 -top bnn_small_board"));
        tool("nextpnr-ecp5", NEXTPNR);
        tool("ecppack", ECPPACK);
    }

    @Test
    void makesABitstreamOfEcp5() throws Exception {
        assertThat(run("ulx3s { clock 50 MHz }").skipped()).isFalse();
        assertThat(folder.deploy().resolve("small.bin")).hasContent("bits");
        assertThat(folder.deploy().resolve("bnn_serial.py")).hasContent("bnn_serial.py");
        String lpf = folder.rtl().resolve("board/bnn_small_board.lpf").toString();
        assertThat(folder.open().resolve("words"))
                .content()
                .startsWith("--85k --package CABGA381 --speed 6 --lpf " + lpf + " --textcfg design.txt")
                .contains("--freq 50.0 --seed 1 --timing-allow-fail");
        assertThat(folder.open().resolve("packed")).content().startsWith("--compress --input design.txt --bit ");
        assertThat(said)
                .contains("small: the netlist is not simulated: bnn.netlistImages is 0")
                .contains(
                        "small: bitstream " + folder.deploy().resolve("small.bin")
                                + " of 5 bytes: 1,300 of 83,640 logic cells, 9 of 208 block RAM; fastest clock 61.5 MHz, wanted 50 MHz")
                .last()
                .asString()
                .startsWith("small: load it with openFPGALoader -b ulx3s ");
        assertThat(new Metrics(folder).all().get("bitstream"))
                .containsEntry("board", "ulx3s")
                .containsEntry("fastest_clock_mhz", 61.5)
                .containsEntry("clock_mhz", 50.0)
                .containsEntry("cells", 1300)
                .containsEntry("cells_available", 83640)
                .containsEntry("ram", 9)
                .containsEntry("bytes", 5)
                .containsEntry(
                        "tools", List.of("Yosys 9.1 (stands in)", "Next Generation Place and Route (Version 9.2)"));
        assertThat(run("ulx3s { clock 50 MHz }").skipped()).isTrue();
        tool("yosys", YOSYS.replace("9.1", "9.3").replace("$EXPECTED", "synth_ecp5"));
        assertThat(run("ulx3s { clock 50 MHz }").skipped()).isFalse();
    }

    @Test
    void aClockThatIsMissedSaysWhatLimitsIt() throws Exception {
        run("ulx3s { clock 50 MHz }");
        assertThatThrownBy(() -> run("ulx3s { clock 75 MHz }"))
                .hasMessage(
                        "small: the design reaches 61.5 MHz, not 75 MHz (1,300 of 83,640 logic cells, 9 of 208 block RAM)."
                                + " The slowest path takes 2.3 ns through dense1_mvtu, dense1, serial: 0.8 ns in 1 cell, the rest on"
                                + " wires. Try another -Dbnn.placeSeed (now 1), write `clock 61 MHz` in the target, or fold that unit"
                                + " with a smaller SIMD.");
        // No bitstream of another design remains, and the figures say how far the run got.
        assertThat(folder.deploy().resolve("small.bin")).doesNotExist();
        assertThat(new Metrics(folder).number("bitstream", "fastest_clock_mhz")).hasValue(61.5);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Files.delete(base.resolve("bin/nextpnr-ecp5"));
        assertThatThrownBy(() -> run("ulx3s { clock 50 MHz }"))
                .hasMessage(
                        "small: nextpnr-ecp5 is not on the PATH (install YosysHQ's OSS CAD Suite). mvn bnn:doctor shows what"
                                + " is here.");
        assertThatThrownBy(() -> run("icebreaker { clock 24 MHz }"))
                .hasMessageContaining(
                        "nextpnr-ice40 is not on the PATH (install Debian's package nextpnr-ice40, or YosysHQ's OSS"
                                + " CAD Suite); icepack is not on the PATH (install Debian's package fpga-icestorm");
        assertThatThrownBy(() -> run("ulx3s { clock 50 MHz  parameters loadable }"))
                .hasMessageContaining("loadable parameters need a processor beside the design, and ulx3s has none");
        assertThatThrownBy(() -> runAsSynthesized("ulx3s { clock 60 MHz }"))
                .hasMessage(
                        "small is not synthesized for ulx3s at 60 MHz: run mvn bnn:synthesize for it first, and bnn:bitstream"
                                + " after it.");
        Fingerprint.forget(folder, "synthesize");
        assertThatThrownBy(() -> run("ulx3s { clock 50 MHz }"))
                .hasMessageContaining("small is not synthesized for ulx3s at 50 MHz");
    }

    @Test
    void tellsTheErrorOfATool() throws Exception {
        tool("nextpnr-ecp5", "echo 'ERROR: Unable to place cell x, no BELs remaining'; exit 1");
        assertThatThrownBy(() -> run("ulx3s { clock 50 MHz }"))
                .hasMessage(
                        "small: nextpnr failed: ERROR: Unable to place cell x, no BELs remaining. The whole log is in "
                                + folder.open().resolve("nextpnr.log") + ".");
        assertThat(new Metrics(folder).all()).doesNotContainKey("bitstream");
        tool("yosys", "echo '../rtl/src/a.v:24: ERROR: syntax error'; exit 1");
        assertThatThrownBy(() -> run("ulx3s { clock 50 MHz }"))
                .hasMessageContaining(
                        "small: yosys failed: ../rtl/src/a.v:24: ERROR: syntax error. The whole log is in ");
    }

    /** Runs the goal on a design that is recorded as synthesized for the target. */
    private BitstreamGoal.Result run(String target) throws Exception {
        Matcher words = Pattern.compile("(\\S+) \\{ clock (\\d+) MHz.*").matcher(target);
        assertThat(words.matches()).isTrue();
        new Metrics(folder).put("rtl", Map.of("target", words.group(1) + " at " + words.group(2) + " MHz"));
        return runAsSynthesized(target);
    }

    private BitstreamGoal.Result runAsSynthesized(String target) throws Exception {
        Path model = Files.writeString(base.resolve("small.bnn"), MODEL.formatted(target));
        return BitstreamGoal.run(
                new BitstreamGoal.Request(
                        model,
                        TestSettings.of(base, "target"),
                        BackendChoice.HLS,
                        base.resolve("bin").toString(),
                        Duration.ofMinutes(5),
                        1,
                        0,
                        ""),
                this);
    }

    private void tool(String name, String script) throws IOException {
        Path file = base.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Override
    public void diagnostic(Diagnostic diagnostic, SourceFile source) {
        said.add(diagnostic.message());
    }
}
