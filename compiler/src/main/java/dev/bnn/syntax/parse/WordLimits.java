// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;

/** Rejects names and quoted text that no program could print in one line. */
final class WordLimits {
    /** In UTF-8 this fits the literals that every C99 compiler accepts. */
    private static final int LONGEST = 1_000;

    private WordLimits() {}

    static void check(List<Token> tokens, Spans spans, Diagnostics diagnostics) {
        for (Token token : tokens) {
            String text = token.getText();
            int length = text.codePointCount(0, text.length());
            boolean quoted = token.getType() == BnnLexer.STRING;
            if (length > LONGEST && token.getType() != BnnLexer.UNTERMINATED) {
                diagnostics.error(
                        Code.CHARACTER,
                        spans.of(token),
                        String.format(Locale.ROOT, "a word of %,d characters", length),
                        "names, numbers and quoted text have at most 1,000");
            }
            if (quoted && text.chars().anyMatch(Character::isISOControl)) {
                int control =
                        text.chars().filter(Character::isISOControl).findFirst().getAsInt();
                diagnostics.error(
                        Code.CHARACTER,
                        spans.of(token),
                        String.format("the quoted text has the control character U+%04X", control),
                        "write it without, or with a space");
            }
        }
    }
}
