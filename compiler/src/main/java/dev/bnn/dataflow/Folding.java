// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.model.target.Memory;

/**
 * Parallelism of a matrix-vector unit: PE divides the rows, SIMD the columns.
 *
 * @param memory kind of memory for the weights
 * @param loadable true if weights and thresholds are loaded at run time, so that widths must suffice for any values that can be
 *     loaded
 */
public record Folding(int pe, int simd, Memory memory, boolean loadable) {
    /** Weights and thresholds are constants. */
    public Folding(int pe, int simd, Memory memory) {
        this(pe, simd, memory, false);
    }

    /** Number of products per cycle. */
    public int lanes() {
        return pe * simd;
    }
}
