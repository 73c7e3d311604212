package dev.bnn.syntax;

import dev.bnn.source.Position;
import dev.bnn.source.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Turns the parser's places, whose columns count from 0, into spans. */
record Spans(String file) {
    Span of(Token token) {
        String text = token.getText();
        int length = token.getType() == Token.EOF ? 1 : text.codePointCount(0, text.length());
        Position start = new Position(token.getLine(), token.getCharPositionInLine() + 1);
        return new Span(file, start, new Position(start.line(), start.column() + length));
    }

    Span of(ParserRuleContext context) {
        return of(context.getStart()).to(of(context.getStop()));
    }
}
