package dev.bnn.syntax;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.source.Suggestion;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** What to do about a token that does not parse. */
record SyntaxHints(TokenStream tokens, Token token) {
    private static final List<String> SECTIONS =
            List.of("network", "input", "classes", "const", "block", "layers", "train", "target");

    /** A character that starts no token. */
    String ofCharacter() {
        if (inData()) {
            return quotes();
        }
        int next = token.getTokenIndex() + 1;
        boolean point = token.getText().equals(".") && tokens.get(next).getType() == BnnLexer.INT;
        return point
                ? "a number has a digit before its point: 0." + tokens.get(next).getText()
                : "names are letters, digits and _";
    }

    /** A token in the wrong place; {@code expected} as the message has it. */
    String ofToken(List<String> expected) {
        String text = token.getText();
        if (token.getType() == Token.EOF || expected.contains("`}`") && SECTIONS.contains(text)) {
            return "the section before is not closed: look for a missing `}`";
        }
        if (expected.equals(List.of("a name")) && isKeyword()) {
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

    private boolean isKeyword() {
        return BnnLexer.VOCABULARY.getLiteralName(token.getType()) != null
                && Character.isLetter(token.getText().charAt(0));
    }

    /** True right behind the word data or behind the one word after it. */
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
