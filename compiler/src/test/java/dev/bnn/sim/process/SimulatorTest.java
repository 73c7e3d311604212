// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import dev.bnn.sim.unit.PipelineStages;
import dev.bnn.sim.unit.Program;
import dev.bnn.testing.Designs;
import dev.bnn.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The simulator against one that visits every cycle, and both against known properties of pipelines. */
class SimulatorTest {
    private static final int DESIGNS = 150;
    private static final int GRAPHS = 2000;
    private static final int FRAMES = 4;

    @Test
    void iterationsAreTheCyclesOfTheEstimate() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            for (Unit unit : Designs.random(seed).design().flow().units()) {
                assertThat(Program.of(unit).cycles())
                        .as("seed %d, %s", seed, unit)
                        .isEqualTo(unit.cycles());
            }
        }
    }

    @Test
    void unitsHandOnEveryWord() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Dataflow flow = Designs.random(seed).design().flow();
            List<Program> programs = flow.units().stream().map(Program::of).toList();
            assertThat(programs.get(0).read(0)).isEqualTo(flow.input().pixels());
            for (Dataflow.Stream stream : flow.streams()) {
                long read = stream.reader() == programs.size()
                        ? flow.answer().words()
                        : programs.get(stream.reader()).read(stream.port());
                assertThat(read)
                        .as("seed %d, %s", seed, stream)
                        .isEqualTo(programs.get(stream.writer()).written(stream.copy() ? 1 : 0));
            }
        }
    }

    @Test
    void agreesWithEveryCycleOnPipelines() {
        for (long seed = 0; seed < DESIGNS; seed++) {
            Random random = new Random(seed);
            Dataflow flow = Designs.random(seed).design().flow();
            List<Integer> depths = new ArrayList<>();
            for (int i = 0; i < flow.depths().size(); i++) {
                depths.add(1 + random.nextInt(random.nextBoolean() ? 3 : 40));
            }
            ProcessGraph graph = ProcessGraph.of(flow.withDepths(depths));
            compare("pipeline " + seed, graph, PipelineStages.NONE);
            int stages = 1 + random.nextInt(25);
            compare("pipeline " + seed, graph, PipelineStages.stalling(stages));
            compare("pipeline " + seed, graph, PipelineStages.flushing(stages));
        }
    }

    @Test
    void agreesWithEveryCycleOnGraphsThatMayBlock() {
        int[] blocked = new int[3];
        for (long seed = 0; seed < GRAPHS; seed++) {
            Random random = new Random(Seeds.of(seed) * 0x9E3779B97F4A7C15L);
            ProcessGraph graph = random(random);
            int stages = 1 + random.nextInt(6);
            blocked[0] += compare("graph " + seed, graph, PipelineStages.NONE) ? 1 : 0;
            blocked[1] += compare("graph " + seed, graph, PipelineStages.stalling(stages)) ? 1 : 0;
            blocked[2] += compare("graph " + seed, graph, PipelineStages.flushing(stages)) ? 1 : 0;
        }
        for (int count : blocked) {
            assertThat(count).isBetween(GRAPHS / 20, GRAPHS - GRAPHS / 20);
        }
    }

    /** True if the graph blocks. */
    private static boolean compare(String graphName, ProcessGraph graph, PipelineStages stages) {
        String name = graphName + ", " + stages;
        long[][] ticked = TickSimulator.ends(graph, FRAMES, stages);
        SimulationOutcome outcome = Simulator.run(graph, FRAMES, stages);
        if (outcome instanceof SimulationOutcome.Finished finished) {
            assertThat(ticked).as(name).isNotNull();
            int frames = finished.ends()[0].length;
            for (int p = 0; p < ticked.length; p++) {
                // A source may be ahead of the repeating processes.
                boolean source = graph.processes().get(p).inputs().length == 0;
                // A process that stalls is faster in its last frames, while it drains.
                boolean stalls = stages.stalls() && stages.count() > 0;
                for (int f = 0; f < (source || stalls ? frames : FRAMES); f++) {
                    // A run that repeats itself ends early, and the rest follows from its interval.
                    long expected = f < frames
                            ? finished.ends()[p][f]
                            : finished.ends()[p][frames - 1] + (f - frames + 1) * finished.interval();
                    assertThat(ticked[p][f])
                            .as("%s, process %d, frame %d", name, p, f)
                            .isEqualTo(expected);
                }
            }
            return false;
        }
        assertThat(ticked).as(name).isNull();
        assertThat(((SimulationOutcome.Blocked) outcome).waits()).as(name).isNotEmpty();
        return true;
    }

    /** A source, a fork, two branches with random patterns and depths, a join and a sink. */
    private static ProcessGraph random(Random random) {
        int words = 4 + random.nextInt(20);
        Program.Builder late = new Program.Builder();
        int before = random.nextInt(words);
        for (int i = 0; i < before; i++) {
            late.iteration(1, 0);
        }
        for (int i = 0; i < words; i++) {
            late.iteration(i < words - before ? 1 : 0, 1);
            for (int gap = random.nextInt(3); gap > 0; gap--) {
                late.iteration(0, 0);
            }
        }
        return new ProcessGraph(
                List.of(
                        process("source", Program.repeat(0, 1, words), List.of(), List.of(0)),
                        process("fork", Program.repeat(1, 3, words), List.of(0), List.of(1, 2)),
                        process("branch", late.build(), List.of(1), List.of(3)),
                        process("join", Program.repeat(3, 1, words), List.of(3, 2), List.of(4)),
                        process("sink", Program.repeat(1, 0, words), List.of(4), List.of())),
                List.of(
                        new ProcessGraph.Stream("a", 1 + random.nextInt(3)),
                        new ProcessGraph.Stream("long", 1 + random.nextInt(3)),
                        new ProcessGraph.Stream("short", 1 + random.nextInt(30)),
                        new ProcessGraph.Stream("b", 1 + random.nextInt(3)),
                        new ProcessGraph.Stream("c", 1 + random.nextInt(3))));
    }

    private static ProcessGraph.Process process(
            String name, Program program, List<Integer> inputs, List<Integer> outputs) {
        return new ProcessGraph.Process(
                name,
                program,
                inputs.stream().mapToInt(Integer::intValue).toArray(),
                outputs.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void explainsWhoBlocksWhom() {
        Program.Builder late = new Program.Builder();
        for (int i = 0; i < 10; i++) {
            late.iteration(1, i < 5 ? 0 : 1);
        }
        for (int i = 0; i < 5; i++) {
            late.iteration(0, 1);
        }
        ProcessGraph graph = new ProcessGraph(
                List.of(
                        process("source", Program.repeat(0, 1, 10), List.of(), List.of(0)),
                        process("fork", Program.repeat(1, 3, 10), List.of(0), List.of(1, 2)),
                        process("branch", late.build(), List.of(1), List.of(3)),
                        process("join", Program.repeat(3, 1, 10), List.of(3, 2), List.of(4)),
                        process("sink", Program.repeat(1, 0, 10), List.of(4), List.of())),
                List.of(
                        new ProcessGraph.Stream("the first", 2),
                        new ProcessGraph.Stream("the long way", 2),
                        new ProcessGraph.Stream("the short cut", 3),
                        new ProcessGraph.Stream("the rest", 2),
                        new ProcessGraph.Stream("the last", 2)));
        SimulationOutcome.Blocked blocked = (SimulationOutcome.Blocked) Simulator.run(graph, 1, PipelineStages.NONE);
        assertThat(blocked.explain())
                .isEqualTo("fork waits for room in the short cut, whose 3 words join does not read yet;"
                        + " join waits for a word of the rest from branch;"
                        + " branch waits for a word of the long way from fork");
        assertThat(Simulator.run(graph.withDepths(new int[] {2, 2, 6, 2, 2}), 1, PipelineStages.NONE))
                .isInstanceOf(SimulationOutcome.Finished.class);
    }

    @Test
    void explainsAWordThatNobodySends() {
        ProcessGraph graph = new ProcessGraph(
                List.of(
                        process("source", Program.repeat(0, 1, 9), List.of(), List.of(0)),
                        process("sink", Program.repeat(1, 0, 10), List.of(0), List.of())),
                List.of(new ProcessGraph.Stream("the only stream", 2)));
        assertThat(((SimulationOutcome.Blocked) Simulator.run(graph, 1, PipelineStages.NONE)).explain())
                .isEqualTo("sink waits for a word of the only stream from source, which has no more");
    }
}
