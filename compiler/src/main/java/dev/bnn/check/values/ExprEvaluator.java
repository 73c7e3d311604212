// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.values;

import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Expr;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Evaluates integer expressions. A result is empty if a part has no value, which is then already reported. */
public final class ExprEvaluator {
    /** Far above any size, far below the overflow of a long. */
    private static final long LARGEST = Integer.MAX_VALUE;

    private final Diagnostics diagnostics;

    public ExprEvaluator(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    public OptionalLong value(Expr expr, Scope scope) {
        return expr.accept(new Value(scope));
    }

    private final class Value implements Expr.Visitor<OptionalLong> {
        private final Scope scope;

        Value(Scope scope) {
            this.scope = scope;
        }

        @Override
        public OptionalLong literal(Expr.Literal literal) {
            return ExprEvaluator.this.literal(literal, scope);
        }

        @Override
        public OptionalLong reference(Expr.Reference reference) {
            return ExprEvaluator.this.reference(reference, scope);
        }

        @Override
        public OptionalLong negative(Expr.Negative negative) {
            OptionalLong operand = negative.operand().accept(this);
            return operand.isPresent() ? OptionalLong.of(-operand.getAsLong()) : operand;
        }

        @Override
        public OptionalLong binary(Expr.Binary binary) {
            return ExprEvaluator.this.binary(binary, scope);
        }
    }

    /** The value of a size, at least 1. */
    public OptionalInt size(Expr expr, String what, int most, Scope scope) {
        return number(expr, what, 1, most, scope);
    }

    /** The value of a number from {@code least} to {@code most}. */
    public OptionalInt number(Expr expr, String what, int least, int most, Scope scope) {
        OptionalLong value = value(expr, scope);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        long v = value.getAsLong();
        if (v >= least && v <= most) {
            return OptionalInt.of((int) v);
        }
        diagnostics.error(
                Code.RANGE,
                expr.span(),
                what + " is " + v,
                scope.hint(
                        v < least ? "it is at least " + least : String.format(Locale.ROOT, "it is at most %,d", most)));
        return OptionalInt.empty();
    }

    private OptionalLong literal(Expr.Literal literal, Scope scope) {
        String digits = literal.digits();
        long value;
        try {
            value = Long.parseLong(digits);
        } catch (NumberFormatException e) {
            value = Long.MAX_VALUE;
        }
        return bounded(value, literal.span(), scope);
    }

    private OptionalLong reference(Expr.Reference reference, Scope scope) {
        if (!scope.knows(reference.name()) && !scope.mayKnow(reference.name())) {
            diagnostics.error(
                    Code.NAME_UNKNOWN,
                    reference.span(),
                    "there is no constant or parameter `" + reference.name() + "` here",
                    () -> Suggestion.nearestOr(
                            reference.name(),
                            reference.span(),
                            scope.names(),
                            "`const " + reference.name() + " = 64`, above, would declare it"));
        }
        return scope.value(reference.name());
    }

    private OptionalLong binary(Expr.Binary expr, Scope scope) {
        OptionalLong left = value(expr.left(), scope);
        OptionalLong right = value(expr.right(), scope);
        if (left.isEmpty() || right.isEmpty()) {
            return OptionalLong.empty();
        }
        long a = left.getAsLong();
        long b = right.getAsLong();
        return switch (expr.operator()) {
            case '+' -> bounded(a + b, expr.span(), scope);
            case '-' -> bounded(a - b, expr.span(), scope);
            case '*' -> bounded(a * b, expr.span(), scope);
            default -> quotient(a, b, expr.span(), scope);
        };
    }

    private OptionalLong quotient(long a, long b, Span span, Scope scope) {
        if (b == 0) {
            diagnostics.error(Code.DIVISION, span, a + " / 0 has no value", scope.hint(""));
            return OptionalLong.empty();
        }
        if (a % b != 0) {
            diagnostics.error(
                    Code.DIVISION,
                    span,
                    a + " / " + b + " is not a whole number",
                    scope.hint("sizes are whole: choose numbers that divide"));
            return OptionalLong.empty();
        }
        return OptionalLong.of(a / b);
    }

    private OptionalLong bounded(long value, Span span, Scope scope) {
        if (Math.abs(value) <= LARGEST) {
            return OptionalLong.of(value);
        }
        diagnostics.error(Code.OVERFLOW, span, "this number is beyond 2,147,483,647", scope.hint(""));
        return OptionalLong.empty();
    }
}
