// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.SourceFile;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.results.ReportGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.hardware.openflow.HostFiles;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the bitstream goal with shell scripts instead of the vendor's tools. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "shell scripts stand in for the tools")
class BitstreamGoalTest extends RecordedEvents {
    private static final String MODEL = """
            network small
            input 1 x 28 x 28 uint8
            classes 0 .. 9
            layers {
              dense 16 weights bipolar; batchnorm; sign
              dense 10 weights bipolar
            }
            train { data digits }
            target %s { clock 100 MHz }
            """;
    private static final String VIVADO = """
            echo "bnn: block design"
            echo "CRITICAL WARNING: [Timing 1] dense1_mvtu is slow"
            echo "WARNING: [Synth 2] noise of no layer"
            echo "INFO: noise"
            printf '| Slice LUTs | 1234 |\\n| Block RAM Tile | 2.5 |\\n' > ../deploy/utilization.rpt
            printf ' WNS(ns)  WHS(ns)\\n -------  -------\\n 0.250  0.030\\n' > ../deploy/timing.rpt
            echo bits > ../deploy/bnn_small.bit
            """;

    private static final String HLS = """

            mkdir -p build/solution/syn/report
            echo "WARNING: [HLS 3] loop is not flattened (src/dense2_weights.h:3:1)"
            echo '<profile><PerformanceEstimates><SummaryOfTimingAnalysis>
            <EstimatedClockPeriod>8.500</EstimatedClockPeriod></SummaryOfTimingAnalysis></PerformanceEstimates>
            <AreaEstimates><Resources><LUT>900</LUT></Resources></AreaEstimates></profile>
            ' > build/solution/syn/report/bnn_small_csynth.xml
            """;

    @TempDir
    private Path base;

    private ModelFolder folder;
    private String platform = "";

    @BeforeEach
    void synthesized() throws Exception {
        folder = ModelFolder.of(base.resolve("target"), "small");
        Files.createDirectories(folder.deploy());
        Files.writeString(Files.createDirectories(folder.hls()).resolve("run_vivado.tcl"), "");
        Fingerprint.record(folder, "synthesize", "hash");
        Files.createDirectories(base.resolve("bin"));
    }

    @Test
    void runsBothToolsAndReadsTheirReports() throws Exception {
        tool("vitis_hls", "echo \"steps $BNN_STEPS\"" + HLS);
        tool("vivado", VIVADO);
        assertThat(run("pynq-z1").skipped()).isFalse();
        assertThat(folder.hlsLog()).content().startsWith("steps csynth export");
        assertThat(said)
                .contains("small: block design")
                .contains(at("5:3: dense1: CRITICAL WARNING: [Timing 1] dense1_mvtu is slow"))
                .contains(at("6:3: dense2: WARNING: [HLS 3] loop is not flattened (src/dense2_weights.h:3:1)"))
                .noneMatch(line -> line.contains("noise"))
                .last()
                .asString()
                .endsWith("after routing 1,234 LUT, 5 BRAM18, slack 0.250 ns at 100 MHz");
        Map<String, Object> figures = new Metrics(folder).all().get("bitstream");
        assertThat(figures)
                .containsEntry("lut", 1234.0)
                .containsEntry("bram18", 5.0)
                .containsEntry("setup_slack_ns", 0.25)
                .containsEntry("hold_slack_ns", 0.03);
        assertThat(figures).containsEntry("fastest_clock_mhz", 102.564);
        assertThat(new Metrics(folder).all().get("hls"))
                .containsEntry("tool", "vitis_hls")
                .containsEntry("lut", 900.0)
                .containsEntry("clock_ns", 8.5);
        assertThat(run("pynq-z1").skipped()).isTrue();
        Files.delete(folder.deploy().resolve("bnn_small.bit"));
        assertThat(run("pynq-z1").skipped()).isFalse();
    }

    @Test
    void aBoardWithoutAProcessorGetsItsOwnScriptAndTheHostsFiles() throws Exception {
        tool("vivado", VIVADO.replace("block design", "$*"));
        Path board = Files.createDirectories(folder.rtl().resolve("board"));
        Files.writeString(folder.rtl().resolve("run_board.tcl"), "");
        for (String file : HostFiles.FILES) {
            Files.writeString(board.resolve(file), "the host's");
        }
        new Metrics(folder).put("rtl", Map.of("images", 1));
        assertThat(run("arty-a7-35").skipped()).isFalse();
        assertThat(said)
                .anyMatch(line -> line.contains("run_board.tcl"))
                .noneMatch(line -> line.contains("run_ip.tcl"))
                .last()
                .asString()
                .startsWith("small: load it with openFPGALoader -b arty_a7_35t ")
                .endsWith("bnn_serial.py PORT");
        assertThat(folder.deploy().resolve("selftest.hex")).hasContent("the host's");
        assertThat(run("arty-a7-35").skipped()).isTrue();
    }

    @Test
    void aCardsKernelIsLinkedWithItsShell() throws Exception {
        assertThatThrownBy(() -> run("alveo-u50")).hasMessageContaining("is not synthesized");
        Files.writeString(folder.hls().resolve("link.cfg"), "");
        tool("vitis_hls", "echo \"steps $BNN_STEPS\"" + HLS + "\necho kernel > bnn_small.xo");
        assertThatThrownBy(() -> run("alveo-u50")).hasMessageContaining("v++ is not on the PATH");
        tool("v++", "echo \"$*\"; echo 'ERROR: [VPL 1] dense1_mvtu does not fit'; exit 1");
        assertThatThrownBy(() -> run("alveo-u50"))
                .hasMessageContaining("small: v++ failed: ")
                .hasMessageContaining("small.bnn:5:3: dense1: ERROR: [VPL 1] dense1_mvtu does not fit");
        tool("v++", "echo nothing");
        assertThatThrownBy(() -> run("alveo-u50")).hasMessageContaining("left no ");
        tool("v++", "echo \"$*\"; cat bnn_small.xo > ../deploy/bnn_small.xclbin");
        Path binary = folder.deploy().resolve("bnn_small.xclbin");
        assertThat(run("alveo-u50").skipped()).isFalse();
        assertThat(folder.linkLog())
                .content()
                .isEqualTo(
                        "--link --target hw --platform xilinx_u50_gen3x16_xdma_5_202210_1 --config link.cfg --output "
                                + binary.toAbsolutePath() + " bnn_small.xo\n");
        assertThat(said)
                .last()
                .asString()
                .isEqualTo("small: " + binary + "; its host program and how to run it are in "
                        + folder.deploy().resolve("README.md"));
        assertThat(new Metrics(folder).all().get("bitstream"))
                .containsEntry("platform", "xilinx_u50_gen3x16_xdma_5_202210_1");
        assertThat(run("alveo-u50").skipped()).isTrue();
        platform = "/opt/shells/mine.xpfm";
        assertThat(run("alveo-u50").skipped()).isFalse();
        assertThat(folder.linkLog()).content().contains("--platform /opt/shells/mine.xpfm ");
        assertThatThrownBy(() -> run("alveo-u50", BackendChoice.RTL, Duration.ofMinutes(5)))
                .hasMessageEndingWith(
                        "the kernel of alveo-u50 is made by HLS: run mvn bnn:bitstream without" + " -Dbnn.backend=rtl");
    }

    @Test
    void reportsThatAreAbsentOrBrokenAreWarnings() throws Exception {
        tool(
                "vitis_hls",
                HLS.substring(0, HLS.indexOf("</LUT>")) + "' > build/solution/syn/report/bnn_small_csynth.xml");
        tool("vivado", "echo bits > ../deploy/bnn_small.bit; echo nothing > ../deploy/timing.rpt");
        assertThat(run("pynq-z1").skipped()).isFalse();
        assertThat(said)
                .contains("small: the report "
                        + folder.hls().resolve("build/solution/syn/report/bnn_small_csynth.xml")
                        + " cannot be used: it is broken in line 4, column 1; its figures are left out")
                .contains("small: there is no report " + folder.deploy().resolve("utilization.rpt")
                        + "; its figures are left out")
                .contains("small: the report " + folder.deploy().resolve("timing.rpt")
                        + " cannot be used: it has no table with WNS(ns) and WHS(ns); its figures are left out");
        assertThat(new Metrics(folder).all().get("bitstream")).doesNotContainKey("lut");
    }

    @Test
    void theReportPageHoldsTheFiguresAgainstTheEstimate() throws Exception {
        new Metrics(folder).put("estimate", Map.of("lut", 5_000, "ff", 6_000, "clock_mhz", 100.0));
        tool("vitis_hls", HLS);
        tool("vivado", VIVADO);
        run("pynq-z1");
        Path page = ReportGoal.run(
                        new ReportGoal.Request(base.resolve("small.bnn"), TestSettings.of(base, "target")), this)
                .page();
        assertThat(Files.readString(page).replaceAll("<[^>]+>", " ").replaceAll("\\s+", " "))
                .contains("LUT 1,000 900 +11.1 % 5,000 1,234 +305.2 %")
                .contains("Fastest clock by HLS 117.6 MHz")
                .contains("Fastest clock after route 102.6 MHz", "Setup slack 0.250 ns", "Hold slack 0.030 ns");
    }

    @Test
    void tellsTheErrorOfTheScript() throws Exception {
        tool("vitis_hls", "exit 0");
        tool("vivado", "echo the design does not reach 100 MHz; echo '    while executing'; exit 1");
        assertThatThrownBy(() -> run("pynq-z1"))
                .isInstanceOf(WorkflowException.class)
                .hasMessageStartingWith("small: vivado failed: the design does not reach 100 MHz")
                .hasMessageContaining("The whole log is in ");
        assertThat(new Metrics(folder).all()).doesNotContainKey("bitstream");
    }

    @Test
    void namesTheLayerOfAnError() throws Exception {
        tool("vitis_hls", "echo \"ERROR: [HLS 1] cannot unroll 'dense1_weights'\"; exit 1");
        tool("vivado", "exit 0");
        assertThatThrownBy(() -> run("pynq-z1"))
                .hasMessageContaining("small.bnn:5:3: dense1: ERROR: [HLS 1] cannot unroll 'dense1_weights'");
    }

    @Test
    void endsAToolWhoseTimeIsUp() throws Exception {
        tool("vitis_hls", "sleep 600");
        tool("vivado", "exit 0");
        assertThatThrownBy(() -> run("pynq-z1", BackendChoice.HLS, Duration.ofMillis(300)))
                .hasMessageContaining("vitis_hls was ended after 0 minutes");
    }

    @Test
    void packagesTheRtlWithVivadoAlone() throws Exception {
        assertThatThrownBy(this::runRtl)
                .hasMessage("small was last synthesized without the back end rtl: run mvn bnn:synthesize"
                        + " -Dbnn.backend=rtl, and bnn:bitstream after it.");
        new Metrics(folder).put("rtl", Map.of("images", 1));
        assertThatThrownBy(this::runRtl).hasMessageContaining("is not synthesized");
        Files.writeString(Files.createDirectories(folder.rtl()).resolve("run_vivado.tcl"), "");
        assertThatThrownBy(this::runRtl).hasMessageContaining("vivado is not on the PATH");
        tool("vivado", "case \"$*\" in *run_ip.tcl) echo \"bnn: IP in $PWD\"; exit 0;; esac" + "\n" + VIVADO);
        assertThat(runRtl().skipped()).isFalse();
        assertThat(folder.ipLog()).content().isEqualTo("bnn: IP in " + folder.rtl() + "\n");
        assertThat(folder.vivadoLog()).content().startsWith("bnn: block design");
        assertThat(new Metrics(folder).all().get("bitstream"))
                .containsEntry("backend", "rtl")
                .containsEntry("lut", 1234.0);
        assertThat(new Metrics(folder).all()).doesNotContainKey("hls");
        assertThat(runRtl().skipped()).isTrue();

        // Another back end makes another bitstream.
        tool("vitis_hls", HLS);
        assertThat(run("pynq-z1").skipped()).isFalse();
        assertThat(new Metrics(folder).text("bitstream", "backend")).isEqualTo("hls");
        assertThat(runRtl().skipped()).isFalse();
    }

    @Test
    void tellsTheErrorOfThePackaging() throws Exception {
        new Metrics(folder).put("rtl", Map.of("images", 1));
        Files.writeString(Files.createDirectories(folder.rtl()).resolve("run_vivado.tcl"), "");
        tool("vivado", "echo there is no file src/x.v; echo '    while executing'; exit 1");
        assertThatThrownBy(this::runRtl)
                .hasMessageStartingWith("small: vivado failed: there is no file src/x.v")
                .hasMessageContaining("The whole log is in " + folder.ipLog());
    }

    private BitstreamGoal.Result runRtl() throws Exception {
        return run("pynq-z1", BackendChoice.BOTH, Duration.ofMinutes(5));
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> run("pynq-z1"))
                .hasMessageContaining("none of vitis-run, vitis_hls, vivado_hls is on the PATH");
        tool("vitis_hls", "exit 0");
        assertThatThrownBy(() -> run("pynq-z1")).hasMessageContaining("vivado is not on the PATH");
        tool("vivado", "exit 0");
        assertThatThrownBy(() -> run("pynq-z1")).hasMessageContaining("left no ");
        assertThatThrownBy(() -> run("xc7z020clg400-1")).hasMessageContaining("a bitstream needs a board");
        Fingerprint.forget(folder, "synthesize");
        assertThatThrownBy(() -> run("pynq-z1")).hasMessageContaining("run mvn bnn:synthesize first");
    }

    private String at(String rest) {
        return base.resolve("small.bnn") + ":" + rest;
    }

    private BitstreamGoal.Result run(String board) throws Exception {
        return run(board, BackendChoice.HLS, Duration.ofMinutes(5));
    }

    private BitstreamGoal.Result run(String board, BackendChoice backend, Duration limit) throws Exception {
        Path model = Files.writeString(base.resolve("small.bnn"), MODEL.formatted(board));
        return BitstreamGoal.run(
                new BitstreamGoal.Request(
                        model,
                        TestSettings.of(base, "target"),
                        backend,
                        base.resolve("bin").toString(),
                        limit,
                        1,
                        0,
                        platform),
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
