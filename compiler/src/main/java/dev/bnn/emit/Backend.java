// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.estimate.CostModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Writes a design in a hardware language, simulates what it wrote against the golden model, and has a tool synthesize it. The three
 * are calls of their own: a project that is there can be simulated again, or synthesized where a vendor's tool is.
 */
public interface Backend {
    /** What its designs take of a device. */
    CostModel costs();

    /** Writes or updates the project of a design. The same design gives the same bytes. */
    void emit(Design design, Path project) throws IOException;

    /** The tools that can simulate a project. */
    Tools simulators();

    /** The one of {@link #simulators} that this machine has; empty where it has none. */
    Optional<Tool> simulator();

    /**
     * Builds a project that {@link #emit} has written, and runs it over its golden images.
     *
     * @param simulator what {@link #simulator} found
     * @param progress told the number of images done as it grows
     * @throws SimulationException where it cannot be built or does not come to its end
     */
    Simulation simulate(Tool simulator, SimulationRequest request, IntConsumer progress)
            throws SimulationException, IOException;

    /** The tools that can synthesize a project. */
    Tools synthesizers();

    /**
     * The newest of {@link #synthesizers} that this machine has; empty where it has none.
     *
     * @param path list of folders to look in, as in the variable {@code PATH}
     */
    Optional<Tool> synthesizer(String path);

    /**
     * Synthesizes a project that {@link #emit} has written.
     *
     * @param synthesizer what {@link #synthesizer} found
     * @param line told each line that the tool says, as it comes
     */
    Synthesis synthesize(Tool synthesizer, SynthesisRequest request, Consumer<String> line) throws IOException;

    /**
     * Tools of which one is enough.
     *
     * @param what such as {@code C++ compiler}
     * @param names what is looked for on the PATH, the first choice first
     */
    record Tools(String what, List<String> names) {}

    /**
     * A tool of the machine.
     *
     * @param name one of {@link Tools#names}
     * @param command its executable
     * @param version what it says of itself; empty where it was not asked
     */
    record Tool(String name, Path command, String version) {}
}
