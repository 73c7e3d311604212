// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Lines;
import dev.bnn.source.Span;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Converts the tokens of the lexer, including those on its hidden channel, to lexemes. */
final class Lexemes {
    private Lexemes() {}

    static List<Lexeme> of(List<Token> tokens, String file, Lines lines) {
        List<Lexeme> lexemes = new ArrayList<>(tokens.size());
        int start = 0;
        for (Token token : tokens) {
            if (token.getType() != Token.EOF) {
                Span span = new Span(file, lines.at(token.getStartIndex()), lines.at(token.getStopIndex() + 1));
                lexemes.add(new Lexeme(kind(token), token.getText(), start, span));
                start += token.getText().length();
            }
        }
        return List.copyOf(lexemes);
    }

    private static Lexeme.Kind kind(Token token) {
        return switch (token.getType()) {
            case BnnLexer.COMMENT -> Lexeme.Kind.COMMENT;
            case BnnLexer.SPACE -> Lexeme.Kind.SPACE;
            case BnnLexer.INT, BnnLexer.REAL -> Lexeme.Kind.NUMBER;
            case BnnLexer.STRING -> Lexeme.Kind.QUOTED;
            case BnnLexer.UNTERMINATED, BnnLexer.FOREIGN, BnnLexer.INVALID -> Lexeme.Kind.STRAY;
            case BnnLexer.ID, BnnParser.CALL, BnnParser.BEGINNING -> Lexeme.Kind.NAME;
            default -> ContextualWords.isKeyword(token) ? Lexeme.Kind.KEYWORD : Lexeme.Kind.SIGN;
        };
    }
}
