// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir.text;

import dev.bnn.model.ExactLine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as text that gives the same number back. */
final class Numerals {
    /** Number of digits that distinguish every float64 from its neighbors. */
    private static final int DIGITS = 17;

    /** Numbers with more zeros than this on either side have an exponent. */
    private static final int ZEROS = 6;

    private static final Pattern LINE = Pattern.compile("(?:(?<whole>[^/]+)|\\((?<part>[^/]+)\\) / (?<divisor>\\d+))");
    private static final Pattern SUM = Pattern.compile("(?<slope>-?\\d+) \\* a(?: (?<sign>[+-]) (?<constant>\\d+))?");

    private Numerals() {}

    /** The shortest decimal that float64 rounds to the value: the same on every JDK, unlike {@link Double#toString}. */
    static String text(double value) {
        return shortest(value, d -> d.doubleValue() == value);
    }

    /** The shortest decimal that float32 rounds to the value. */
    static String text(float value) {
        return shortest(value, d -> Float.parseFloat(d.toString()) == value);
    }

    private static String shortest(double value, Predicate<BigDecimal> same) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (same.test(rounded)) {
                return plain(rounded);
            }
        }
        return plain(exact.round(new MathContext(DIGITS)));
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        boolean near = stripped.scale() >= -ZEROS && stripped.scale() - stripped.precision() <= ZEROS;
        return near ? stripped.toPlainString() : stripped.toString();
    }

    /** Parses what {@link ExactLine#toString} writes; throws an {@link IllegalArgumentException} for any other text. */
    static ExactLine line(String text) {
        Matcher line = LINE.matcher(text);
        if (line.matches()) {
            boolean whole = line.group("whole") != null;
            Matcher sum = SUM.matcher(line.group(whole ? "whole" : "part"));
            if (sum.matches()) {
                BigInteger constant =
                        sum.group("constant") == null ? BigInteger.ZERO : new BigInteger(sum.group("constant"));
                return ExactLine.ratio(
                        new BigInteger(sum.group("slope")),
                        "-".equals(sum.group("sign")) ? constant.negate() : constant,
                        whole ? BigInteger.ONE : new BigInteger(line.group("divisor")));
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is no line such as 2 * a - 1 or (2 * a - 255) / 255");
    }
}
