// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.source.Lines;
import dev.bnn.source.Position;
import dev.bnn.source.Span;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.WritableToken;

/** Converts the parser's places, whose columns count from 0, to spans. */
record Spans(String file) {
    /** Corrects the places of tokens, since the lexer does not recognize lines that end with a lone carriage return. */
    static void place(List<Token> tokens, Lines lines) {
        for (Token token : tokens) {
            Position start = lines.at(token.getStartIndex());
            ((WritableToken) token).setLine(start.line());
            ((WritableToken) token).setCharPositionInLine(start.column() - 1);
        }
    }

    Span of(Token token) {
        int length = Math.max(1, token.getStopIndex() + 1 - token.getStartIndex());
        Position start = new Position(token.getLine(), token.getCharPositionInLine() + 1);
        return new Span(file, start, new Position(start.line(), start.column() + length));
    }

    Span of(ParserRuleContext context) {
        Token start = context.getStart();
        Token stop = context.getStop();
        boolean empty = stop == null || stop.getTokenIndex() < start.getTokenIndex();
        return empty ? of(start) : of(start).to(of(stop));
    }

    /** The character after a token. */
    Span after(Token token) {
        Position end = of(token).end();
        return new Span(file, end, new Position(end.line(), end.column() + 1));
    }
}
