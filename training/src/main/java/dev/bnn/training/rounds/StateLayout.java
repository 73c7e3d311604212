// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import java.io.Serializable;
import java.util.List;

/** The arrays of a {@link State}, in order. */
public record StateLayout(List<Part> parts) implements Serializable {
    public StateLayout {
        parts = List.copyOf(parts);
    }

    /** How the arrays of several shards are merged into one. */
    public enum Rule {
        /** The mean of the values. */
        MEAN,
        /**
         * The value with the sign that most shards have; on a tie, the sign from before the round. Used for latent weights that
         * Bop flips: their magnitudes never change, and a mean would shrink them.
         */
        MAJORITY
    }

    /**
     * One array.
     *
     * @param name as in a checkpoint
     */
    public record Part(String name, int length, Rule rule) implements Serializable {}

    /** Number of values; throws {@link ArithmeticException} if they are too many for a Java array. */
    public int length() {
        int length = 0;
        for (Part part : parts) {
            length = Math.addExact(length, part.length());
        }
        return length;
    }
}
