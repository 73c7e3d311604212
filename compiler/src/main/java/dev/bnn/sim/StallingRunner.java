// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

/**
 * A pipeline whose stages move all at once or not at all: in step k it reads what step k reads and writes what the step
 * so many stages before writes. After its last frame it runs empty.
 */
final class StallingRunner extends Runner {
    private final int stages;
    /** Cycles in which it has waited. */
    private long waited;

    StallingRunner(ProcessGraph.Process process, Queue[] queues, int frames, int stages) {
        super(process, queues, frames);
        this.stages = stages;
    }

    @Override
    boolean run() {
        boolean moved = false;
        while (!done()) {
            long step = step();
            boolean in = reads(step);
            boolean out = writes(step);
            if (in && reads.blocking() >= 0 || out && writes.blocking() >= 0) {
                return moved;
            }
            long cycle = step + waited;
            if (in) {
                cycle = Math.max(cycle, reads.ready());
            }
            if (out) {
                cycle = Math.max(cycle, writes.ready());
            }
            waited = cycle - step;
            if (in) {
                reads.move(cycle);
            }
            if (out) {
                writes.move(cycle);
            }
            moved = true;
        }
        return moved;
    }

    private long step() {
        return writes.done() ? reads.step() : Math.min(reads.step(), writes.step() + stages);
    }

    private boolean reads(long step) {
        return !reads.done() && reads.step() == step;
    }

    private boolean writes(long step) {
        return !writes.done() && writes.step() + stages == step;
    }

    @Override
    int waiting() {
        long step = step();
        int port = reads(step) ? reads.blocking() : -1;
        return port >= 0 ? port : OUTPUT + writes.blocking();
    }
}
