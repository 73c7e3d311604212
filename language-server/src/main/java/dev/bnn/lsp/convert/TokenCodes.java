// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.convert;

import dev.bnn.edit.show.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SemanticTokenModifiers;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensLegend;

/** Encodes kinds of words as the protocol's sequence of numbers: five per word, with places relative to the previous word. */
public final class TokenCodes {
    /** The meaning of the numbers for kinds and modifiers. */
    public static final SemanticTokensLegend LEGEND = new SemanticTokensLegend(
            Arrays.stream(Token.Kind.values()).map(Token.Kind::word).toList(),
            List.of(SemanticTokenModifiers.Declaration, SemanticTokenModifiers.Readonly));

    private static final int DECLARATION = 1;
    private static final int READONLY = 2;

    private TokenCodes() {}

    /** @param tokens from top to bottom */
    public static SemanticTokens of(List<Token> tokens, Places places) {
        List<Integer> codes = new ArrayList<>(5 * tokens.size());
        int line = 0;
        int character = 0;
        for (Token token : tokens) {
            Range range = places.client(token.range());
            int nextLine = range.getStart().getLine();
            int nextCharacter = range.getStart().getCharacter();
            codes.add(nextLine - line);
            codes.add(nextLine == line ? nextCharacter - character : nextCharacter);
            codes.add(range.getEnd().getCharacter() - nextCharacter);
            codes.add(token.kind().ordinal());
            codes.add((token.declaration() ? DECLARATION : 0) | (token.constant() ? READONLY : 0));
            line = nextLine;
            character = nextCharacter;
        }
        return new SemanticTokens(codes);
    }
}
