// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import java.util.Locale;
import java.util.Optional;

/** The values that a weight can take. Every set is symmetric, so that a channel's weights can always be negated. */
public enum WeightType {
    /** -1 and +1: the sign of the latent weight, with sign(0) = +1. */
    BIPOLAR(1),
    /** -1, 0 and +1. */
    TERNARY(2),
    INT3(3),
    INT4(4),
    INT5(5),
    INT6(6),
    INT7(7),
    /** -127 to 127. */
    INT8(8),
    /** 32-bit float: for the float twin, which trains and evaluates but cannot be synthesized. */
    FLOAT(32);

    private final int bits;

    WeightType(int bits) {
        this.bits = bits;
    }

    /** Bits of storage per weight. */
    public int bits() {
        return bits;
    }

    /** The largest weight: 1, or 2^(bits - 1) - 1. No such limit holds for {@link #FLOAT}. */
    public int limit() {
        return this == BIPOLAR ? 1 : this == FLOAT ? Integer.MAX_VALUE : (1 << bits - 1) - 1;
    }

    /** True if weights are integers of several bits. */
    public boolean levels() {
        return this != BIPOLAR && this != FLOAT;
    }

    /**
     * The weight with which the network computes, for a trained parameter: its sign; the nearest integer within the limit, with
     * ties to even; or the parameter itself.
     *
     * @param parameter the latent weight; for integers in units of one step
     */
    public float of(float parameter) {
        if (this == BIPOLAR) {
            return parameter >= 0 ? 1 : -1;
        }
        return this == FLOAT ? parameter : (float) Math.max(-limit(), Math.min(limit(), Math.rint(parameter)));
    }

    /** The type by the language's word for it: bipolar, ternary, int2 (which is ternary) to int8, float. */
    public static Optional<WeightType> ofWord(String word) {
        if (word.equals("int2")) {
            return Optional.of(TERNARY);
        }
        for (WeightType type : values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The language's word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
