// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A pipeline whose first stage stays empty while the word that it wants is not there, while the others go on; all wait
 * where the last has no room for its word. Its time is counted in moves of the stages: what enters in move m leaves in
 * move m + stages. A move is later than its number by the cycles that all stages have waited.
 */
final class FlushingRunner extends ProcessRunner {
    private final int stages;
    /** Moves, beyond its number, before the last iteration that entered: the first stage was empty so often. */
    private long empty;
    /** The same of iterations that entered and whose words may not have left, by their numbers. */
    private final Deque<Change> entered = new ArrayDeque<>();
    /** The same of the next iteration that writes. */
    private long emptyBefore;
    /** The first move in which the next iteration that reads may enter. */
    private long from;
    /** Cycles that all stages had waited by that move. */
    private long waited;
    /** The same by later moves. */
    private final Deque<Change> waits = new ArrayDeque<>();
    /** The same by the last move in which words left. */
    private long waitedLast;

    /** From that iteration, or move, on a number has this value. */
    private record Change(long at, long value) {}

    FlushingRunner(ProcessGraph.Process process, StreamQueue[] queues, int frames, int stages) {
        super(process, queues, frames);
        this.stages = stages;
        from = reads.iteration();
    }

    @Override
    boolean run() {
        boolean moved = false;
        while (leave() || enter()) {
            moved = true;
        }
        return moved;
    }

    /** Whether the next iteration that writes is in the pipeline. */
    private boolean inside() {
        return !writes.done() && (reads.done() || writes.iteration() < reads.iteration());
    }

    /** The move in which its words leave. */
    private long leaving() {
        while (!entered.isEmpty() && entered.peek().at() <= writes.iteration()) {
            emptyBefore = entered.poll().value();
        }
        return writes.iteration() + emptyBefore + stages;
    }

    private boolean leave() {
        if (!inside() || writes.blocking() >= 0) {
            return false;
        }
        long move = leaving();
        long cycle = Math.max(move + waitedLast, writes.ready());
        if (cycle - move > waitedLast) {
            waitedLast = cycle - move;
            if (move <= from) {
                waits.clear();
                waited = waitedLast;
            } else {
                waits.add(new Change(move, waitedLast));
            }
        }
        writes.transfer(cycle);
        return true;
    }

    private boolean enter() {
        if (reads.done() || reads.blocking() >= 0) {
            return false;
        }
        long ready = reads.ready();
        long move = Math.max(from, ready - waited);
        while (!waits.isEmpty() && waits.peek().at() <= move) {
            from = Math.max(from, waits.peek().at());
            waited = waits.poll().value();
            move = Math.max(from, ready - waited);
        }
        if (inside() && leaving() <= move) {
            return false;
        }
        long iteration = reads.iteration();
        empty = move - iteration;
        if (writes.done() || writes.iteration() >= iteration) {
            entered.clear();
            emptyBefore = empty;
        } else {
            entered.add(new Change(iteration, empty));
        }
        reads.transfer(move + waited);
        from = reads.done() ? Long.MAX_VALUE : reads.iteration() + empty;
        return true;
    }

    @Override
    int waiting() {
        return inside() && writes.blocking() >= 0 ? OUTPUT + writes.blocking() : reads.blocking();
    }
}
