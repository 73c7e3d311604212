// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.values;

import dev.bnn.check.vocabulary.Range;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.syntax.Numeral;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;

/** Checks that numbers of the source are in their ranges. */
public record NumberChecker(Diagnostics diagnostics, Code code) {
    private static final String TOO_LARGE = "a number of this size is not possible";

    public OptionalLong whole(String what, Numeral numeral, Range range) {
        return whole(what, numeral, range.min(), range.max());
    }

    public OptionalDouble real(String what, Numeral numeral, Range range) {
        return real(what, numeral, range.text(), range.legal());
    }

    public Optional<BigDecimal> decimal(String what, Numeral numeral, Range range) {
        return decimal(what, numeral, range.text(), range.legal());
    }

    /** A whole number within a range. */
    public OptionalLong whole(String what, Numeral numeral, long least, long most) {
        long value;
        try {
            value = Long.parseLong(numeral.text());
        } catch (NumberFormatException e) {
            String reason = numeral.whole() ? TOO_LARGE : "it is a whole number";
            refuse(what, numeral, Advice.of(reason));
            return OptionalLong.empty();
        }
        if (value < least) {
            refuse(what, numeral, Advice.of("it is at least " + least).replacing(numeral.span(), Long.toString(least)));
        } else if (value > most) {
            Advice advice = Advice.of("it is at most " + String.format(java.util.Locale.ROOT, "%,d", most));
            refuse(what, numeral, advice.replacing(numeral.span(), Long.toString(most)));
        } else {
            return OptionalLong.of(value);
        }
        return OptionalLong.empty();
    }

    /** A real number for which the condition holds; {@code range} completes "it is ...". */
    public OptionalDouble real(String what, Numeral numeral, String range, DoublePredicate legal) {
        if (Double.isFinite(numeral.value()) && legal.test(numeral.value())) {
            return OptionalDouble.of(numeral.value());
        }
        refuse(what, numeral, Advice.of(Double.isFinite(numeral.value()) ? "it is " + range : TOO_LARGE));
        return OptionalDouble.empty();
    }

    /** As {@link #real}, but exactly as the number is written. */
    public Optional<BigDecimal> decimal(String what, Numeral numeral, String range, DoublePredicate legal) {
        if (real(what, numeral, range, legal).isEmpty()) {
            return Optional.empty();
        }
        if (numeral.decimal().isEmpty()) {
            refuse(what, numeral, Advice.of("it has at most " + Numeral.MOST_DIGITS + " digits after the point"));
        }
        return numeral.decimal();
    }

    private void refuse(String what, Numeral numeral, Advice advice) {
        error(numeral.span(), what + " cannot be " + numeral.text(), advice);
    }

    public void error(Span span, String message, String hint) {
        error(span, message, Advice.of(hint));
    }

    public void error(Span span, String message, Advice advice) {
        diagnostics.error(code, span, message, advice);
    }
}
