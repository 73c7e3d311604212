// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Backend;
import dev.bnn.emit.Design;
import dev.bnn.emit.Simulation;
import dev.bnn.emit.SimulationException;
import dev.bnn.emit.SimulationRequest;
import dev.bnn.emit.Synthesis;
import dev.bnn.emit.SynthesisRequest;
import dev.bnn.emit.hls.HlsBackend;
import dev.bnn.emit.rtl.RtlEmitter;
import dev.bnn.emit.rtl.cost.RtlCosts;
import dev.bnn.estimate.CostModel;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.ResourceKind;
import dev.bnn.model.target.Target;
import dev.bnn.sim.Pattern;
import dev.bnn.sim.SizedDesign;
import dev.bnn.sim.StreamDepths;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The RTL back end: Verilog that Verilator simulates to the bit and to the cycle. The streams of a design are {@link #sized} for it. */
public final class RtlBackend implements Backend {
    /** Number of images of which every word is compared; of the others, only the answers are. */
    private static final int TRACED = 2;

    /** Ends that are always active, and ends that pause in six of ten cycles. */
    private static final List<RtlSimulation.Ends> ENDS = List.of(
            RtlSimulation.Ends.FREE,
            new RtlSimulation.Ends(Pattern.random(1, 60, 1, 997), Pattern.random(2, 60, 1, 991)));

    /** The back end that goals use unless one is chosen: RTL on boards for open tools, since no HLS tool knows their chips, else HLS. */
    public static Backend orHls(Target target) {
        return target.board().open().isPresent() ? new RtlBackend() : new HlsBackend();
    }

    /** The pipeline with streams as deep as its RTL needs or its target says, and its interval and latency in cycles. */
    public static StreamDepths.Sized sized(Design design) {
        return SizedDesign.rtl(design.target(), design.flow(), fabric(design.target()));
    }

    /** The memories for streams on a target's part. Of the parts of all boards, only iCE40 has no LUT RAM. */
    public static RtlFabric fabric(Target target) {
        return target.board()
                .open()
                .filter(board -> board.family() == OpenBoard.Family.ICE40)
                .map(board -> RtlFabric.BLOCK_RAM)
                .orElse(RtlFabric.LUT_RAM);
    }

    @Override
    public CostModel costs(Target target) {
        return RtlCosts.of(target);
    }

    @Override
    public SizedDesign size(Target target, Dataflow flow) {
        return SizedDesign.rtl(target, flow, fabric(target), costs(target));
    }

    @Override
    public void emit(Design design, Path project) throws IOException {
        RtlEmitter.emit(design, fabric(design.target()), project);
    }

    @Override
    public Tools simulators() {
        return new Tools("Verilator", List.of(Verilator.NAME));
    }

    @Override
    public Optional<Tool> simulator() {
        return Verilator.find().map(v -> new Tool(Verilator.NAME, v.program(), v.version()));
    }

    @Override
    public Simulation simulate(Tool simulator, SimulationRequest request, IntConsumer progress)
            throws SimulationException, IOException {
        Design design = request.design();
        RtlSimulation.Result result = RtlSimulation.run(
                new RtlSimulation.Request(
                        new Verilator(simulator.command(), simulator.version()),
                        Verilator.Effort.FAST,
                        request.project(),
                        request.build(),
                        design.flow(),
                        fabric(design.target()),
                        design.images(),
                        TRACED,
                        ENDS,
                        1),
                progress);
        Optional<String> difference = result.difference()
                .map(Difference::toString)
                .or(() -> result.said().stream().findFirst());
        return new Simulation(
                result.images(),
                result.comparedBits(),
                result.differingBits(),
                result.seconds(),
                Optional.empty(),
                Optional.of(new Simulation.Cycles(result.words(), difference)));
    }

    @Override
    public Tools synthesizers() {
        return new Tools("yosys", List.of(Yosys.NAME));
    }

    @Override
    public Optional<Tool> synthesizer(String path) {
        return Programs.find(Yosys.NAME, path).map(program -> new Tool(Yosys.NAME, program, ""));
    }

    /**
     * Counts the resources that the project takes on a seven-series part. It works in the folder of the log, and the request must
     * have the pipeline.
     */
    @Override
    public Synthesis synthesize(Tool synthesizer, SynthesisRequest request, Consumer<String> line) throws IOException {
        long start = System.nanoTime();
        try {
            Yosys.Report report = new Yosys(synthesizer.command())
                    .count(
                            request.project(),
                            request.flow().orElseThrow(),
                            request.log().toAbsolutePath().getParent());
            Map<String, Map<String, Double>> units = new LinkedHashMap<>();
            report.parts().forEach((unit, counts) -> units.put(unit, figures(counts)));
            return new Synthesis(List.of(), seconds(start), figures(report.whole()), List.of(), units);
        } catch (SimulationException e) {
            return new Synthesis(List.of(e.getMessage()), seconds(start), Map.of(), List.of());
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    private static Map<String, Double> figures(YosysCounts counts) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(ResourceKind.LUT.word(), (double) counts.lut());
        figures.put(ResourceKind.FF.word(), (double) counts.ff());
        figures.put(ResourceKind.BRAM18.word(), (double) counts.ram());
        figures.put(ResourceKind.DSP.word(), (double) counts.dsp());
        return figures;
    }
}
