// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;

/** An integer expression over constants and block parameters. */
public sealed interface Expr {
    Span span();

    /** Calls the method of {@code visitor} for this expression. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind of expression, so that code that forgets one does not compile. */
    interface Visitor<R> {
        R literal(Literal expression);

        R reference(Reference expression);

        R negative(Negative expression);

        R binary(Binary expression);
    }

    record Literal(String digits, Span span) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    record Reference(String name, Span span) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reference(this);
        }
    }

    record Negative(Expr operand, Span span) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.negative(this);
        }
    }

    /** @param operator one of + - * / */
    record Binary(char operator, Expr left, Expr right, Span span) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binary(this);
        }
    }
}
