// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Simulation;
import dev.bnn.emit.SimulationRequest;
import dev.bnn.emit.hls.HlsEmitter;
import dev.bnn.testing.Designs;
import java.nio.file.Path;
import java.util.Optional;

/** Random designs in the C simulation. */
final class Simulated {
    private Simulated() {}

    /**
     * Emits a design and checks that its C simulation gives the golden model's bits on all images; skips the test if there is no
     * compiler.
     *
     * @param folder folder for the project, in {@code hls}, and for the program
     */
    static void agrees(Designs.Made made, Path folder) throws Exception {
        Optional<CppCompiler> compiler = CppCompiler.find();
        assumeTrue(compiler.isPresent(), "there is no C++ compiler");
        HlsEmitter.emit(made.design(), folder.resolve("hls"));
        Simulation result = CSimulation.run(
                compiler.get(),
                new SimulationRequest(
                        folder.resolve("hls"),
                        folder.resolve("csim"),
                        made.design(),
                        made.lowered().model(),
                        1),
                done -> {});
        assertThat(result.mismatch()).as("%s", made.random().network().layers()).isEmpty();
        assertThat(result.differingBits()).isZero();
        assertThat(result.images()).isEqualTo(made.random().images().size());
    }
}
