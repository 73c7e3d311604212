// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.emit.Backend;
import dev.bnn.emit.Design;
import dev.bnn.emit.Names;
import dev.bnn.emit.Simulation;
import dev.bnn.emit.SimulationException;
import dev.bnn.emit.SimulationRequest;
import dev.bnn.emit.Synthesis;
import dev.bnn.emit.SynthesisRequest;
import dev.bnn.emit.hls.csim.CSimulation;
import dev.bnn.emit.hls.csim.CppCompiler;
import dev.bnn.estimate.CostModel;
import dev.bnn.model.target.Target;
import dev.bnn.sim.SizedDesign;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The HLS back end: C++ that a C++ compiler simulates and the vendor's HLS tool synthesizes. */
public final class HlsBackend implements Backend {
    /** Steps of the project's script without its own C simulation. */
    private static final String WITHOUT_SIMULATION = "csynth export";

    @Override
    public CostModel costs(Target target) {
        return HlsCosts.MODEL;
    }

    @Override
    public SizedDesign size(Target target, Dataflow flow) {
        return SizedDesign.of(target, flow, HlsCosts.MODEL);
    }

    @Override
    public void emit(Design design, Path project) throws IOException {
        HlsEmitter.emit(design, project);
    }

    @Override
    public Tools simulators() {
        return new Tools("C++ compiler", CppCompiler.NAMES);
    }

    @Override
    public Optional<Tool> simulator() {
        return CppCompiler.find().map(c -> new Tool(c.command().getFileName().toString(), c.command(), c.version()));
    }

    @Override
    public Simulation simulate(Tool simulator, SimulationRequest request, IntConsumer progress)
            throws SimulationException, IOException {
        return CSimulation.run(new CppCompiler(simulator.command(), simulator.version()), request, progress);
    }

    @Override
    public Tools synthesizers() {
        return new Tools("HLS", HlsProgram.NAMES);
    }

    @Override
    public Optional<Tool> synthesizer(String path) {
        return HlsProgram.find(path).map(p -> new Tool(p.name(), p.command(), ""));
    }

    @Override
    public Synthesis synthesize(Tool synthesizer, SynthesisRequest request, Consumer<String> line) throws IOException {
        HlsProgram program = new HlsProgram(synthesizer.command(), synthesizer.name());
        Path project = request.project();
        long start = System.nanoTime();
        List<String> errors = request.simulates()
                ? program.run(project, request.log(), line, request.limit())
                : program.run(project, request.log(), line, WITHOUT_SIMULATION, request.limit());
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (!errors.isEmpty()) {
            return new Synthesis(errors, seconds, Map.of(), List.of());
        }
        Optional<Path> report = SynthesisReport.find(project, Names.top(request.network()));
        if (report.isEmpty()) {
            String note = "HLS left no report of its synthesis under " + project;
            return new Synthesis(errors, seconds, Map.of(), List.of(note));
        }
        try {
            return new Synthesis(errors, seconds, SynthesisReport.read(report.get()), List.of());
        } catch (IOException e) {
            return new Synthesis(errors, seconds, Map.of(), List.of(e.getMessage()));
        }
    }
}
