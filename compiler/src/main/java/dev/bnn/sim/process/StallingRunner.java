// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.process;

/**
 * A pipeline whose stages move together: when iteration k reads, iteration k - stages writes. After its last frame the pipeline
 * drains.
 */
final class StallingRunner extends ProcessRunner {
    private final int stages;
    /** Cycles that it has waited. */
    private long waited;

    StallingRunner(ProcessGraph.Process process, StreamQueue[] queues, int frames, int stages) {
        super(process, queues, frames);
        this.stages = stages;
    }

    @Override
    boolean run() {
        boolean moved = false;
        while (!done()) {
            long iteration = iteration();
            boolean in = reads(iteration);
            boolean out = writes(iteration);
            if (in && reads.blocking() >= 0 || out && writes.blocking() >= 0) {
                return moved;
            }
            long cycle = iteration + waited;
            if (in) {
                cycle = Math.max(cycle, reads.ready());
            }
            if (out) {
                cycle = Math.max(cycle, writes.ready());
            }
            waited = cycle - iteration;
            if (in) {
                reads.transfer(cycle);
            }
            if (out) {
                writes.transfer(cycle);
            }
            moved = true;
        }
        return moved;
    }

    private long iteration() {
        return writes.done() ? reads.iteration() : Math.min(reads.iteration(), writes.iteration() + stages);
    }

    private boolean reads(long iteration) {
        return !reads.done() && reads.iteration() == iteration;
    }

    private boolean writes(long iteration) {
        return !writes.done() && writes.iteration() + stages == iteration;
    }

    @Override
    int waiting() {
        long iteration = iteration();
        int port = reads(iteration) ? reads.blocking() : -1;
        return port >= 0 ? port : OUTPUT + writes.blocking();
    }
}
