// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Simulation;
import dev.bnn.emit.SimulationException;
import dev.bnn.emit.SimulationRequest;
import dev.bnn.emit.hls.HlsEmitter;
import dev.bnn.testing.Designs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Designs that load their parameters compute the network that was loaded, whichever network of their structure it is. */
class LoadableDesignsTest {
    private static final long TRAINING = 1_000;

    @TempDir
    private Path folder;

    private CppCompiler compiler;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @BeforeEach
    void findCompiler() {
        Optional<CppCompiler> found = CppCompiler.find();
        assumeTrue(found.isPresent(), "there is no C++ compiler");
        compiler = found.get();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneDesignIsEachNetworkOfItsStructure(long seed) throws Exception {
        Designs.Made one = Designs.loadable(seed);
        HlsEmitter.emit(one.design(), folder.resolve("hls"));
        assertThat(simulate(one).differingBits()).isZero();

        Optional<Designs.Made> other = Designs.retrained(seed, TRAINING + seed);
        if (other.isPresent()) {
            exchange(other.get());
            assertThat(simulate(other.get()).differingBits()).isZero();
        }
    }

    @Test
    void depthwiseLayersToo() throws Exception {
        Designs.Made one = Designs.depthwise(2, Designs.LOADABLE);
        HlsEmitter.emit(one.design(), folder.resolve("hls"));
        assertThat(simulate(one).differingBits()).isZero();
    }

    /** The first layer sums products of bytes and weights of 4 bits, so a width that suffices for one network's sums would be too small. */
    @Test
    void theLargestWeightsAreSummedExactly() throws Exception {
        HlsEmitter.emit(Designs.loadable(7).design(), folder.resolve("hls"));
        for (int sign : new int[] {-1, 1}) {
            Designs.Made largest = Designs.largest(7, sign).orElseThrow();
            exchange(largest);
            assertThat(simulate(largest).differingBits()).isZero();
        }
    }

    @Test
    void retrainedNetworksHaveOtherScores() {
        long changed = seeds().filter(seed -> {
                    List<long[]> before = Designs.loadable(seed).design().scores();
                    return Designs.retrained(seed, TRAINING + seed)
                            .filter(other -> !same(before, other.design().scores()))
                            .isPresent();
                })
                .count();
        assertThat(changed).isGreaterThan(7);
    }

    @Test
    void parametersOfAnotherStructureAreRefused() throws Exception {
        Designs.Made one = Designs.loadable(7);
        HlsEmitter.emit(one.design(), folder.resolve("hls"));
        Path parameters = folder.resolve("hls/tb/parameters.bin");
        byte[] right = Files.readAllBytes(parameters);
        for (int at : new int[] {0, 4, 8, 15}) {
            byte[] wrong = right.clone();
            wrong[at] ^= 1;
            Files.write(parameters, wrong);
            assertThatThrownBy(() -> simulate(one))
                    .isInstanceOf(SimulationException.class)
                    .hasMessageEndingWith("parameters.bin is for a network of another structure");
        }
    }

    @Test
    void damagedParametersAreRefused() throws Exception {
        Designs.Made one = Designs.loadable(7);
        HlsEmitter.emit(one.design(), folder.resolve("hls"));
        Path parameters = folder.resolve("hls/tb/parameters.bin");
        byte[] right = Files.readAllBytes(parameters);
        int padded = one.design().flow().input().channels() - 1;
        for (int at : new int[] {20, 24, right.length / 2, right.length - 1 - padded}) {
            byte[] wrong = right.clone();
            wrong[at] ^= 0x40;
            Files.write(parameters, wrong);
            assertThatThrownBy(() -> simulate(one))
                    .isInstanceOf(SimulationException.class)
                    .hasMessageEndingWith("parameters.bin is damaged");
        }
    }

    /** Replaces only the parameters and the expected answers by those of the other network. */
    private void exchange(Designs.Made other) throws Exception {
        HlsEmitter.emit(other.design(), folder.resolve("other"));
        for (String file : List.of("parameters.bin", "scores.txt")) {
            Files.copy(
                    folder.resolve("other/tb").resolve(file),
                    folder.resolve("hls/tb").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        try (var sources = Files.walk(folder.resolve("hls/src"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                assertThat(folder.resolve("other").resolve(folder.resolve("hls").relativize(source)))
                        .hasSameBinaryContentAs(source);
            }
        }
    }

    private Simulation simulate(Designs.Made made) throws Exception {
        return CSimulation.run(
                compiler,
                new SimulationRequest(
                        folder.resolve("hls"),
                        folder.resolve("build"),
                        made.design(),
                        made.lowered().model(),
                        2),
                done -> {});
    }

    private static boolean same(List<long[]> a, List<long[]> b) {
        return Arrays.deepEquals(a.toArray(), b.toArray());
    }
}
