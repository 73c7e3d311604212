// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** What to do about a token that does not parse. */
record SyntaxHints(TokenStream tokens, Token token) {
    private static final List<String> SECTIONS =
            List.of("network", "input", "classes", "const", "block", "layers", "train", "target");

    private static final Set<Integer> OPTIONS =
            Set.of(BnnLexer.KERNEL, BnnLexer.STRIDE, BnnLexer.PADDING, BnnLexer.WEIGHTS, BnnLexer.AS, BnnLexer.EPS);

    private static final String MINUS = "a minus is a plain `-`";

    /** A character that starts no token. */
    String ofCharacter() {
        if (inData()) {
            return quotes();
        }
        Token next = tokens.get(token.getTokenIndex() + 1);
        if (token.getText().equals(".") && next.getType() == BnnLexer.INT) {
            return "a number has a digit before its point: 0." + next.getText();
        }
        int c = token.getText().codePointAt(0);
        return switch (Character.getType(c)) {
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION ->
                "text stands between plain quotes: \"...\"";
            case Character.DASH_PUNCTUATION -> MINUS;
            case Character.SPACE_SEPARATOR, Character.FORMAT ->
                String.format(Locale.ROOT, "it is U+%04X and looks like a space; write a plain space", c);
            default -> c == '\u2212' ? MINUS : "names are letters a to z, digits and _";
        };
    }

    /** Whether the token stands on the line of labels without a comma before it. */
    boolean betweenLabels(ParserRuleContext context) {
        int last = context.getChildCount() - 1;
        return context instanceof BnnParser.FileContext
                && last >= 0
                && context.getChild(last) instanceof BnnParser.SectionContext section
                && section.classes() != null
                && section.getStop().getLine() == token.getLine();
    }

    /** Where a line or the file ends too early. */
    String ofEnd(List<String> expected) {
        boolean ends = token.getType() == Token.EOF || SECTIONS.contains(token.getText());
        return ends && expected.contains("`}`") ? "the section is not closed: look for a missing `}`" : "";
    }

    /** A token in the wrong place; {@code expected} as the message has it. */
    String ofToken(List<String> expected) {
        String text = token.getText();
        if (expected.contains("`,`") && expected.contains("a section")) {
            return "labels have commas between them, such as `classes cat, dog`; numbers are `classes 0 .. 9`";
        }
        String end = ofEnd(expected);
        if (!end.isEmpty()) {
            return end;
        }
        if (expected.contains("`conv`") && OPTIONS.contains(token.getType())) {
            return "an option stands right after its layer, with no `;` between them";
        }
        boolean closed = token.getTokenIndex() > 0
                && tokens.get(token.getTokenIndex() - 1).getText().equals("}");
        if (closed && expected.contains("`network`") && ContextualWords.isKeyword(token)) {
            return "the section before ends with the `}` before it: is there one too many?";
        }
        if (expected.equals(List.of("a name")) && ContextualWords.isKeyword(token)) {
            return "`" + text + "` is a word of the language; choose another name";
        }
        if (expected.contains("`x`")) {
            return text.matches("x[0-9].*")
                    ? "put spaces around `x`: `3 x 32 x 32`"
                    : "an image is channels x height x width, such as `3 x 32 x 32`";
        }
        if (inData()) {
            return quotes();
        }
        List<String> keywords = expected.stream()
                .filter(w -> w.startsWith("`") && Character.isLetter(w.charAt(1)))
                .map(w -> w.substring(1, w.length() - 1))
                .toList();
        String otherwise = keywords.contains("network") ? "sections are " + String.join(", ", SECTIONS) : "";
        return Suggestion.nearest(text, keywords)
                .map(n -> "did you mean `" + n + "`?")
                .orElse(otherwise);
    }

    /** True right after the word data or after the one word that follows it. */
    private boolean inData() {
        int at = token.getTokenIndex();
        return isData(at - 1) || isData(at - 2);
    }

    private boolean isData(int index) {
        return index >= 0
                && tokens.get(index).getType() == BnnLexer.DATA
                && tokens.get(index).getLine() == token.getLine();
    }

    private static String quotes() {
        return "write paths, and names with other characters, in quotes: `data \"digits:600\"`";
    }
}
