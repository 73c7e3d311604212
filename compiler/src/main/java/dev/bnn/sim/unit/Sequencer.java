// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.unit;

import dev.bnn.dataflow.Unit;

/**
 * The loop nest of a unit for one image without its arithmetic: which iterations read a word and which write one. An
 * iteration takes one cycle where nothing stalls; {@link PipelineStages} lie between its read and its write.
 */
abstract class Sequencer {
    /** True if the current iteration reads a word. */
    boolean reads;
    /** True if the current iteration writes a word, after reading. */
    boolean writes;

    private final long iterations;
    private long iteration;

    Sequencer(Unit unit) {
        iterations = unit.cycles();
    }

    static Sequencer of(Unit unit) {
        return unit.accept(Sequencers.INSTANCE);
    }

    /** Advances to the next iteration; false after the last. */
    final boolean next() {
        if (iteration == iterations) {
            return false;
        }
        fire(iteration);
        iteration++;
        return true;
    }

    /** Sets {@link #reads} and {@link #writes} for an iteration, counted from 0; called in order. */
    abstract void fire(long iteration);
}
