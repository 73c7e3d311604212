// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Design;
import dev.bnn.emit.SimulationException;
import dev.bnn.emit.rtl.RtlEmitter;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.testing.Designs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Designs that load their parameters compute the network that was loaded, whichever network of their structure it is. */
class LoadableRtlTest {
    private static final long TRAINING = 1_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {4, 7})
    void oneDesignIsEachNetworkOfItsStructure(long seed) throws Exception {
        Designs.Made one = Designs.loadable(seed);
        Simulated.agrees(one, RtlFabric.LUT_RAM, folder);

        Optional<Designs.Made> other = Designs.retrained(seed, TRAINING + seed);
        if (other.isPresent()) {
            RtlEmitter.emit(
                    Simulated.sized(other.get().design(), RtlFabric.LUT_RAM),
                    RtlFabric.LUT_RAM,
                    folder.resolve("other"));
            try (Stream<Path> sources = Files.list(folder.resolve("rtl/src"))) {
                for (Path source : sources.toList()) {
                    assertThat(folder.resolve("other/src").resolve(source.getFileName()))
                            .hasSameBinaryContentAs(source);
                }
            }
            // With the compiled program of the first network.
            Simulated.agrees(other.get(), RtlFabric.LUT_RAM, folder);
        }
    }

    @Test
    void depthwiseLayersAndLabelsToo() throws Exception {
        Simulated.agrees(Designs.depthwise(2, Designs.LOADABLE), RtlFabric.LUT_RAM, folder.resolve("depthwise"));
        Simulated.agrees(Designs.labelled(3), RtlFabric.LUT_RAM, folder.resolve("labels"));
    }

    /** The first layer sums products of bytes and weights of 4 bits, so a width that suffices for one network's sums would be too small. */
    @Test
    void theLargestWeightsAreSummedExactly() throws Exception {
        for (int sign : new int[] {-1, 1}) {
            Simulated.agrees(Designs.largest(7, sign).orElseThrow(), RtlFabric.LUT_RAM, folder);
        }
    }

    @Test
    void filesOfAnotherStructureOrWithWrongBitsAreRefused() throws Exception {
        assumeTrue(Verilator.find().isPresent(), "Verilator is not on the PATH");
        Designs.Made made = Designs.loadable(7);
        Design design = Simulated.sized(made.design(), RtlFabric.LUT_RAM);
        Simulated.run(design, RtlFabric.LUT_RAM, folder, 7);
        Path parameters = folder.resolve("rtl/tb/parameters.bin");
        byte[] right = Files.readAllBytes(parameters);
        int padded = design.flow().input().channels() - 1;
        for (int at : new int[] {0, 4, 15, 20, 24, right.length - 1 - padded}) {
            byte[] wrong = right.clone();
            wrong[at] ^= 0x40;
            Files.write(parameters, wrong);
            String what = at < 16 ? "is for a network of another structure" : "is damaged";
            assertThatThrownBy(() -> RtlSimulation.run(new RtlSimulation.Request(
                            Verilator.find().orElseThrow(),
                            Verilator.Effort.QUICK,
                            folder.resolve("rtl"),
                            folder.resolve("build"),
                            design.flow(),
                            RtlFabric.LUT_RAM,
                            design.images(),
                            1,
                            Simulated.ends(1),
                            1)))
                    .isInstanceOf(SimulationException.class)
                    .hasMessageEndingWith("parameters.bin " + what);
        }
    }
}
