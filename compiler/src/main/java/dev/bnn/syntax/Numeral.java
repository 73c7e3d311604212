// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A signed number of the source.
 *
 * @param whole true if it is written without fraction and exponent
 */
public record Numeral(String text, double value, boolean whole, Span span) {
    /** Largest number of digits after the point of a number with which we compute exactly. */
    public static final int MOST_DIGITS = 60;

    private static final int MOST_CHARACTERS = 2 * MOST_DIGITS;

    /** The number as it is written, without rounding; empty if it has more than {@link #MOST_DIGITS} digits after the point. */
    public Optional<BigDecimal> decimal() {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            BigDecimal decimal = new BigDecimal(text);
            if (decimal.signum() == 0) {
                return Optional.of(BigDecimal.ZERO);
            }
            return Math.abs((long) decimal.scale()) <= MOST_DIGITS ? Optional.of(decimal) : Optional.empty();
        } catch (NumberFormatException e) {
            // The exponent does not fit an int.
            return Optional.empty();
        }
    }
}
