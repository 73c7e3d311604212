// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Design;
import dev.bnn.emit.rtl.RtlEmitter;
import dev.bnn.sim.Pattern;
import dev.bnn.sim.StreamDepths;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.testing.Designs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Random designs in RTL. */
final class Simulated {
    private static final int PERIOD = 997;

    /** Objects of Verilator's own library, which takes longer to compile than a random design and is the same for all. */
    private static final Map<String, byte[]> LIBRARY = new ConcurrentHashMap<>();

    private Simulated() {}

    /** Ends that never wait, that wait now and then, that wait in bursts, and of which one and then the other is slow. */
    static List<RtlSimulation.Ends> ends(long seed) {
        return List.of(
                RtlSimulation.Ends.FREE,
                new RtlSimulation.Ends(
                        Pattern.random(4 * seed, 60, 1, PERIOD), Pattern.random(4 * seed + 1, 60, 1, PERIOD)),
                new RtlSimulation.Ends(Pattern.random(4 * seed + 2, 50, 40, PERIOD), Pattern.of("0001")),
                new RtlSimulation.Ends(Pattern.of("00001"), Pattern.random(4 * seed + 3, 90, 100, PERIOD)));
    }

    /** Emits a design and checks its behavior to the bit and to the cycle; skips the test if there is no Verilator. */
    static RtlSimulation.Result agrees(Designs.Made made, RtlFabric fabric, Path folder) throws Exception {
        Design design = sized(made.design(), fabric);
        RtlSimulation.Result result = run(design, fabric, folder, made.random().seed());
        assertThat(result.difference())
                .as("%s", made.random().network().layers())
                .isEmpty();
        assertThat(result.said()).isEmpty();
        assertThat(result.differingBits()).isZero();
        assertThat(result.images()).isEqualTo(design.images().size());
        return result;
    }

    /** The design with streams so deep that nothing blocks and that it is as fast as its slowest unit. */
    static Design sized(Design design, RtlFabric fabric) {
        return withDepths(design, StreamDepths.of(design.flow(), fabric).flow().depths());
    }

    static Design withDepths(Design design, List<Integer> depths) {
        return new Design(
                design.flow().withDepths(depths), design.target(), design.source(), design.images(), design.scores());
    }

    static RtlSimulation.Result run(Design design, RtlFabric fabric, Path folder, long seed) throws Exception {
        Optional<Verilator> verilator = Verilator.find();
        assumeTrue(verilator.isPresent(), "Verilator is not on the PATH");
        RtlEmitter.emit(design, fabric, folder.resolve("rtl"));
        Path build = Files.createDirectories(folder.resolve("build"));
        for (Map.Entry<String, byte[]> object : LIBRARY.entrySet()) {
            Files.write(build.resolve(object.getKey()), object.getValue());
        }
        RtlSimulation.Result result = RtlSimulation.run(new RtlSimulation.Request(
                verilator.get(),
                Verilator.Effort.QUICK,
                folder.resolve("rtl"),
                build,
                design.flow(),
                fabric,
                design.images(),
                3,
                ends(seed),
                2));
        for (String object : List.of("verilated.o", "verilated_threads.o")) {
            if (Files.isRegularFile(build.resolve(object))) {
                LIBRARY.putIfAbsent(object, Files.readAllBytes(build.resolve(object)));
            }
        }
        return result;
    }
}
