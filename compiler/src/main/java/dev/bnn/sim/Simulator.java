package dev.bnn.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Simulates a process graph cycle by cycle without visiting each cycle. When a step begins follows from when its
 * process finished the step before, when the words that it reads were written, and when the places that it writes to
 * were read: t = max(before + 1 + gap, written(r) + 1, read(w - depth) + 1) for its r-th read and w-th write of a
 * stream. The tests hold it to a simulator that does visit each.
 */
final class Simulator {
    private final ProcessGraph graph;
    private final int frames;
    private final Queue[] queues;
    private final Runner[] runners;

    private Simulator(ProcessGraph graph, int frames) {
        this.graph = graph;
        this.frames = frames;
        queues = graph.streams().stream().map(s -> new Queue(s.depth())).toArray(Queue[]::new);
        runners = graph.processes().stream().map(Runner::new).toArray(Runner[]::new);
    }

    /** Sends so many frames through an empty graph, or fewer where it repeats itself before. */
    static Outcome run(ProcessGraph graph, int frames) {
        return new Simulator(graph, frames).run();
    }

    private Outcome run() {
        int finished = 0;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Runner runner : runners) {
                moved |= runner.run();
            }
            int least = frames;
            for (Runner runner : runners) {
                least = Math.min(least, runner.frame);
            }
            if (least > finished) {
                finished = least;
                if (finished == frames || repeats(finished)) {
                    return new Outcome.Finished(ends(finished), interval(finished), repeats(finished));
                }
            }
        }
        return new Outcome.Blocked(waits());
    }

    /**
     * Whether the last of so many frames was the one before over again, for each process so many cycles later, so that
     * all later frames will be. A process without inputs may be faster: its words come ever earlier, so that after one
     * such frame nothing waits for them any more.
     */
    private boolean repeats(int count) {
        if (count < 2) {
            return false;
        }
        long interval = interval(count);
        for (Runner runner : runners) {
            long own = runner.ends[count - 1] - runner.ends[count - 2];
            if (runner.inputs.length == 0 && own < interval) {
                continue;
            }
            if (own != interval || runner.shapes[count - 1] != runner.shapes[count - 2]) {
                return false;
            }
        }
        return true;
    }

    private long interval(int count) {
        long[] ends = runners[runners.length - 1].ends;
        return count < 2 ? ends[0] + 1 : ends[count - 1] - ends[count - 2];
    }

    private long[][] ends(int count) {
        long[][] ends = new long[runners.length][];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = Arrays.copyOf(runners[i].ends, count);
        }
        return ends;
    }

    private List<Outcome.Wait> waits() {
        Runner start = null;
        for (Runner runner : runners) {
            if (runner.frame < frames) {
                start = runner;
                break;
            }
        }
        List<Runner> path = new ArrayList<>();
        Runner at = start;
        while (at.frame < frames && !path.contains(at)) {
            path.add(at);
            at = at.waitsFor();
        }
        int from = Math.max(0, path.indexOf(at));
        return path.subList(from, path.size()).stream().map(Runner::describe).toList();
    }

    /** The last times at which words were written and read, by number of the word. */
    private static final class Queue {
        final int depth;
        final int mask;
        final long[] writes;
        final long[] reads;
        long written;
        long read;

        Queue(int depth) {
            this.depth = depth;
            int size = Integer.highestOneBit(depth) * 2;
            mask = size - 1;
            writes = new long[size];
            reads = new long[size];
        }
    }

    private final class Runner {
        private final ProcessGraph.Process process;
        private final int[] steps;
        private final int[] inputs;
        private final int[] outputs;
        private final long[] ends = new long[frames];
        /** A hash of when each step of a frame began, counted from its last. */
        private final long[] shapes = new long[frames];

        private int frame;
        private int step;
        private long free;
        private long hash;
        private long last;

        Runner(ProcessGraph.Process process) {
            this.process = process;
            steps = process.program().steps();
            inputs = process.inputs();
            outputs = process.outputs();
        }

        /** Goes on as far as it can; false if that is nowhere. */
        boolean run() {
            boolean moved = false;
            while (frame < frames) {
                int now = steps[step];
                if (blocking(now) >= 0) {
                    return moved;
                }
                begin(now);
                moved = true;
                step++;
                if (step == steps.length) {
                    ends[frame] = last;
                    shapes[frame] = hash;
                    hash = 0;
                    step = 0;
                    frame++;
                }
            }
            return moved;
        }

        private void begin(int now) {
            long begin = free + Program.gap(now);
            int reads = Program.reads(now);
            int writes = Program.writes(now);
            if ((reads | writes) == 0) {
                free = begin;
                return;
            }
            for (int i = 0; i < inputs.length; i++) {
                if ((reads >> i & 1) == 1) {
                    Queue queue = queues[inputs[i]];
                    begin = Math.max(begin, queue.writes[(int) queue.read & queue.mask] + 1);
                }
            }
            for (int i = 0; i < outputs.length; i++) {
                if ((writes >> i & 1) == 1) {
                    Queue queue = queues[outputs[i]];
                    if (queue.written >= queue.depth) {
                        begin = Math.max(begin, queue.reads[(int) (queue.written - queue.depth) & queue.mask] + 1);
                    }
                }
            }
            for (int i = 0; i < inputs.length; i++) {
                if ((reads >> i & 1) == 1) {
                    Queue queue = queues[inputs[i]];
                    queue.reads[(int) queue.read & queue.mask] = begin;
                    queue.read++;
                }
            }
            for (int i = 0; i < outputs.length; i++) {
                if ((writes >> i & 1) == 1) {
                    Queue queue = queues[outputs[i]];
                    queue.writes[(int) queue.written & queue.mask] = begin;
                    queue.written++;
                }
            }
            hash = hash * 0x9E3779B97F4A7C15L + (begin - last);
            last = begin;
            free = begin + 1;
        }

        /** The first stream for which the step has to wait: numbers from 0 for inputs, from 16 for outputs; -1 if none. */
        private int blocking(int now) {
            int reads = Program.reads(now);
            for (int i = 0; i < inputs.length; i++) {
                Queue queue = queues[inputs[i]];
                if ((reads >> i & 1) == 1 && queue.read == queue.written) {
                    return i;
                }
            }
            int writes = Program.writes(now);
            for (int i = 0; i < outputs.length; i++) {
                Queue queue = queues[outputs[i]];
                if ((writes >> i & 1) == 1 && queue.written - queue.read == queue.depth) {
                    return 16 + i;
                }
            }
            return -1;
        }

        private Runner waitsFor() {
            int port = blocking(steps[step]);
            ProcessGraph.Process other = port < 16 ? graph.writer(inputs[port]) : graph.reader(outputs[port - 16]);
            return runners[graph.processes().indexOf(other)];
        }

        private Outcome.Wait describe() {
            int port = blocking(steps[step]);
            ProcessGraph.Stream stream = graph.streams().get(port < 16 ? inputs[port] : outputs[port - 16]);
            Runner other = waitsFor();
            return new Outcome.Wait(
                    process.name(),
                    port < 16,
                    stream.name(),
                    stream.depth(),
                    other.process.name(),
                    other.frame == frames);
        }
    }
}
