// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;

/**
 * A piece of the text: a word, number, sign, comment, or the space between them. The lexemes of a text are the text.
 *
 * @param start the index of its first {@code char} in the text
 */
public record Lexeme(Kind kind, String text, int start, Span span) {
    /** The kind of a lexeme. A word of the language in the place of a name is a name. */
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
        /** Text that is no part of the language, such as an unclosed quote. */
        STRAY
    }

    /** The index of the {@code char} after it. */
    public int end() {
        return start + text.length();
    }

    /** True for a comment or a space, which have no meaning. */
    public boolean hidden() {
        return kind == Kind.COMMENT || kind == Kind.SPACE;
    }
}
