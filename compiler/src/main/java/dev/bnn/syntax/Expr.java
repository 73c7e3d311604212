// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;

/** An integer expression over constants and block parameters. */
public sealed interface Expr {
    Span span();

    record Literal(String digits, Span span) implements Expr {}

    record Reference(String name, Span span) implements Expr {}

    record Negative(Expr operand, Span span) implements Expr {}

    /** @param operator one of + - * / */
    record Binary(char operator, Expr left, Expr right, Span span) implements Expr {}
}
