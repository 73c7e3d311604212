package dev.bnn.csim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.HlsEmitter;
import dev.bnn.testing.Designs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated C++ of random networks with random legal foldings gives the golden model's bits. */
class RandomDesignsTest {
    /** How many networks; the slow suite raises it. */
    private static final long DESIGNS = Long.getLong("bnn.designs", 24);

    private static final Optional<CppCompiler> COMPILER = CppCompiler.find();

    @TempDir
    private Path folder;

    private static LongStream seeds() {
        return LongStream.range(0, DESIGNS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesBitForBit(long seed) throws Exception {
        agrees(Designs.random(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void depthwiseLayersToo(long seed) throws Exception {
        agrees(Designs.depthwise(seed, Designs.TARGET));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void labelsToo(long seed) throws Exception {
        agrees(Designs.labelled(seed));
    }

    private void agrees(Designs.Made made) throws Exception {
        assumeTrue(COMPILER.isPresent(), "there is no C++ compiler");
        HlsEmitter.emit(made.design(), folder.resolve("hls"));
        CSimulation.Result result = CSimulation.run(
                new CSimulation.Request(
                        COMPILER.get(),
                        folder.resolve("hls"),
                        folder.resolve("csim"),
                        made.design().flow(),
                        made.random().images(),
                        made.lowered().model(),
                        1),
                done -> {});
        assertThat(result.mismatch()).as("%s", made.random().network().layers()).isEmpty();
        assertThat(result.differingBits()).isZero();
        assertThat(result.images()).isEqualTo(made.random().images().size());
    }
}
