// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Simulates a process graph cycle by cycle without visiting each cycle. When a process reads or writes follows from what
 * it did before, from when the words that it reads were written, and from when the places that it writes to were read: a
 * word can be read in the cycle after it was written, and its place written in the cycle after it was read. The tests
 * hold it to a simulator that does visit each.
 */
final class Simulator {
    /**
     * Frames in a row that must be the one before over again where processes have stages. What waits in a stage has
     * effects a frame later; of thousands of random pipelines some went on otherwise after one such frame, none after two.
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

    /** Sends so many frames through an empty graph, or fewer where it repeats itself before. */
    static SimulationOutcome run(ProcessGraph graph, int frames, PipelineStages stages) {
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

    /** Whether the last of so many frames was the one before over again, and with stages those before it too. */
    private boolean settled(int count) {
        int seen = staged ? STAGED_REPEATS : 1;
        return count > seen && IntStream.range(0, seen).allMatch(i -> repeats(count - i));
    }

    /**
     * Whether the last of so many frames was the one before over again, for each process so many cycles later, so that
     * all later frames will be. A process without inputs may be faster: its words come ever earlier, so that after one
     * such frame nothing waits for them any more. With stages that does not follow: a word that comes while all of them
     * wait is read no earlier, but one that comes before may be.
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
