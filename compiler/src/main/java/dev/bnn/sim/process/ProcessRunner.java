// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.process;

import dev.bnn.sim.unit.PipelineStages;
import java.util.Arrays;

/** The state of a process in a simulation: a pipeline whose first stage reads and whose last stage writes. */
abstract class ProcessRunner {
    /** Added to the number of an output to tell it from an input. */
    static final int OUTPUT = 16;

    final ProcessGraph.Process process;
    final Transfers reads;
    final Transfers writes;

    ProcessRunner(ProcessGraph.Process process, StreamQueue[] queues, int frames) {
        this.process = process;
        int[] entries = process.program().entries();
        reads = new Transfers(pick(queues, process.inputs()), true, entries, frames);
        writes = new Transfers(pick(queues, process.outputs()), false, entries, frames);
    }

    /** A process without inputs has no stages: nothing that it reads precedes its writes. */
    static ProcessRunner of(ProcessGraph.Process process, StreamQueue[] queues, int frames, PipelineStages stages) {
        if (process.inputs().length == 0) {
            return new StallingRunner(process, queues, frames, 0);
        }
        return stages.stalls() || stages.count() == 0
                ? new StallingRunner(process, queues, frames, stages.count())
                : new FlushingRunner(process, queues, frames, stages.count());
    }

    private static StreamQueue[] pick(StreamQueue[] queues, int[] numbers) {
        return Arrays.stream(numbers).mapToObj(n -> queues[n]).toArray(StreamQueue[]::new);
    }

    /** Advances as far as it can; false if it cannot advance at all. */
    abstract boolean run();

    /** The port for which it waits: numbers from 0 for inputs, from {@link #OUTPUT} for outputs. */
    abstract int waiting();

    /** Number of finished frames. */
    int frames() {
        return Math.min(reads.frame(), writes.frame());
    }

    boolean done() {
        return reads.done() && writes.done();
    }

    /** The cycle in which a frame was finished. */
    long end(int frame) {
        return Math.max(reads.end(frame), writes.end(frame));
    }

    /** Whether the last of {@code count} frames repeats the previous one, {@code interval} cycles later. */
    boolean repeats(int count, long interval) {
        return reads.repeats(count, interval) && writes.repeats(count, interval);
    }
}
