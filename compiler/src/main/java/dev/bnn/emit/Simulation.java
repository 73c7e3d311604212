// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import java.util.Optional;

/**
 * The result of a simulation.
 *
 * @param comparedBits bits of the scores, or labels, and of their end-of-answer flags
 * @param seconds time of the simulation without compilation
 * @param mismatch the first score or label that differs, if any
 * @param cycles the comparison of words in value and in cycle; empty if the back end promises no cycles
 */
public record Simulation(
        int images,
        long comparedBits,
        long differingBits,
        double seconds,
        Optional<Mismatch> mismatch,
        Optional<Cycles> cycles) {
    /**
     * Words of streams and answers whose bits and cycles were compared with the cycle model.
     *
     * @param difference the first that comes in another cycle or with other bits: its unit, number, cycle and what is wrong with it
     */
    public record Cycles(long words, Optional<String> difference) {}

    /**
     * A score or label that differs, and the unit where the difference begins, if one was found.
     *
     * @param index number of the class, or the label's rank in the answer
     */
    public record Mismatch(int image, int index, long expected, long found, Optional<Fault> fault) {}
}
