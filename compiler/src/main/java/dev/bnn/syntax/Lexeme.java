// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;

/**
 * A piece of the text: a word, number, sign, comment, or the space between them. The lexemes of a text are the text.
 *
 * @param start the index of its first {@code char} in the text
 */
public record Lexeme(Kind kind, String text, int start, Span span) {
    /** What a lexeme is; a word of the language in the place of a name is a name. */
    public enum Kind {
        KEYWORD,
        NAME,
        NUMBER,
        /** Text in quotes. */
        QUOTED,
        /** A brace, comma, operator or the like. */
        SIGN,
        COMMENT,
        /** Blanks, tabs and line ends. */
        SPACE,
        /** What is no part of the language, such as quotes that are not closed. */
        STRAY
    }

    /** The index of the {@code char} after it. */
    public int end() {
        return start + text.length();
    }

    /** Whether it says nothing: a comment or a space. */
    public boolean hidden() {
        return kind == Kind.COMMENT || kind == Kind.SPACE;
    }
}
