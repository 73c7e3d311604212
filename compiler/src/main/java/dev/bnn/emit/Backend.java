// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.estimate.CostModel;
import dev.bnn.model.target.Target;
import dev.bnn.sim.SizedDesign;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Writes a design as a project in a hardware language, simulates the project and compares it with the golden model, and runs the
 * tool that synthesizes it. The three are separate calls, since an existing project can be simulated or synthesized later, or on
 * another machine.
 */
public interface Backend {
    /** The cost model of its designs for a target. */
    CostModel costs(Target target);

    /**
     * The design of a target with its streams as deep as the units of this back end need them, which takes seconds for a large one.
     *
     * @throws dev.bnn.source.DiagnosticException if the target section chooses the depth of a stream that is not there, or one
     *     that blocks
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    SizedDesign size(Target target, Dataflow flow);

    /** Writes or updates the project of a design. The same design gives the same bytes. */
    void emit(Design design, Path project) throws IOException;

    /** The tools that can simulate a project. */
    Tools simulators();

    /** The first of {@link #simulators} on this machine; empty if there is none. */
    Optional<Tool> simulator();

    /**
     * Builds a project that {@link #emit} has written, and runs it over its golden images.
     *
     * @param simulator what {@link #simulator} found
     * @param progress receives the number of finished images as it grows
     * @throws SimulationException if it cannot be built or does not finish
     */
    Simulation simulate(Tool simulator, SimulationRequest request, IntConsumer progress)
            throws SimulationException, IOException;

    /** The tools that can synthesize a project. */
    Tools synthesizers();

    /**
     * The newest of {@link #synthesizers} on this machine; empty if there is none.
     *
     * @param path list of folders to look in, as in the variable {@code PATH}
     */
    Optional<Tool> synthesizer(String path);

    /**
     * Synthesizes a project that {@link #emit} has written.
     *
     * @param synthesizer what {@link #synthesizer} found
     * @param line receives each line that the tool prints
     */
    Synthesis synthesize(Tool synthesizer, SynthesisRequest request, Consumer<String> line) throws IOException;

    /**
     * Tools of one kind. One of them is enough.
     *
     * @param what such as {@code C++ compiler}
     * @param names names of executables on the PATH, the preferred one first
     */
    record Tools(String what, List<String> names) {}

    /**
     * A tool that is installed on this machine.
     *
     * @param name one of {@link Tools#names}
     * @param command its executable
     * @param version the version that it prints; empty if it was not asked
     */
    record Tool(String name, Path command, String version) {}
}
