package dev.bnn.model;

/** The values that a weight can take. */
public enum WeightType {
    /** -1 and +1: the sign of the latent weight, with sign(0) = +1. */
    BIPOLAR(1),
    /** 32-bit float: for the float twin, which trains and evaluates but cannot be synthesised. */
    FLOAT(32);

    private final int bits;

    WeightType(int bits) {
        this.bits = bits;
    }

    /** Bits of storage a weight. */
    public int bits() {
        return bits;
    }
}
