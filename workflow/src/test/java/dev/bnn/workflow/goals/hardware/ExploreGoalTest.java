// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.show.Figures;
import dev.bnn.edit.show.Hardware;
import dev.bnn.model.Network;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.hardware.Backends;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExploreGoalTest extends RecordedEvents {
    private static final String MODEL = """
            network small
            input 1 x 28 x 28 uint8
            classes 0 .. 9
            layers {
              dense 16 weights bipolar; batchnorm; sign
              dense 10 weights bipolar
            }
            train { data digits }
            target pynq-z1 { clock 100 MHz  fps %s }
            """;

    @TempDir
    private Path base;

    private BackendChoice backend = BackendChoice.HLS;

    @Test
    void tellsDrawsAndRecordsTheDesigns() throws Exception {
        Path page = explore("10000");
        Map<String, Object> figures = metrics();
        int designs = (int) figures.get("designs");
        double fastest = (double) figures.get("fastest_fps");
        assertThat(figures)
                .containsOnlyKeys(
                        "parameters",
                        "designs",
                        "clock_mhz",
                        "fastest_fps",
                        "fitting_fps",
                        "fps",
                        "bottleneck",
                        "lut",
                        "bram18",
                        "fits",
                        "margin_percent",
                        "seconds")
                .containsEntry("clock_mhz", 100.0)
                .containsEntry("margin_percent", 20.0)
                .containsEntry("fits", true);
        assertThat((double) figures.get("fps")).isGreaterThanOrEqualTo(10_000).isLessThanOrEqualTo(fastest);
        // The image takes one cycle per pixel, so no design is faster than 100 MHz / 784.
        assertThat(fastest).isEqualTo(127_551.02);
        assertThat(said)
                .anyMatch(l -> l.matches("small: " + designs
                        + " designs from [\\d,]+ to 127,551 frames/s at 100 MHz, before streams are sized.*"));
        assertThat(said)
                .anyMatch(line -> line.startsWith("small: the fastest with 20 % of xc7z020clg400-1 free: "))
                .anyMatch(
                        line -> line.matches(
                                "small: target pynq-z1: [\\d,]+ frames/s at 100 MHz, limited by \\w+; .* BRAM18 \\(estimates\\)"))
                .anyMatch(line -> line.matches("small: PE \\d+ instead of \\d+ in dense\\d: .*"))
                .last()
                .asString()
                .endsWith("drawn in " + page);
        assertThat(Files.readString(page)).contains("<svg", "small", "xc7z020clg400-1");
        assertThat(diagnostics).isEmpty();
    }

    @Test
    void aChosenDepthBehindNoUnitIsAnErrorAtItsLine() throws Exception {
        assertThatThrownBy(() -> explore("10000  fifo dense1_mtvu depth 64"))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("small cannot be explored: 1 error, shown above.");
        assertThat(diagnostics).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.CHOSEN_DEPTH);
            assertThat(d.span().start().line()).isEqualTo(9);
            assertThat(d.hint()).isEqualTo("did you mean `dense1_mvtu`?");
        });
    }

    @Test
    void aStreamAroundAResidualThatIsTooShortIsAnErrorAtItsLine() throws Exception {
        String model = """
                network small
                input 1 x 28 x 28 uint8 scaled -1 .. 1
                classes 0 .. 9
                block conv3(n) { conv n kernel 3 padding same -1; batchnorm; sign }
                layers { conv3(4); residual { conv3(4) conv3(4) } batchnorm; sign; dense 10 }
                train { data "none" }
                target pynq-z1 {
                  clock 100 MHz
                  fifo residual1_skip depth %s
                }
                """;
        assertThatThrownBy(() -> explore(model.formatted(16), "small"))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("small cannot be explored: 1 error, shown above.");
        assertThat(diagnostics).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.CHOSEN_DEPTH);
            assertThat(d.span().start().line()).isEqualTo(9);
            assertThat(d.message())
                    .isEqualTo("`residual1_skip` of 16 words blocks the pipeline: residual1_add waits for units that"
                            + " first need 140 words of residual1_fork");
            assertThat(d.hint())
                    .isEqualTo("write `depth 192` or more, or leave the line out: the simulation finds a depth");
        });

        diagnostics.clear();
        explore(model.formatted(191), "small");
        assertThat(diagnostics).singleElement().satisfies(d -> {
            assertThat(d.severity()).isEqualTo(Severity.WARNING);
            assertThat(d.span().start().line()).isEqualTo(9);
            assertThat(d.message())
                    .isEqualTo(
                            "`residual1_skip` of 191 words can block a pipeline whose units stall with up to 20 stages"
                                    + " each, which takes 192 words");
        });

        diagnostics.clear();
        explore(model.formatted(192), "small");
        assertThat(diagnostics).isEmpty();

        diagnostics.clear();
        explore(model.formatted(1024), "small");
        assertThat(diagnostics).isEmpty();
    }

    @Test
    void aWishBeyondReachIsAWarningAndTheRestIsToldAllTheSame() throws Exception {
        explore("1000000");
        assertThat(diagnostics).extracting(Diagnostic::code).containsExactly(Code.TOO_SLOW);
        assertThat(metrics()).containsEntry("fps", 127_551.02);
        assertThat(said).anyMatch(line -> line.endsWith("has no faster folding"));
    }

    @Test
    void whatIsExploredDoesNotDependOnTheRun() throws Exception {
        Path page = explore("max");
        String first = Files.readString(page);
        said.clear();
        assertThat(Files.readString(explore("max"))).isEqualTo(first);
    }

    @Test
    void aNetworkOfRealWeightsHasNoFolding() {
        assertThatThrownBy(() -> explore(MODEL.replace("bipolar", "float32").formatted("10"), "small"))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("small");
    }

    @Test
    void aBackEndHasItsOwnCosts() throws Exception {
        explore("1000");
        Map<String, Object> hls = metrics();
        said.clear();
        backend = BackendChoice.RTL;
        explore("1000");
        assertThat(metrics().get("lut")).isNotEqualTo(hls.get("lut"));
        assertThat(said).anyMatch(line -> line.contains("cycles (to the cycle, as the RTL is)"));
        backend = BackendChoice.BOTH;
        explore("1000");
        assertThat(metrics().get("lut")).isEqualTo(hls.get("lut"));
    }

    /** No HLS tool supports such a chip, so its designs are in RTL, and its cells and block RAMs are the limit. */
    @Test
    void aBoardForOpenToolsIsFilledByItsChip() throws Exception {
        explore(MODEL.replace("pynq-z1", "icebreaker").formatted("max"), "small");
        assertThat(said)
                .anyMatch(line -> line.contains("with 20 % of iCE40UP5K-SG48 free"))
                .anyMatch(line -> line.contains("cycles (to the cycle, as the RTL is)"));
        assertThat(metrics()).containsEntry("fits", true);
        assertThat((int) metrics().get("lut")).isBetween(1, 5_280);
        assertThat((int) metrics().get("bram18")).isBetween(1, 30);
    }

    private Map<String, Object> metrics() throws Exception {
        return new Metrics(ModelFolder.of(base.resolve("target"), "small"))
                .all()
                .get("explore");
    }

    private Path explore(String fps) throws Exception {
        return explore(MODEL.formatted(fps), "small");
    }

    private Path explore(String text, String name) throws Exception {
        Path model = Files.writeString(base.resolve(name + ".bnn"), text);
        Settings settings = TestSettings.of(base, "target");
        return ExploreGoal.run(new ExploreGoal.Request(model, settings, backend), this)
                .page();
    }

    /** Editors compute figures while the user types a model; they must show the same figures as the goals. */
    @Test
    void editorsShowTheSameFigures() throws Exception {
        String text = """
                network small
                input 1 x 28 x 28 uint8
                classes 0 .. 9
                layers {
                  conv 8 kernel 3 padding same 0; maxpool 2; batchnorm; relu 2
                  residual { conv 8 kernel 3 padding same 0; batchnorm; relu 2 }
                  batchnorm; relu 2; maxpool 2
                  dense 10
                }
                train { data digits }
                target pynq-z1 { fps 2000  fold conv2 pe 2 simd 24 }
                """;
        Path model = Files.writeString(base.resolve("small.bnn"), text);
        ExploreGoal.run(new ExploreGoal.Request(model, TestSettings.of(base, "target"), BackendChoice.HLS), this);
        Network network = Analysis.of("small.bnn", text).network().orElseThrow();
        Figures figures = new Hardware(target -> Backends.HLS)
                .compute(network, network.targets().get(0), first -> {})
                .orElseThrow();
        assertThat(metrics())
                .containsEntry("fps", figures.rate().value())
                .containsEntry("bottleneck", figures.bottleneck().name())
                .containsEntry("lut", (int) figures.estimate().total().lut())
                .containsEntry("bram18", (int) figures.estimate().total().bram18())
                .containsEntry("fits", figures.missing().isEmpty());
    }
}
