// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.process;

import java.util.List;

/** How a simulation ended. */
public sealed interface SimulationOutcome {
    /**
     * All frames went through.
     *
     * @param ends by process and frame, the cycle of its last word of the frame, counted from 0
     * @param interval cycles between the last two frames
     * @param steady true if every process repeated its last frame exactly, so that all later frames would
     */
    record Finished(long[][] ends, long interval, boolean steady) implements SimulationOutcome {}

    /**
     * No process can continue.
     *
     * @param waits the processes that wait for each other, and what they wait for; a cycle if there is one
     */
    record Blocked(List<Wait> waits) implements SimulationOutcome {
        /** One clause per process. */
        public String explain() {
            return String.join("; ", waits.stream().map(Wait::toString).toList());
        }
    }

    /**
     * A process that cannot continue.
     *
     * @param word true if it waits for a word, false if it waits for room
     * @param other the process at the other end of the stream
     * @param over true if the other has done all its frames
     */
    record Wait(String process, boolean word, String stream, int depth, String other, boolean over) {
        @Override
        public String toString() {
            return word
                    ? process + " waits for a word of " + stream + " from " + other
                            + (over ? ", which has no more" : "")
                    : process + " waits for room in " + stream + ", whose " + depth + " words " + other
                            + " does not read" + (over ? " any more" : " yet");
        }
    }
}
