// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.Design;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.target.Memory;
import dev.bnn.sim.StreamDepths;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.testing.Designs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated Verilog of random networks with random legal foldings has the golden model's bits in the cycles of the schedule. */
class RandomRtlTest {
    /** Number of networks; the slow suite raises it. */
    private static final long DESIGNS = Long.getLong("bnn.designs", 20);

    @TempDir
    private Path folder;

    private static Stream<Designs.Made> designs() {
        return designs(DESIGNS);
    }

    private static Stream<Designs.Made> designs(long count) {
        return Stream.concat(
                LongStream.range(0, count).mapToObj(Designs::random),
                Stream.of(
                        Designs.depthwise(1, Designs.TARGET),
                        Designs.grouped(1, Designs.TARGET),
                        Designs.grouped(3, Designs.LOADABLE),
                        Designs.manyLevels(1, Designs.TARGET),
                        Designs.manyLevels(2, Designs.LOADABLE),
                        Designs.ternarySums(1, Designs.TARGET),
                        Designs.ternarySums(2, Designs.LOADABLE),
                        Designs.labelled(2),
                        Designs.map(1, Designs.TARGET),
                        Designs.map(2, Designs.LOADABLE),
                        Designs.map(3, Designs.labels(Designs.TARGET, 1)),
                        Designs.map(4, Designs.labels(Designs.TARGET, 3))));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void agreesToTheBitAndToTheCycle(Designs.Made made) throws Exception {
        RtlFabric fabric = made.random().seed() % 4 == 3 ? RtlFabric.BLOCK_RAM : RtlFabric.LUT_RAM;
        assertThat(Simulated.agrees(made, fabric, folder).words()).isPositive();
    }

    /**
     * One stream is deeper than necessary, and all others are as shallow as possible without blocking. The design is slower,
     * exactly as predicted.
     */
    @Test
    void chosenDepthsHoldToTheCycle() throws Exception {
        Design design = Designs.random(4).design();
        Map<String, Integer> chosen = new HashMap<>();
        design.flow().streams().forEach(s -> chosen.put(s.id(), Dataflow.MIN_DEPTH));
        chosen.put(design.flow().streams().get(0).id(), 50);
        Dataflow flow =
                StreamDepths.of(design.flow(), RtlFabric.LUT_RAM, chosen).flow();
        RtlSimulation.Result result =
                Simulated.run(Simulated.withDepths(design, flow.depths()), RtlFabric.LUT_RAM, folder, 4);
        assertThat(result.difference()).isEmpty();
        assertThat(result.words()).isPositive();
    }

    /** An image arrives every cycle, and its answer comes long before the next images have gone through. */
    @ParameterizedTest
    @EnumSource(RtlFabric.class)
    void imagesOfOneWordComeEachCycle(RtlFabric fabric) throws Exception {
        Network network = NetworkBuilder.named("one")
                .input(1, 1, 1, ValueSet.ScaledBytes.range("1", "-1"))
                .dense(1, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .dense(1, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .dense(2, WeightType.BIPOLAR)
                .build();
        Designs.Made made = Designs.of(1, network, Designs.TARGET, shape -> new Folding(shape.rows(), 1, Memory.LUT));
        assertThat(Simulated.agrees(made, fabric, folder).words()).isPositive();
        Dataflow flow = made.design().flow();
        StreamDepths.Sized sized = StreamDepths.of(flow, fabric);
        assertThat(sized.interval()).isEqualTo(flow.answer().words());
    }

    /** Makefiles do not accept such names, nor do shells without quotes. */
    @Test
    void aFolderMayHaveAnyName() throws Exception {
        Path odd = folder.resolve("My Documents/a&b#c%20d'e$f(g)[h];\u00fc");
        assertThat(Simulated.agrees(Designs.random(0), RtlFabric.LUT_RAM, odd).words())
                .isPositive();
    }

    /** Thereby the iterations of each kind of unit are compared with its RTL, frame by frame. */
    @Test
    void eachKindOfUnitIsAmongThem() {
        Set<Class<?>> found = new HashSet<>();
        designs(20).forEach(made -> made.design().flow().units().forEach(unit -> found.add(unit.getClass())));
        assertThat(found).containsAll(kinds(Unit.class).toList());
    }

    /** The class itself if it is not sealed; else all such classes below it. */
    static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RandomRtlTest::kinds)
                : Stream.of(type);
    }
}
