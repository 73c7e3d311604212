// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.source.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Frames per second, rounded down. All goals compute, print and record them by this class.
 *
 * @param value rounded down to three decimals; below 1, to three significant digits
 */
public record FrameRate(double value) {
    /** Relative error up to which a quotient of doubles may fall short of a whole number. */
    private static final double ULP = 1e-12;

    private static final int DIGITS = 3;

    /** @param interval cycles from one image to the next */
    public static FrameRate of(double clockMhz, long interval) {
        BigDecimal exact = new BigDecimal(clockMhz * 1e6 / interval * (1 + ULP));
        return new FrameRate((exact.compareTo(BigDecimal.ONE) < 0
                        ? exact.round(new MathContext(DIGITS, RoundingMode.DOWN))
                        : exact.setScale(DIGITS, RoundingMode.DOWN))
                .doubleValue());
    }

    /** The most cycles from one image to the next at a number of frames per second: the inverse of {@link #of}. */
    public static double interval(double clockMhz, double fps) {
        return clockMhz * 1e6 / fps * (1 + ULP);
    }

    /** Text for messages, rounded down: whole frames from 100 up, else three significant digits. */
    public String text() {
        return Words.number(shown().doubleValue());
    }

    /** The rate of {@link #text} as a literal of the language. */
    public String literal() {
        return shown().toPlainString();
    }

    private BigDecimal shown() {
        BigDecimal exact = new BigDecimal(Double.toString(value));
        BigDecimal shown = value >= 100
                ? exact.setScale(0, RoundingMode.DOWN)
                : exact.round(new MathContext(DIGITS, RoundingMode.DOWN));
        return shown.signum() == 0 ? BigDecimal.ZERO : shown.stripTrailingZeros();
    }
}
