package dev.bnn.sim;

import java.util.List;

/** Simulates a process graph one cycle after the other: what {@link Simulator} must agree with. */
final class TickSimulator {
    private final ProcessGraph graph;
    private final int frames;
    private final int[] frame;
    private final int[] step;
    private final int[] idled;
    private final int[] held;
    private final long[][] ends;

    private TickSimulator(ProcessGraph graph, int frames) {
        this.graph = graph;
        this.frames = frames;
        int n = graph.processes().size();
        frame = new int[n];
        step = new int[n];
        idled = new int[n];
        held = new int[graph.streams().size()];
        ends = new long[n][frames];
    }

    /** By process and frame the cycle of its last word of the frame; null where the graph blocks. */
    static long[][] ends(ProcessGraph graph, int frames) {
        return new TickSimulator(graph, frames).run();
    }

    private long[][] run() {
        List<ProcessGraph.Process> processes = graph.processes();
        for (long cycle = 0; !done(); cycle++) {
            int[] before = held.clone();
            boolean moved = false;
            for (int p = 0; p < processes.size(); p++) {
                moved |= tick(p, processes.get(p), before, cycle);
            }
            if (!moved) {
                return null;
            }
        }
        return ends;
    }

    private boolean done() {
        for (int f : frame) {
            if (f < frames) {
                return false;
            }
        }
        return true;
    }

    private boolean tick(int p, ProcessGraph.Process process, int[] before, long cycle) {
        if (frame[p] == frames) {
            return false;
        }
        int[] steps = process.program().steps();
        int now = steps[step[p]];
        if (idled[p] < Program.gap(now)) {
            idled[p]++;
            // A step that is nothing but a gap is over with its last cycle.
            if (idled[p] == Program.gap(now) && (now & 255) == 0) {
                next(p, steps);
            }
            return true;
        }
        for (int i = 0; i < process.inputs().length; i++) {
            if ((Program.reads(now) >> i & 1) == 1 && before[process.inputs()[i]] == 0) {
                return false;
            }
        }
        for (int i = 0; i < process.outputs().length; i++) {
            int stream = process.outputs()[i];
            if ((Program.writes(now) >> i & 1) == 1
                    && before[stream] == graph.streams().get(stream).depth()) {
                return false;
            }
        }
        for (int i = 0; i < process.inputs().length; i++) {
            held[process.inputs()[i]] -= Program.reads(now) >> i & 1;
        }
        for (int i = 0; i < process.outputs().length; i++) {
            held[process.outputs()[i]] += Program.writes(now) >> i & 1;
        }
        ends[p][frame[p]] = cycle;
        next(p, steps);
        return true;
    }

    private void next(int p, int[] steps) {
        idled[p] = 0;
        step[p]++;
        if (step[p] == steps.length) {
            step[p] = 0;
            frame[p]++;
        }
    }
}
