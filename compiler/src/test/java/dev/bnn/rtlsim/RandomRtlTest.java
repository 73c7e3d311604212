// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.sim.RtlFabric;
import dev.bnn.testing.Designs;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated Verilog of random networks with random legal foldings has the golden model's bits in the cycles of the schedule. */
class RandomRtlTest {
    /** How many networks; the slow suite raises it. */
    private static final long DESIGNS = Long.getLong("bnn.designs", 20);

    @TempDir
    private Path folder;

    private static LongStream seeds() {
        return LongStream.range(0, DESIGNS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesToTheBitAndToTheCycle(long seed) throws Exception {
        Designs.Made made = Designs.random(seed);
        RtlFabric fabric = seed % 4 == 3 ? RtlFabric.BLOCK_RAM : RtlFabric.LUT_RAM;
        assertThat(Simulated.agrees(made, fabric, folder).words()).isPositive();
    }
}
