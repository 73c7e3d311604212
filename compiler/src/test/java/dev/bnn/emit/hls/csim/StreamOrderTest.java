// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.Names;
import dev.bnn.emit.hls.HlsEmitter;
import dev.bnn.sim.unit.Program;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator's model of each unit reads and writes as often as the unit's C++, and in the same order. */
class StreamOrderTest {
    private static final int FRAMES = 2;

    @TempDir
    private Path folder;

    private static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isThatOfTheGeneratedCode(long seed) throws Exception {
        order("seed " + seed, Designs.random(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void depthwiseLayersToo(long seed) throws Exception {
        order("depthwise, seed " + seed, Designs.depthwise(seed, Designs.TARGET));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4, 6})
    void labelSelectToo(long seed) throws Exception {
        order("labels, seed " + seed, Designs.labelled(seed));
    }

    private void order(String what, Designs.Made made) throws Exception {
        Optional<CppCompiler> compiler = CppCompiler.find();
        assumeTrue(compiler.isPresent(), "there is no C++ compiler");
        Dataflow flow = made.design().flow();
        HlsEmitter.emit(made.design(), folder);
        Path program = folder.resolve("testbench");
        compiler.get().build(folder, Names.top(flow.network()), program);
        Path events = folder.resolve("events");
        int status = Command.of(program.toString(), "0", Integer.toString(FRAMES))
                .in(folder.resolve("tb"))
                .with("BNN_EVENTS", events.toString())
                .run(line -> {});
        assertThat(status).isZero();

        List<String> lines = Files.readAllLines(events);
        for (int i = 0; i < flow.units().size(); i++) {
            Unit unit = flow.units().get(i);
            List<String> streams = Names.streams(flow, i);
            int inputs = (int) unit.ports().stream().filter(Unit.Port::input).count();
            // If two streams are read or written at once, the test takes each in turn.
            for (String read : streams.subList(0, inputs)) {
                for (String written : streams.subList(inputs, streams.size())) {
                    String found = lines.stream()
                            .filter(l -> l.equals("r " + read) || l.equals("w " + written))
                            .map(l -> l.substring(0, 1))
                            .collect(Collectors.joining());
                    compare(what + ", " + unit.name(), found, Program.of(unit).entries());
                }
            }
        }
    }

    private static void compare(String what, String found, int[] entries) {
        int at = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int entry : entries) {
                boolean reads = Program.reads(entry) != 0;
                boolean writes = Program.writes(entry) != 0;
                int words = (reads ? 1 : 0) + (writes ? 1 : 0);
                String now = found.substring(Math.min(at, found.length()), Math.min(at + words, found.length()));
                // Within one cycle the order does not matter.
                assertThat(now.contains("r") == reads && now.contains("w") == writes && now.length() == words)
                        .as(
                                "%s, word %d: expected%s%s, found '%s'",
                                what, at, reads ? " read" : "", writes ? " write" : "", now)
                        .isTrue();
                at += words;
            }
        }
        assertThat(at).as(what).isEqualTo(found.length());
    }
}
