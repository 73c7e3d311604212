// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.process;

import dev.bnn.sim.unit.PipelineStages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Simulates a process graph exactly, without visiting each cycle. The cycle in which a process reads or writes follows from its
 * previous iterations, from when the words that it reads were written, and from when the places that it writes to became free. A
 * word can be read in the cycle after its write, and its place written in the cycle after its read. Tests compare it with a
 * simulator that visits each cycle.
 */
public final class Simulator {
    /**
     * Frames in a row that must repeat the previous one if processes have stages. A word that waits in a stage has effects one
     * frame later. Of thousands of random pipelines, some changed again after one such frame, none after two.
     */
    private static final int STAGED_REPEATS = 3;

    private final ProcessGraph graph;
    private final int frames;
    private final boolean staged;
    private final List<ProcessRunner> runners;

    private Simulator(ProcessGraph graph, int frames, PipelineStages stages) {
        this.graph = graph;
        this.frames = frames;
        staged = stages.count() > 0;
        StreamQueue[] queues = graph.streams().stream()
                .map(s -> new StreamQueue(s.depth(), s.latency().applyAsInt(s.depth())))
                .toArray(StreamQueue[]::new);
        runners = graph.processes().stream()
                .map(p -> ProcessRunner.of(p, queues, frames, stages))
                .toList();
    }

    /** Sends frames through an empty graph until it repeats itself, at most {@code frames}. */
    public static SimulationOutcome run(ProcessGraph graph, int frames, PipelineStages stages) {
        return new Simulator(graph, frames, stages).run();
    }

    private SimulationOutcome run() {
        int finished = 0;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (ProcessRunner runner : runners) {
                moved |= runner.run();
            }
            int min = runners.stream().mapToInt(ProcessRunner::frames).min().orElseThrow();
            if (min > finished) {
                finished = min;
                if (finished == frames || settled(finished)) {
                    return new SimulationOutcome.Finished(ends(finished), interval(finished), settled(finished));
                }
            }
        }
        return new SimulationOutcome.Blocked(waits());
    }

    /** Whether the last of {@code count} frames repeats the previous one; with stages, whether the last few do. */
    private boolean settled(int count) {
        int seen = staged ? STAGED_REPEATS : 1;
        return count > seen && IntStream.range(0, seen).allMatch(i -> repeats(count - i));
    }

    /**
     * Whether each process repeats its previous frame, one interval later, so that it will repeat it in all later frames. A
     * process without inputs may be faster: its words arrive earlier each time, so after such a frame no process waits for them
     * again. With stages this does not follow, since the time at which a word is read then depends on how early it arrives.
     */
    private boolean repeats(int count) {
        long interval = interval(count);
        for (ProcessRunner runner : runners) {
            boolean ahead = !staged
                    && runner.process.inputs().length == 0
                    && runner.end(count - 1) - runner.end(count - 2) < interval;
            if (!ahead && !runner.repeats(count, interval)) {
                return false;
            }
        }
        return true;
    }

    private long interval(int count) {
        ProcessRunner last = runners.get(runners.size() - 1);
        return count < 2 ? last.end(0) + 1 : last.end(count - 1) - last.end(count - 2);
    }

    private long[][] ends(int count) {
        long[][] ends = new long[runners.size()][count];
        for (int i = 0; i < ends.length; i++) {
            for (int f = 0; f < count; f++) {
                ends[i][f] = runners.get(i).end(f);
            }
        }
        return ends;
    }

    private List<SimulationOutcome.Wait> waits() {
        ProcessRunner at = runners.stream().filter(r -> !r.done()).findFirst().orElseThrow();
        List<ProcessRunner> path = new ArrayList<>();
        while (!at.done() && !path.contains(at)) {
            path.add(at);
            at = other(at);
        }
        int from = Math.max(0, path.indexOf(at));
        return path.subList(from, path.size()).stream().map(this::wait).toList();
    }

    /** The process at the other end of the stream that a process waits for. */
    private ProcessRunner other(ProcessRunner waiting) {
        int port = waiting.waiting();
        ProcessGraph.Process other =
                port < ProcessRunner.OUTPUT ? graph.writer(stream(waiting)) : graph.reader(stream(waiting));
        return runners.get(graph.processes().indexOf(other));
    }

    private static int stream(ProcessRunner waiting) {
        int port = waiting.waiting();
        return port < ProcessRunner.OUTPUT
                ? waiting.process.inputs()[port]
                : waiting.process.outputs()[port - ProcessRunner.OUTPUT];
    }

    private SimulationOutcome.Wait wait(ProcessRunner waiting) {
        ProcessGraph.Stream stream = graph.streams().get(stream(waiting));
        ProcessRunner other = other(waiting);
        return new SimulationOutcome.Wait(
                waiting.process.name(),
                waiting.waiting() < ProcessRunner.OUTPUT,
                stream.name(),
                stream.depth(),
                other.process.name(),
                other.done());
    }
}
