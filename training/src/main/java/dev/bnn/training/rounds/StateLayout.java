// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import java.io.Serializable;
import java.util.List;

/** The arrays of a {@link State}, in order. */
public record StateLayout(List<Part> parts) implements Serializable {
    public StateLayout {
        parts = List.copyOf(parts);
    }

    /** How the arrays of several shards become one. */
    public enum Rule {
        /** The mean of the values. */
        MEAN,
        /**
         * The value whose sign most shards have; on a tie the one from before the round. For latent weights that Bop flips: their
         * sizes never change, and a mean would shrink them.
         */
        MAJORITY
    }

    /**
     * One array.
     *
     * @param name as in a checkpoint
     */
    public record Part(String name, int length, Rule rule) implements Serializable {}

    /** Number of values; an {@link ArithmeticException} where no Java array holds them. */
    public int length() {
        int length = 0;
        for (Part part : parts) {
            length = Math.addExact(length, part.length());
        }
        return length;
    }
}
