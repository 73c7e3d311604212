// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.process;

import dev.bnn.sim.unit.PipelineStages;
import dev.bnn.sim.unit.Program;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Simulates a process graph cycle by cycle and stage by stage. {@link Simulator} must agree with it. */
public final class TickSimulator {
    private final ProcessGraph graph;
    private final int frames;
    private final int[] held;
    private final long[][] ends;

    private TickSimulator(ProcessGraph graph, int frames) {
        this.graph = graph;
        this.frames = frames;
        held = new int[graph.streams().size()];
        ends = new long[graph.processes().size()][frames];
    }

    /** By process and frame the cycle of its last word of the frame; null if the graph blocks. */
    public static long[][] ends(ProcessGraph graph, int frames, PipelineStages stages) {
        return new TickSimulator(graph, frames).run(stages);
    }

    private long[][] run(PipelineStages stages) {
        List<Pipeline> pipelines = IntStream.range(0, ends.length)
                .mapToObj(p -> new Pipeline(p, stages))
                .toList();
        for (long cycle = 0; !pipelines.stream().allMatch(Pipeline::done); cycle++) {
            int[] before = held.clone();
            boolean moved = false;
            for (Pipeline pipeline : pipelines) {
                moved |= pipeline.tick(before, cycle);
            }
            if (!moved) {
                return null;
            }
        }
        if (Arrays.stream(held).anyMatch(words -> words != 0)) {
            throw new AssertionError("words are left over: " + Arrays.toString(held));
        }
        return ends;
    }

    /** The work of a cycle, with its frame. */
    private record Work(int reads, int writes, int frame) {}

    private final class Pipeline {
        private final int number;
        private final ProcessGraph.Process process;
        private final int[] entries;
        private final boolean stalls;
        /** The content of each stage; null if it is empty. */
        private final Work[] stage;

        private int frame;
        private int entry;
        private int idled;

        Pipeline(int number, PipelineStages stages) {
            this.number = number;
            process = graph.processes().get(number);
            entries = process.program().entries();
            stalls = stages.stalls();
            stage = new Work[process.inputs().length == 0 ? 0 : stages.count()];
        }

        boolean done() {
            return frame == frames && !busy();
        }

        private boolean busy() {
            for (Work work : stage) {
                if (work != null) {
                    return true;
                }
            }
            return false;
        }

        /** The work of the next cycle; null after the last frame. */
        private Work next() {
            if (frame == frames) {
                return null;
            }
            int now = entries[entry];
            return idled < Program.gap(now)
                    ? new Work(0, 0, frame)
                    : new Work(Program.reads(now), Program.writes(now), frame);
        }

        private void advance() {
            int now = entries[entry];
            if (idled < Program.gap(now)) {
                idled++;
                // An entry that is only a gap ends with its last cycle.
                if (idled < Program.gap(now) || (now & 255) != 0) {
                    return;
                }
            }
            idled = 0;
            entry++;
            if (entry == entries.length) {
                entry = 0;
                frame++;
            }
        }

        /** Simulates a cycle; false if nothing changes. */
        boolean tick(int[] before, long cycle) {
            Work in = next();
            boolean starves = in != null && !has(in, before);
            if (starves && stalls) {
                return false;
            }
            in = starves ? null : in;
            Work out = stage.length == 0 ? in : stage[stage.length - 1];
            if (out != null && !fits(out, before)) {
                return false;
            }
            boolean moves = in != null || busy();
            if (out != null) {
                for (int i = 0; i < process.outputs().length; i++) {
                    held[process.outputs()[i]] += out.writes() >> i & 1;
                }
                if (out.writes() != 0) {
                    ends[number][out.frame()] = cycle;
                }
            }
            if (stage.length > 0) {
                System.arraycopy(stage, 0, stage, 1, stage.length - 1);
                stage[0] = in;
            }
            if (in != null) {
                for (int i = 0; i < process.inputs().length; i++) {
                    held[process.inputs()[i]] -= in.reads() >> i & 1;
                }
                if (in.reads() != 0) {
                    ends[number][in.frame()] = Math.max(ends[number][in.frame()], cycle);
                }
                advance();
            }
            return moves;
        }

        private boolean has(Work work, int[] before) {
            for (int i = 0; i < process.inputs().length; i++) {
                if ((work.reads() >> i & 1) == 1 && before[process.inputs()[i]] == 0) {
                    return false;
                }
            }
            return true;
        }

        private boolean fits(Work work, int[] before) {
            for (int i = 0; i < process.outputs().length; i++) {
                int stream = process.outputs()[i];
                if ((work.writes() >> i & 1) == 1
                        && before[stream] == graph.streams().get(stream).depth()) {
                    return false;
                }
            }
            return true;
        }
    }
}
