package dev.bnn.model;

import java.util.Locale;

/**
 * How a real number becomes one of few levels: code = number of cuts that it reaches, value = lo + step * code.
 *
 * <p>Signed levels generalise sign: n bits cut -1 .. 1 into 2^n equal parts, and the values are the odd integers from 1 -
 * 2^n to 2^n - 1, as sums of bits of -1 and +1 with weights 1, 2, 4, ... would give. Unsigned levels are a quantised
 * ReLU: values 0 .. 2^n - 1, cut half way between multiples of 2^(1 - n). Cuts are dyadic, so each comparison is exact.
 *
 * @param bits 1 to 8
 */
public record Activation(int bits, boolean signed) {
    /** -1 and +1. */
    public static final Activation SIGN = new Activation(1, true);

    /** Most bits. */
    public static final int MOST_BITS = 8;

    public Activation {
        if (bits < 1 || bits > MOST_BITS) {
            throw new IllegalArgumentException("an activation of " + bits + " bits");
        }
    }

    /** Codes are 0 to this: 2^bits - 1, which is also the number of cuts. */
    public int top() {
        return (1 << bits) - 1;
    }

    /** The smallest real number whose code is at least {@code code}, 1 to {@link #top}. */
    public double cut(int code) {
        return (signed ? 2 * code - (1 << bits) : 2 * code - 1) / (double) (1 << bits);
    }

    /** Number of cuts that a real number reaches. */
    public int code(double z) {
        int below = 0;
        int above = top() + 1;
        while (above - below > 1) {
            int middle = (below + above) / 2;
            if (z >= cut(middle)) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    /** The value of code 0. */
    public int lo() {
        return signed ? -top() : 0;
    }

    /** From one value to the next. */
    public int step() {
        return signed ? 2 : 1;
    }

    /** What a code stands for. */
    public int value(int code) {
        return lo() + step() * code;
    }

    /** The value of a code with its sign, for people: +1. */
    public String text(int code) {
        return String.format(Locale.ROOT, value(code) > 0 ? "+%d" : "%d", value(code));
    }

    /** Of the values in terms of the real number, between the outer cuts: values a unit. */
    public double slope() {
        return signed ? top() : 1 << bits - 1;
    }

    /** All values. */
    public ValueSet values() {
        return equals(SIGN) ? ValueSet.BIPOLAR : new ValueSet.Integers(lo(), value(top()), step());
    }

    /** As the language says it. */
    @Override
    public String toString() {
        return equals(SIGN) ? "sign" : (signed ? "quant " : "relu ") + bits;
    }
}
