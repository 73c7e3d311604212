// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.check.Frontend;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.fold.FoldSearch;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.pass.NominalParameters;
import dev.bnn.sim.process.ProcessGraph;
import dev.bnn.sim.process.SimulationOutcome;
import dev.bnn.sim.process.Simulator;
import dev.bnn.sim.process.TickSimulator;
import dev.bnn.sim.unit.PipelineStages;
import dev.bnn.testing.Designs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Residuals with units of many pipeline stages that stall or flush: nothing blocks, and pipelines that flush are as fast as their
 * slowest unit.
 */
class PipelineStagesTest {
    private static final Path RESNET = Path.of("..", "examples", "cifar10-resnet", "src", "main", "bnn", "resnet.bnn");
    private static final List<Integer> STAGES = List.of(1, 3, 6, 12, 20);
    private static final int DESIGNS = 40;

    /** Random designs with residuals. */
    private static List<Dataflow> residuals() {
        List<Dataflow> flows = new ArrayList<>();
        for (long seed = 0; flows.size() < DESIGNS; seed++) {
            Dataflow flow = Designs.random(seed).design().flow();
            if (flow.streams().stream().anyMatch(Dataflow.Stream::skips)) {
                flows.add(flow);
            }
        }
        return flows;
    }

    private static List<PipelineStages> all() {
        List<PipelineStages> all = new ArrayList<>(List.of(PipelineStages.NONE));
        STAGES.forEach(count -> all.addAll(List.of(PipelineStages.stalling(count), PipelineStages.flushing(count))));
        return all;
    }

    private static Dataflow resnet() throws Exception {
        Network network = Frontend.load(RESNET).network().orElseThrow();
        Target target = network.targets().get(0);
        Lowered lowered = Lowering.lower(new LoweringRequest(
                network, NominalParameters.of(network), Optional.empty(), List.of(), Optional.empty()));
        return DataflowBuilder.unfolded(lowered.ir(), target.labels())
                .fold(FoldSearch.plan(lowered.ir(), Optional.of(target), Designs.COSTS)
                        .foldings());
    }

    @Test
    void theResidualExampleKeepsItsPaceWithAnyStages() throws Exception {
        StreamDepths.Sized sized = StreamDepths.of(resnet());
        ProcessGraph graph = ProcessGraph.of(sized.flow());
        for (PipelineStages stages : all()) {
            Timing timing = Timing.of(graph, stages);
            assertThat(timing.interval()).as("%s", stages).isEqualTo(98_304);
            assertThat(timing.steady()).as("%s", stages).isTrue();
            if (!stages.stalls()) {
                assertThat(timing.latency())
                        .as("%s", stages)
                        .isBetween(sized.timing().latency(), sized.latency());
            }
        }
    }

    @Test
    void depthsThatAreEnoughWithoutStagesBlockTheResidualExampleWhereUnitsStall() throws Exception {
        Dataflow flow = resnet();
        List<Integer> depths = new ArrayList<>(Collections.nCopies(flow.depths().size(), 32));
        for (int i = 0; i < depths.size(); i++) {
            if (flow.streams().get(i).skips()) {
                int least = StreamDepths.minDepth(flow, flow.streams().get(i), false);
                depths.set(i, Math.max(32, Integer.highestOneBit(2 * least - 1)));
            }
        }
        ProcessGraph graph = ProcessGraph.of(flow.withDepths(depths));
        assertThat(Timing.of(graph, PipelineStages.flushing(20)).interval()).isEqualTo(98_304);
        assertThatThrownBy(() -> Timing.of(graph, PipelineStages.stalling(6)))
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("waits for room in residual");
    }

    @Test
    void noRandomResidualBlocksAndEachKeepsItsPace() {
        for (Dataflow unsized : residuals()) {
            StreamDepths.Sized sized = StreamDepths.of(unsized);
            assertThat(sized.interval())
                    .as(unsized.network())
                    .isEqualTo(sized.timing().bound());
            ProcessGraph graph = ProcessGraph.of(sized.flow());
            for (PipelineStages stages : all()) {
                Timing timing = Timing.of(graph, stages);
                String name = unsized.network() + ", " + stages;
                if (stages.stalls() && stages.count() > 0) {
                    // The generated code does not request this style, so the search does not size streams for its
                    // speed.
                    assertThat(timing.interval()).as(name).isBetween(timing.bound(), 2 * timing.bound());
                } else {
                    assertThat(timing.interval()).as(name).isEqualTo(sized.interval());
                    assertThat(timing.latency())
                            .as(name)
                            .isBetween(sized.timing().latency(), sized.latency());
                }
                // Every word of every stream is read, those of the scores included.
                assertThat(TickSimulator.ends(graph, 3, stages)).as(name).isNotNull();
            }
        }
    }

    @Test
    void theLeastDepthIsTheLeast() {
        int blocked = 0;
        for (Dataflow unsized : residuals()) {
            Random random = new Random(unsized.network().hashCode());
            PipelineStages stages = new PipelineStages(random.nextInt(25), random.nextBoolean());
            List<Integer> depths = new ArrayList<>();
            for (Dataflow.Stream stream : unsized.streams()) {
                depths.add(SkipDepths.minDepth(unsized, stream, stages));
            }
            ProcessGraph least = ProcessGraph.of(unsized.withDepths(depths));
            assertThat(TickSimulator.ends(least, 3, stages)).as("%s", stages).isNotNull();
            assertThat(Simulator.run(least, 100, stages)).isInstanceOf(SimulationOutcome.Finished.class);
            for (int i = 0; i < depths.size(); i++) {
                Dataflow.Stream stream = unsized.streams().get(i);
                // Units of a branch hold words in their stages, too.
                boolean alone = stream.copy()
                        && unsized.units().get(stream.reader()).copies().size() > 1;
                if (alone && depths.get(i) > Dataflow.MIN_DEPTH) {
                    List<Integer> less = new ArrayList<>(depths);
                    less.set(i, depths.get(i) - 1);
                    assertThat(Simulator.run(ProcessGraph.of(unsized.withDepths(less)), 100, stages))
                            .as(
                                    "%s, %s with %s",
                                    unsized.network(), unsized.streams().get(i), stages)
                            .isInstanceOf(SimulationOutcome.Blocked.class);
                    blocked++;
                }
            }
        }
        assertThat(blocked).isGreaterThan(DESIGNS / 4);
    }
}
