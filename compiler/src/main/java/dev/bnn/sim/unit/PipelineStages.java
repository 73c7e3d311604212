// SPDX-License-Identifier: Apache-2.0
package dev.bnn.sim.unit;

/**
 * The pipeline stages of each unit, which an HLS tool chooses: a unit writes the result of a word {@code count} cycles after it
 * reads the word, plus the cycles that the stages wait.
 *
 * @param count number of stages; with 0 a unit reads and writes in the same cycle
 * @param stalls what a unit does while the word to read is missing. True: all of its stages wait. False: the stages advance, and
 *     the first stays empty. In both cases all stages wait if the last one has no room for its word.
 */
public record PipelineStages(int count, boolean stalls) {
    /** Each unit reads and writes in the same cycle. */
    public static final PipelineStages NONE = new PipelineStages(0, true);

    /** With up to this number of stages no pipeline blocks, and the largest latency assumes it. HLS gives such loops fewer stages. */
    public static final int MAX = 20;

    /** All stages wait where the word to read is missing. */
    public static PipelineStages stalling(int count) {
        return new PipelineStages(count, true);
    }

    /** The stages advance where the word to read is missing. */
    public static PipelineStages flushing(int count) {
        return new PipelineStages(count, false);
    }
}
