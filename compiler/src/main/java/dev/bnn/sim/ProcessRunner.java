// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import java.util.Arrays;

/** A process while it is simulated: two ends of a pipeline, of which the first reads and the last writes. */
abstract class ProcessRunner {
    /** Tells the ports of outputs from those of inputs. */
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

    /** A process without inputs has no stages: when it writes is its own affair. */
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

    /** Goes on as far as it can; false if that is nowhere. */
    abstract boolean run();

    /** The port for which it waits: numbers from 0 for inputs, from {@link #OUTPUT} for outputs. */
    abstract int waiting();

    /** Frames that are through. */
    int frames() {
        return Math.min(reads.frame(), writes.frame());
    }

    boolean done() {
        return reads.done() && writes.done();
    }

    /** The cycle in which a frame was through. */
    long end(int frame) {
        return Math.max(reads.end(frame), writes.end(frame));
    }

    /** Whether the last of so many frames was the one before over again, so many cycles later. */
    boolean repeats(int count, long interval) {
        return reads.repeats(count, interval) && writes.repeats(count, interval);
    }
}
