package dev.bnn.dataflow;

/** Parallelism of a matrix-vector unit: PE divides the rows, SIMD the columns. */
public record Folding(int pe, int simd) {
    /** Products computed at once. */
    public int lanes() {
        return pe * simd;
    }
}
