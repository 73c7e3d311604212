// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import dev.bnn.model.target.Target;
import dev.bnn.testing.Designs;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated C++ of random networks with random legal foldings gives the golden model's bits. */
class RandomDesignsTest {
    /** Number of networks; the slow suite raises it. */
    private static final long DESIGNS = Long.getLong("bnn.designs", 24);

    @TempDir
    private Path folder;

    private static LongStream seeds() {
        return LongStream.range(0, DESIGNS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesBitForBit(long seed) throws Exception {
        Simulated.agrees(Designs.random(seed), folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void depthwiseLayersToo(long seed) throws Exception {
        Simulated.agrees(Designs.depthwise(seed, Designs.TARGET), folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void groupsToo(long seed) throws Exception {
        Simulated.agrees(Designs.grouped(seed, seed == 4 ? Designs.LOADABLE : Designs.TARGET), folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shortcutsOfManyLevelsToo(long seed) throws Exception {
        Simulated.agrees(Designs.manyLevels(seed, seed == 4 ? Designs.LOADABLE : Designs.TARGET), folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sumsOfTernaryCodesToo(long seed) throws Exception {
        Simulated.agrees(Designs.ternarySums(seed, seed > 4 ? Designs.LOADABLE : Designs.TARGET), folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mapsToo(long seed) throws Exception {
        Target target = seed == 4 ? Designs.LOADABLE : Designs.TARGET;
        Simulated.agrees(Designs.map(seed, seed < 3 ? target : Designs.labels(target, (int) seed - 2)), folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void labelsToo(long seed) throws Exception {
        Simulated.agrees(Designs.labelled(seed), folder);
    }
}
