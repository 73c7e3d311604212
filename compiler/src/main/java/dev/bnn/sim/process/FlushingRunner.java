// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A pipeline that advances while the word to read is missing: its first stage then stays empty. All stages wait if the stream that
 * the last one writes to is full. Time is counted in moves of the stages: an iteration that enters in move m leaves in move m +
 * stages. The cycle of a move is its number plus the cycles in which all stages have waited.
 */
final class FlushingRunner extends ProcessRunner {
    private final int stages;
    /** Moves in which the first stage was empty, up to the last iteration that entered. */
    private long empty;
    /** Values of {@link #empty} by iteration, for iterations that have entered and whose words may not have left. */
    private final Deque<Change> entered = new ArrayDeque<>();
    /** Value of {@link #empty} for the next iteration that writes. */
    private long emptyBefore;
    /** The first move in which the next iteration that reads may enter. */
    private long from;
    /** Cycles in which all stages have waited before move {@link #from}. */
    private long waited;
    /** Values of {@link #waited} for later moves. */
    private final Deque<Change> waits = new ArrayDeque<>();
    /** Value of {@link #waited} for the last move in which words left. */
    private long waitedLast;

    /** A number that has this value from iteration, or move, {@code at} on. */
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

    /** The move in which the words of the next iteration that writes leave. */
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
