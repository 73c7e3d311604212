// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.source.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Frames per second, never more than there are: the one way from cycles to the figure that goals print and record.
 *
 * @param value rounded down to three decimals; below 1, to three significant digits
 */
public record FrameRate(double value) {
    /** The greatest error of a quotient of doubles that is meant to be a whole number. */
    private static final double ULP = 1e-12;

    private static final int DIGITS = 3;

    /** Of a pipeline that takes an image in every so many cycles. */
    public static FrameRate of(double clockMhz, long interval) {
        BigDecimal exact = new BigDecimal(clockMhz * 1e6 / interval * (1 + ULP));
        return new FrameRate((exact.compareTo(BigDecimal.ONE) < 0
                        ? exact.round(new MathContext(DIGITS, RoundingMode.DOWN))
                        : exact.setScale(DIGITS, RoundingMode.DOWN))
                .doubleValue());
    }

    /** Cycles between images at a rate of frames per second: the inverse of {@link #of}. */
    public static double interval(double clockMhz, double fps) {
        return clockMhz * 1e6 / fps;
    }

    /** For people: whole frames from 100 up, three significant digits below, all of them rounded down. */
    public String text() {
        return Words.number(shown().doubleValue());
    }

    /** The same as a number of the language. */
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
