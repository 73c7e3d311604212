// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import java.util.Locale;

/**
 * Maps a real number to one of a few levels: code = number of cuts that it reaches, value = lo + step * code.
 *
 * <p>Signed levels generalize sign: n bits cut -1 .. 1 into 2^n equal parts, and the values are the odd integers from 1 - 2^n to
 * 2^n - 1, as sums of bits of -1 and +1 with weights 1, 2, 4, ... would give. Unsigned levels are a quantized ReLU: values 0 .. 2^n
 * - 1, cut half way between multiples of 2^(1 - n). Ternary ones are the nearest of -1, 0 and +1. Cuts are dyadic, so each
 * comparison is exact.
 *
 * @param bits bits of the code, 1 to 8
 * @param smooth true for activations without quantization: in the float twin the straight line through the outer levels, constant
 *     beyond them; also for the rectifier of float networks
 */
public record Activation(Levels levels, int bits, boolean smooth) {
    /** The kind of the levels. */
    public enum Levels {
        SIGNED,
        UNSIGNED,
        TERNARY,
        /** No levels: all real numbers from 0 up. */
        RECTIFIED
    }

    /** Levels of n bits. */
    public Activation(int bits, boolean signed) {
        this(signed ? Levels.SIGNED : Levels.UNSIGNED, bits, false);
    }

    /** -1 and +1. */
    public static final Activation SIGN = new Activation(1, true);
    /** -1, 0 and +1. */
    public static final Activation TERNARY = new Activation(Levels.TERNARY, 2, false);

    /** Largest number of bits. */
    public static final int MOST_BITS = 8;

    /** The rectifier of float networks, which replaces negative real numbers by 0. It has no levels, so no codes and cuts. */
    public static final Activation RELU = new Activation(Levels.RECTIFIED, 1, true);

    public Activation {
        if (bits < 1 || bits > MOST_BITS) {
            throw new IllegalArgumentException("an activation of " + bits + " bits");
        }
        if (levels == Levels.TERNARY && bits != 2) {
            throw new IllegalArgumentException("a ternary activation of " + bits + " bits");
        }
        if (levels == Levels.RECTIFIED && !smooth) {
            throw new IllegalArgumentException("a rectifier with levels");
        }
    }

    /** The activation of the float twin: the straight line through the outer levels. */
    public Activation line() {
        return new Activation(levels, bits, true);
    }

    /** Codes are 0 to this, which is also the number of cuts. */
    public int top() {
        return levels == Levels.TERNARY ? 2 : (1 << bits) - 1;
    }

    /** The smallest real number whose code is at least {@code code}, 1 to {@link #top}. */
    public double cut(int code) {
        return switch (levels) {
            case SIGNED -> (2 * code - (1 << bits)) / (double) (1 << bits);
            case UNSIGNED -> (2 * code - 1) / (double) (1 << bits);
            case TERNARY -> code - 1.5;
            case RECTIFIED -> throw new IllegalStateException("a rectifier has no cuts");
        };
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
        return switch (levels) {
            case SIGNED -> -top();
            case UNSIGNED, RECTIFIED -> 0;
            case TERNARY -> -1;
        };
    }

    /** Difference between neighboring values. */
    public int step() {
        return levels == Levels.SIGNED ? 2 : 1;
    }

    /** The value that a code stands for. */
    public int value(int code) {
        return lo() + step() * code;
    }

    /** The value of a code with its sign, for people: +1. */
    public String text(int code) {
        return String.format(Locale.ROOT, value(code) > 0 ? "+%d" : "%d", value(code));
    }

    /** Slope between the outer cuts: change of the value per unit of the real number. */
    public double slope() {
        return switch (levels) {
            case SIGNED -> top();
            case UNSIGNED -> 1 << bits - 1;
            case TERNARY, RECTIFIED -> 1;
        };
    }

    /** Below this and above {@link #high} a smooth activation is constant. */
    public double low() {
        return lo() / slope();
    }

    public double high() {
        return levels == Levels.RECTIFIED ? Double.POSITIVE_INFINITY : value(top()) / slope();
    }

    /** The result for a real number. */
    public double apply(double z) {
        return smooth ? slope() * Math.max(low(), Math.min(high(), z)) : value(code(z));
    }

    /** All values. */
    public ValueSet values() {
        if (smooth) {
            return ValueSet.REALS;
        }
        return equals(SIGN) ? ValueSet.BIPOLAR : new ValueSet.Integers(lo(), value(top()), step());
    }

    /** The activation as the language writes it. */
    @Override
    public String toString() {
        String words = switch (levels) {
            case SIGNED -> bits == 1 ? "sign" : "quant " + bits;
            case UNSIGNED -> "relu " + bits;
            case TERNARY -> "ternary";
            case RECTIFIED -> "relu";
        };
        return smooth && levels != Levels.RECTIFIED ? "smooth " + words : words;
    }
}
