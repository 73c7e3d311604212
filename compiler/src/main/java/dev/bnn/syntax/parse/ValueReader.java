// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Span;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.Extent;
import dev.bnn.syntax.Numeral;
import dev.bnn.syntax.Word;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Parse tree to AST: words, numbers and expressions. */
record ValueReader(Spans spans) {
    Word word(TerminalNode node) {
        Token token = node.getSymbol();
        String text = token.getText();
        boolean quoted = text.startsWith("\"");
        return new Word(quoted ? text.substring(1, text.length() - 1) : text, spans.of(token), quoted);
    }

    Word word(Token token) {
        return new Word(token.getText(), spans.of(token), false);
    }

    Word word(ParserRuleContext context) {
        return new Word(context.getText(), spans.of(context), false);
    }

    Numeral number(TerminalNode integer) {
        String text = integer.getText();
        return new Numeral(text, Double.parseDouble(text), true, spans.of(integer.getSymbol()));
    }

    Numeral number(BnnParser.NumberContext c) {
        return new Numeral(c.getText(), Double.parseDouble(c.getText()), c.INT() != null, spans.of(c));
    }

    Optional<Numeral> number(BnnParser.PadValueContext c) {
        return c == null
                ? Optional.empty()
                : Optional.of(new Numeral(c.getText(), Double.parseDouble(c.getText()), true, spans.of(c)));
    }

    Extent extent(BnnParser.ExtentContext c) {
        Optional<Expr> columns = Optional.ofNullable(c.expr(1)).map(this::expr);
        return new Extent(expr(c.expr(0)), columns, spans.of(c));
    }

    Expr expr(BnnParser.ExprContext context) {
        return new Expressions().visit(context);
    }

    private final class Expressions extends ContextReader<Expr> {
        @Override
        public Expr visitNegative(BnnParser.NegativeContext c) {
            return new Expr.Negative(visit(c.expr()), spans.of(c));
        }

        @Override
        public Expr visitProduct(BnnParser.ProductContext c) {
            return binary(c.op, c.expr(0), c.expr(1), spans.of(c));
        }

        @Override
        public Expr visitSum(BnnParser.SumContext c) {
            return binary(c.op, c.expr(0), c.expr(1), spans.of(c));
        }

        private Expr binary(Token op, BnnParser.ExprContext left, BnnParser.ExprContext right, Span span) {
            return new Expr.Binary(op.getText().charAt(0), visit(left), visit(right), span);
        }

        @Override
        public Expr visitGroup(BnnParser.GroupContext c) {
            return visit(c.expr());
        }

        @Override
        public Expr visitInteger(BnnParser.IntegerContext c) {
            return new Expr.Literal(c.getText(), spans.of(c));
        }

        @Override
        public Expr visitReference(BnnParser.ReferenceContext c) {
            return new Expr.Reference(c.getText(), spans.of(c));
        }
    }
}
