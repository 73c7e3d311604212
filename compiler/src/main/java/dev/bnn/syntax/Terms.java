// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Span;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Parse tree to AST: words, numbers and expressions. */
record Terms(Spans spans) {
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

    Expr expr(BnnParser.ExprContext context) {
        Span span = spans.of(context);
        if (context instanceof BnnParser.NegativeContext c) {
            return new Expr.Negative(expr(c.expr()), span);
        }
        if (context instanceof BnnParser.ProductContext c) {
            return new Expr.Binary(c.op.getText().charAt(0), expr(c.expr(0)), expr(c.expr(1)), span);
        }
        if (context instanceof BnnParser.SumContext c) {
            return new Expr.Binary(c.op.getText().charAt(0), expr(c.expr(0)), expr(c.expr(1)), span);
        }
        if (context instanceof BnnParser.GroupContext c) {
            return expr(c.expr());
        }
        if (context instanceof BnnParser.IntegerContext c) {
            return new Expr.Literal(c.getText(), span);
        }
        return new Expr.Reference(context.getText(), span);
    }
}
