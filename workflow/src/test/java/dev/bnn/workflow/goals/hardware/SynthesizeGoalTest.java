// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.Network;
import dev.bnn.npz.Npz;
import dev.bnn.pass.NominalParameters;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.SmallModel;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.authoring.ValidateGoal;
import dev.bnn.workflow.goals.results.ReportGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.hardware.Backends;
import dev.bnn.workflow.hardware.Hardware;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The back ends that a build asks for. */
class SynthesizeGoalTest extends RecordedEvents {
    private static final int IMAGES = 3;

    @TempDir
    Path base;

    @Test
    void rtlAloneIsSimulatedToTheCycleAndHasNoHlsProject() throws Exception {
        ModelFolder folder = synthesize(BackendChoice.RTL);
        assertThat(folder.rtl().resolve("src/bnn_small.v")).exists();
        assertThat(folder.hls()).doesNotExist();
        Metrics metrics = new Metrics(folder);
        assertThat(metrics.text("csim", "skipped")).isEqualTo("bnn.backend is rtl");
        if (Backends.RTL.simulator().isPresent()) {
            assertThat(metrics.number("rtl", "images")).hasValue(IMAGES);
            assertThat(metrics.number("rtl", "differing_bits")).hasValue(0);
            assertThat(metrics.number("rtl", "compared_words").orElseThrow()).isGreaterThan(IMAGES);
            assertThat(said).anyMatch(line -> line.contains("with their cycles, compared, 0 differ"));
        } else {
            assertThat(metrics.text("rtl", "skipped")).isEqualTo("no Verilator on the PATH (verilator)");
            assertThat(said).anyMatch(line -> line.contains("RTL simulation skipped: no Verilator on the PATH"));
        }
        if (Backends.RTL.synthesizer(System.getenv("PATH")).isPresent()) {
            assertThat(metrics.number("rtl", "lut").orElseThrow()).isPositive();
        } else {
            assertThat(metrics.text("rtl", "not_counted")).isEqualTo("no yosys on the PATH (yosys)");
        }
        assertThat(Files.readString(folder.report())).contains("<h2>RTL</h2>");

        assertThatThrownBy(() -> BitstreamGoal.run(
                        new BitstreamGoal.Request(
                                model(), settings(), BackendChoice.HLS, "", Duration.ofMinutes(1), 1, 0, ""),
                        this))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("small was last synthesized with the back end rtl alone: run mvn bnn:bitstream"
                        + " -Dbnn.backend=rtl, or mvn bnn:synthesize -Dbnn.backend=both before it.");
    }

    @Test
    void anotherBackEndIsAnotherSynthesis() throws Exception {
        ModelFolder folder = synthesize(BackendChoice.HLS);
        assertThat(folder.rtl()).doesNotExist();
        assertThat(run(BackendChoice.HLS).skipped()).isTrue();
        assertThat(run(BackendChoice.RTL, false).skipped()).isFalse();
        assertThat(new Metrics(folder).text("rtl", "not_counted")).isEqualTo("bnn.rtlCounts is false");
        assertThat(folder.rtl()).isDirectory();
    }

    /** If a tool is installed later, the goal runs what it had skipped; a tool of another back end changes nothing. */
    @Test
    void onlyTheToolsOfTheBackEndsThatAreAskedForDecideWhetherAResultIsUpToDate() {
        List<String> hls = Hardware.tools(BackendChoice.HLS);
        List<String> rtl = Hardware.tools(BackendChoice.RTL);
        assertThat(Hardware.tools(BackendChoice.BOTH))
                .startsWith(hls.toArray(String[]::new))
                .endsWith(rtl.toArray(String[]::new))
                .hasSize(hls.size() + rtl.size());
        Backends.RTL.simulator().ifPresent(verilator -> {
            assertThat(rtl).contains(verilator.version());
            assertThat(hls).doesNotContain(verilator.version());
        });
        Backends.RTL
                .synthesizer(System.getenv("PATH"))
                .ifPresent(yosys -> assertThat(rtl).contains(yosys.command().toString()));
    }

    @Test
    void aWordThatIsNoBackEndIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> BackendChoice.of("verilog"))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("bnn.backend is verilog; give hls, rtl or both.");
    }

    @Test
    void aCardHasItsHostsProgramAndFixedParameters() throws Exception {
        ModelFolder folder = synthesize("alveo-u250 { clock 200 MHz }", BackendChoice.HLS);
        assertThat(folder.deploy().resolve("bnn_xrt.cpp")).exists();
        assertThat(folder.deploy().resolve("bnn_driver.c")).doesNotExist();
        assertThat(folder.hls().resolve("link.cfg")).content().contains("kernel_frequency=200\n");
        assertThatThrownBy(() -> synthesize("alveo-u250 { parameters loadable }", BackendChoice.HLS))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining(
                        "the kernel of a card has its parameters in its binary, and alveo-u250 is a card.");
    }

    private ModelFolder synthesize(BackendChoice backend) throws Exception {
        return synthesize("pynq-z1 { clock 100 MHz }", backend);
    }

    private ModelFolder synthesize(String target, BackendChoice backend) throws Exception {
        Files.writeString(
                model(), SmallModel.NETWORK + "train { data \"digits:60\"  validation 10 }\ntarget " + target + "\n");
        Network network = ValidateGoal.run(new ValidateGoal.Request(model(), settings()), this)
                .network()
                .orElseThrow(() -> new AssertionError(diagnostics));
        ModelFolder folder = ModelFolder.of(settings().output(), network.name());
        Npz.write(folder.parameters(), NominalParameters.of(network));
        assertThat(run(backend).skipped()).isFalse();
        ReportGoal.run(new ReportGoal.Request(model(), settings()), this);
        return folder;
    }

    private SynthesizeGoal.Result run(BackendChoice backend) throws Exception {
        return run(backend, backend == BackendChoice.RTL);
    }

    private SynthesizeGoal.Result run(BackendChoice backend, boolean counts) throws Exception {
        return SynthesizeGoal.run(
                new SynthesizeGoal.Request(model(), settings(), 2, IMAGES, backend, counts, false), this);
    }

    private Path model() {
        return base.resolve("small.bnn");
    }

    private Settings settings() {
        return TestSettings.of(base, "out");
    }
}
