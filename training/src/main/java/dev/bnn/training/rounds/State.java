// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.rounds;

import java.io.Serializable;

/**
 * Everything that a later step depends on: latent weights, the optimizer's state, running estimates. The record does not copy its
 * array.
 *
 * @param values array after array, in the order of a {@link StateLayout}
 * @param steps steps done so far
 */
public record State(float[] values, long steps) implements Serializable {
    /** Bytes of the values. */
    public long bytes() {
        return (long) Float.BYTES * values.length;
    }
}
