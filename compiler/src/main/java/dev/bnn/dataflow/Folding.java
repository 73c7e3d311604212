package dev.bnn.dataflow;

import dev.bnn.model.Memory;

/**
 * Parallelism of a matrix-vector unit: PE divides the rows, SIMD the columns.
 *
 * @param memory what stores the weights
 */
public record Folding(int pe, int simd, Memory memory) {
    /** Products computed at once. */
    public int lanes() {
        return pe * simd;
    }
}
