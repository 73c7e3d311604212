// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim;

/**
 * The pipeline registers of each unit, which an HLS tool chooses: what a unit reads in a cycle it writes so many cycles
 * later, in which none of its stages had to wait.
 *
 * @param count stages; with none a unit reads and writes in the same cycle
 * @param stalls what a unit does while the word that it wants to read is not there. True: all of its stages wait. False:
 *     what is in them goes on, and the first stage stays empty. In both styles all stages wait where the last of them
 *     has no room for its word.
 */
record PipelineStages(int count, boolean stalls) {
    /** Each unit reads and writes in the same cycle. */
    static final PipelineStages NONE = new PipelineStages(0, true);

    /** PipelineStages up to which nothing blocks, and which the longest latency assumes: more than HLS gives loops like these. */
    static final int MAX = 20;

    static PipelineStages stalling(int count) {
        return new PipelineStages(count, true);
    }

    static PipelineStages flushing(int count) {
        return new PipelineStages(count, false);
    }
}
