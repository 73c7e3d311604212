// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.BoardTargets;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.model.target.Target;
import dev.bnn.sim.process.ProcessGraph;
import dev.bnn.sim.unit.PipelineStages;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.testing.Designs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamDepthsTest {
    @Test
    void aChosenDepthStandsAndIsSimulated() {
        Dataflow flow = Designs.random(3).design().flow();
        StreamDepths.Sized free = StreamDepths.of(flow);
        String unit = flow.units().get(0).name();
        StreamDepths.Sized chosen = StreamDepths.of(flow, Map.of(unit, 999));
        assertThat(chosen.flow().depths().get(0)).isEqualTo(999);
        assertThat(chosen.flow().depths().subList(1, flow.depths().size()))
                .isEqualTo(free.flow().depths().subList(1, flow.depths().size()));
        assertThat(chosen.timing()).isEqualTo(Timing.of(chosen.flow()));
        assertThat(StreamDepths.of(flow, Map.of())).isEqualTo(free);
    }

    @Test
    void alsoInRtl() {
        Dataflow flow = Designs.random(3).design().flow();
        String unit = flow.units().get(0).name();
        StreamDepths.Sized free = StreamDepths.of(flow, RtlFabric.LUT_RAM);
        StreamDepths.Sized chosen = StreamDepths.of(flow, RtlFabric.LUT_RAM, Map.of(unit, 999));
        assertThat(chosen.flow().depths().get(0)).isEqualTo(999);
        assertThat(chosen.flow().depths().subList(1, flow.depths().size()))
                .isEqualTo(free.flow().depths().subList(1, flow.depths().size()));
        assertThat(chosen.interval()).isEqualTo(free.interval());
    }

    /** Streams within a branch have no least depth, since others may make up for them; the simulation detects blocking. */
    @Test
    void aDepthThatBlocksRtlIsAnErrorAtItsPlace() {
        int blocked = 0;
        for (long seed = 0; seed < DESIGNS && blocked == 0; seed++) {
            Dataflow flow = Designs.random(seed).design().flow();
            for (Dataflow.Stream stream : flow.streams()) {
                if (StreamDepths.minDepth(flow, stream, false) > Dataflow.MIN_DEPTH) {
                    Target target = BoardTargets.of("pynq-z1", "fifo " + stream.id() + " depth 2");
                    try {
                        SizedDesign.rtl(target, flow, RtlFabric.LUT_RAM);
                    } catch (DiagnosticException e) {
                        Diagnostic d = e.diagnostics().get(0);
                        assertThat(d.code()).isEqualTo(Code.CHOSEN_DEPTH);
                        assertThat(d.span().start().line()).isEqualTo(6);
                        blocked += d.message().startsWith("with these depths of streams the pipeline blocks: ") ? 1 : 0;
                    }
                }
            }
        }
        assertThat(blocked).isPositive();
    }

    private static final int DESIGNS = 100;

    @Test
    void thePaceIsThatOfTheSlowestUnitAndNoStreamIsDeeperThanItNeeds() {
        int deeper = 0;
        for (long seed = 0; seed < DESIGNS; seed++) {
            StreamDepths.Sized sized =
                    StreamDepths.of(Designs.random(seed).design().flow());
            Dataflow flow = sized.flow();
            assertThat(sized.timing().interval())
                    .as("seed %d", seed)
                    .isEqualTo(sized.timing().bound());
            assertThat(sized.timing().steady()).isTrue();
            assertThat(sized.timing()).isEqualTo(Timing.of(flow));
            for (int i = 0; i < flow.depths().size(); i++) {
                int depth = flow.depths().get(i);
                deeper += depth > Dataflow.MIN_DEPTH ? 1 : 0;
                if (depth > 32
                        && depth / 2
                                >= StreamDepths.minDepth(flow, flow.streams().get(i), true)) {
                    List<Integer> less = new ArrayList<>(flow.depths());
                    less.set(i, depth / 2);
                    ProcessGraph graph = ProcessGraph.of(flow.withDepths(less));
                    assertThat(Math.max(
                                    Timing.of(graph, PipelineStages.NONE).interval(),
                                    Timing.of(graph, PipelineStages.flushing(PipelineStages.MAX))
                                            .interval()))
                            .as("seed %d, stream %d", seed, i)
                            .isGreaterThan(sized.timing().bound());
                }
            }
        }
        assertThat(deeper).isGreaterThan(DESIGNS / 20);
    }

    @Test
    void anImageTakesAtLeastTheScoresAndAtMostAllUnitsInTurn() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Dataflow flow =
                    StreamDepths.of(Designs.random(seed).design().flow()).flow();
            long all = flow.units().stream().mapToLong(unit -> unit.cycles()).sum();
            assertThat(Timing.of(flow).latency())
                    .as("seed %d", seed)
                    .isBetween(flow.scores().cycles(), flow.input().pixels() + all);
        }
    }
}
