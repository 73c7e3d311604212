// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

import java.util.List;

/** How a simulation ended. */
sealed interface SimulationOutcome {
    /**
     * All frames went through.
     *
     * @param ends by process and frame, the cycle of its last word of the frame, counted from 0 on
     * @param interval cycles from frame to frame at the end
     * @param steady whether every process repeated its last frame exactly, so that all later frames would
     */
    record Finished(long[][] ends, long interval, boolean steady) implements SimulationOutcome {}

    /**
     * Nothing can go on.
     *
     * @param waits the processes that wait for one another, in a circle where there is one, and for what
     */
    record Blocked(List<Wait> waits) implements SimulationOutcome {
        /** One sentence a process. */
        String explain() {
            return String.join("; ", waits.stream().map(Wait::toString).toList());
        }
    }

    /**
     * A process that cannot go on.
     *
     * @param word true where it waits for a word, false where it waits for room
     * @param other the process at the other end of the stream
     * @param over true where the other has done all its frames
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
