// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.Design;
import dev.bnn.emit.Fault;
import dev.bnn.emit.Simulation;
import dev.bnn.emit.SimulationException;
import dev.bnn.emit.SimulationRequest;
import dev.bnn.emit.hls.HlsEmitter;
import dev.bnn.ir.Weights;
import dev.bnn.testing.Designs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong constant in the generated C++ is found, and traced to its layer and channel. */
class MutatedDesignTest {
    /** A design with two threshold layers whose scores depend on every channel of the last of them. */
    private static final long SEED = 9;

    @TempDir
    private Path folder;

    private CppCompiler compiler;
    private Designs.Made made;

    @BeforeEach
    void makeDesign() {
        Optional<CppCompiler> found = CppCompiler.find();
        assumeTrue(found.isPresent(), "there is no C++ compiler");
        compiler = found.get();
        made = Designs.random(SEED);
    }

    @Test
    void aWrongThresholdNamesLayerAndChannel() throws Exception {
        MatrixUnit.Mvtu last = last();
        for (int channel = 0; channel < last.out().channels(); channel++) {
            long[][] thresholds = new long[last.thresholds().length][];
            for (int k = 0; k < thresholds.length; k++) {
                thresholds[k] = last.thresholds()[k].clone();
                long never = (1L << last.accumulatorBits()) - 1;
                for (int i = channel * last.levels(); i < (channel + 1) * last.levels(); i++) {
                    thresholds[k][i] = thresholds[k][i] <= 0 ? never : 0;
                }
            }
            Optional<Simulation.Mismatch> mismatch = simulate(with(last, thresholds, last.weights()));
            if (mismatch.isPresent()) {
                Fault fault = mismatch.get().fault().orElseThrow();
                assertThat(fault.layer()).isEqualTo(last.layer());
                assertThat(fault.unit()).isEqualTo(last.name());
                assertThat(fault.channel()).isEqualTo(channel);
                return;
            }
        }
        throw new AssertionError("no changed threshold changes a score");
    }

    @Test
    void aWrongWeightNamesLayerAndChannel() throws Exception {
        MatrixUnit.Mvtu last = last();
        for (int channel = 0; channel < last.out().channels(); channel++) {
            byte[] values = last.weights().values().clone();
            int columns = last.weights().columns();
            for (int i = channel * columns; i < (channel + 1) * columns; i++) {
                values[i] = (byte) -values[i];
            }
            Weights weights = last.weights().with(values);
            Optional<Simulation.Mismatch> mismatch = simulate(with(last, last.thresholds(), weights));
            if (mismatch.isPresent()) {
                assertThat(mismatch.get().fault().orElseThrow().layer()).isEqualTo(last.layer());
                assertThat(mismatch.get().fault().orElseThrow().channel()).isEqualTo(channel);
                return;
            }
        }
        throw new AssertionError("no changed weight changes a score");
    }

    @Test
    void aWrongScoreAloneNamesItsClass() throws Exception {
        MatrixUnit.Scores scores = made.design().flow().scores();
        long[] addend = scores.addend().clone();
        addend[1]++;
        Unit changed = new MatrixUnit.Scores(
                scores.name(),
                scores.span(),
                scores.layer(),
                scores.weights(),
                scores.elementBits(),
                scores.out(),
                scores.multiplier(),
                addend,
                scores.accumulatorBits(),
                scores.scoreBits(),
                scores.folding());
        Simulation.Mismatch mismatch =
                simulate(unit -> unit == scores ? changed : unit).orElseThrow();
        assertThat(mismatch.index()).isEqualTo(1);
        assertThat(mismatch.found()).isEqualTo(mismatch.expected() + 1);
        assertThat(mismatch.fault()).isEmpty();
    }

    @Test
    void aBrokenTableDoesNotCompile() throws Exception {
        HlsEmitter.emit(made.design(), folder.resolve("hls"));
        String layer = last().layer();
        Path table = folder.resolve("hls/src/weights/" + layer + ".h");
        Files.writeString(table, Files.readString(table).replaceFirst("0x", "0y"));
        assertThatThrownBy(() -> CSimulation.run(compiler, request(made.design()), done -> {}))
                .isInstanceOf(SimulationException.class)
                .hasMessageContaining("does not compile the design in " + folder.resolve("hls"))
                .hasMessageContaining("weights/" + layer + ".h");
    }

    @Test
    void truncatedGoldenVectorsAreRefused() throws Exception {
        HlsEmitter.emit(made.design(), folder.resolve("hls"));
        Path scores = folder.resolve("hls/tb/scores.txt");
        List<String> lines = Files.readAllLines(scores);
        Files.write(scores, lines.subList(0, 2));
        assertThatThrownBy(() -> CSimulation.run(compiler, request(made.design()), done -> {}))
                .isInstanceOf(SimulationException.class)
                .hasMessageContaining("ran 2 images of 4");
        lines.set(1, lines.get(1) + " 5");
        Files.write(scores, lines);
        assertThatThrownBy(() -> CSimulation.run(compiler, request(made.design()), done -> {}))
                .isInstanceOf(SimulationException.class)
                .hasMessageContaining("line 2 of images.hex or scores.txt is not of this network");
    }

    private MatrixUnit.Mvtu last() {
        List<Unit> units = made.design().flow().units();
        return units.stream()
                .filter(MatrixUnit.Mvtu.class::isInstance)
                .map(MatrixUnit.Mvtu.class::cast)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private UnaryOperator<Unit> with(MatrixUnit.Mvtu old, long[][] thresholds, Weights weights) {
        Unit changed = new MatrixUnit.Mvtu(
                old.name(),
                old.span(),
                old.layer(),
                old.result(),
                weights,
                old.groups(),
                old.elementBits(),
                old.out(),
                thresholds,
                old.classes(),
                old.levels(),
                old.accumulatorBits() + 1,
                old.folding());
        return unit -> unit == old ? changed : unit;
    }

    private Optional<Simulation.Mismatch> simulate(UnaryOperator<Unit> change) throws Exception {
        Dataflow flow = made.design().flow();
        List<Unit> units = new ArrayList<>();
        flow.units().forEach(unit -> units.add(change.apply(unit)));
        Design design = new Design(
                new Dataflow(flow.network(), flow.input(), flow.classes(), units),
                Designs.TARGET,
                made.design().source(),
                made.design().images(),
                made.design().scores());
        HlsEmitter.emit(design, folder.resolve("hls"));
        Simulation result = CSimulation.run(compiler, request(design), done -> {});
        assertThat(result.differingBits() > 0).isEqualTo(result.mismatch().isPresent());
        return result.mismatch();
    }

    private SimulationRequest request(Design design) {
        return new SimulationRequest(
                folder.resolve("hls"),
                folder.resolve("csim"),
                design,
                made.lowered().model(),
                1);
    }
}
