// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import java.util.Locale;
import java.util.function.DoublePredicate;

/**
 * The numbers that a word of the language accepts.
 *
 * @param text completes "it is ..."
 * @param min least whole number; has no meaning for real numbers
 * @param max largest whole number; has no meaning for real numbers
 */
public record Range(String text, long min, long max, DoublePredicate legal) {
    /** Shares and decays. */
    public static final Range BELOW_ONE = real("at least 0 and below 1", v -> v >= 0 && v < 1);

    /** Factors that reduce a value. */
    public static final Range BETWEEN_0_AND_1 = real("above 0 and below 1", v -> v > 0 && v < 1);

    public static final Range POSITIVE = real("above 0", v -> v > 0);

    /** Sides of windows, strides and the like. */
    public static final Range SIZE = whole(1, Limits.EXTENT);

    /** Whole numbers. The text does not mention a {@code max} that is the largest int or long. */
    public static Range whole(long min, long max) {
        String text = max >= Integer.MAX_VALUE
                ? String.format(Locale.ROOT, "%,d or more", min)
                : String.format(Locale.ROOT, "%,d to %,d", min, max);
        return new Range(text, min, max, v -> v >= min && v <= max && v == Math.rint(v));
    }

    /** Real numbers for which a condition holds. */
    public static Range real(String text, DoublePredicate legal) {
        return new Range(text, 0, 0, legal);
    }
}
