// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Advice;
import dev.bnn.source.Fix;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** Hints about a token that does not parse. */
record SyntaxHints(TokenStream tokens, Token token, Spans spans) {
    private static final List<String> SECTIONS =
            List.of("network", "input", "classes", "const", "block", "layers", "train", "target");

    private static final Set<Integer> OPTIONS = Set.of(
            BnnLexer.KERNEL,
            BnnLexer.STRIDE,
            BnnLexer.DILATION,
            BnnLexer.GROUPS,
            BnnLexer.PADDING,
            BnnLexer.WEIGHTS,
            BnnLexer.AS,
            BnnLexer.EPS);

    private static final Advice NAMES = Advice.of("names are letters a to z, digits and _");
    private static final String MINUS = "a minus is a plain `-`";

    /** A character that starts no token. */
    Advice ofCharacter() {
        if (inData()) {
            return quotes();
        }
        Span span = spans.of(token);
        Token next = tokens.get(token.getTokenIndex() + 1);
        if (token.getText().equals(".") && next.getType() == BnnLexer.INT) {
            return Advice.of("a number has a digit before its point: 0." + next.getText())
                    .insertingBefore(span, "0");
        }
        int c = token.getText().codePointAt(0);
        boolean single = token.getText().length() == Character.charCount(c);
        return switch (Character.getType(c)) {
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION ->
                Advice.of("text stands between plain quotes: \"...\"").replacing(span, "\"");
            case Character.DASH_PUNCTUATION -> Advice.of(MINUS).replacing(span, "-");
            case Character.SPACE_SEPARATOR, Character.FORMAT ->
                Advice.of(String.format(Locale.ROOT, "it is U+%04X and looks like a space; write a plain space", c))
                        .with(new Fix("Replace with a plain space", span, " "));
            case Character.CONTROL ->
                Advice.of(String.format(Locale.ROOT, "it is the control character U+%04X; write a plain space", c))
                        .with(new Fix("Replace with a plain space", span, " "));
            default -> single ? ofSign(c, span) : NAMES;
        };
    }

    /** The hint for a sign that stands in print for one of the language. */
    private static Advice ofSign(int c, Span span) {
        return switch (c) {
            case '\u2212' -> Advice.of(MINUS).replacing(span, "-");
            case '\u00d7' ->
                Advice.of("the sizes of an image have a plain letter `x` between them")
                        .replacing(span, "x");
            case '\u2026' -> Advice.of("write two periods: LOW .. HIGH").replacing(span, "..");
            default -> NAMES;
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

    /** The hint if a line or the file ends too early. If only one sign is missing, a fix inserts it after the token {@code before}. */
    Advice ofEnd(List<String> expected, Token before) {
        boolean ends = token.getType() == Token.EOF || SECTIONS.contains(token.getText());
        Span span = spans.of(before);
        if (ends && expected.contains("`}`")) {
            return Advice.of("the section is not closed: look for a missing `}`")
                    .with(new Fix("Insert `}`", new Span(span.file(), span.end(), span.end()), "\n}"));
        }
        return sign(expected)
                .map(s -> Advice.of("").insertingAfter(span, " " + s))
                .orElse(Advice.of(""));
    }

    /** The only possible sign; empty if words or several signs are possible. */
    private static Optional<String> sign(List<String> expected) {
        return expected.size() == 1
                        && expected.get(0).startsWith("`")
                        && !Character.isLetter(expected.get(0).charAt(1))
                ? Optional.of(expected.get(0).replace("`", ""))
                : Optional.empty();
    }

    /** The hint for a token in the wrong place; {@code expected} is the list in the message. */
    Advice ofToken(List<String> expected) {
        String text = token.getText();
        Span span = spans.of(token);
        if (expected.contains("`,`") && expected.contains("a section")) {
            return Advice.of(
                            "labels have commas between them, such as `classes cat, dog`; numbers are `classes 0 .. 9`")
                    .insertingBefore(span, ", ");
        }
        if (token.getTokenIndex() > 0) {
            Advice end = ofEnd(expected, tokens.get(token.getTokenIndex() - 1));
            if (!end.hint().isEmpty()) {
                return end;
            }
        }
        if (expected.contains("`conv`") && OPTIONS.contains(token.getType())) {
            return Advice.of("an option stands right after its layer, with no `;` between them");
        }
        if (token.getType() == BnnLexer.OUTPUT && expected.contains("`network`")) {
            return Advice.of("`output map` stands right after the classes; what a design answers with, in its target");
        }
        boolean closed = token.getTokenIndex() > 0
                && tokens.get(token.getTokenIndex() - 1).getText().equals("}");
        if (closed && expected.contains("`network`") && ContextualWords.isKeyword(token)) {
            return Advice.of("the section before ends with the `}` before it: is there one too many?")
                    .removing(spans.of(tokens.get(token.getTokenIndex() - 1)), "the `}` before it");
        }
        if (expected.equals(List.of("a name")) && ContextualWords.isKeyword(token)) {
            return Advice.of("`" + text + "` is a word of the language; choose another name");
        }
        if (expected.contains("`x`")) {
            return text.matches("x[0-9].*")
                    ? Advice.of("put spaces around `x`: `3 x 32 x 32`")
                            .replacing(span, text.replace("x", " x ").strip())
                    : Advice.of("an image is channels x height x width, such as `3 x 32 x 32`");
        }
        if (inData()) {
            return quotes();
        }
        Optional<String> sign = sign(expected);
        if (sign.isPresent()) {
            return Advice.of("").insertingBefore(span, sign.get() + " ");
        }
        List<String> keywords = expected.stream()
                .filter(w -> w.startsWith("`") && Character.isLetter(w.charAt(1)))
                .map(w -> w.substring(1, w.length() - 1))
                .toList();
        String otherwise = keywords.contains("network") ? "sections are " + String.join(", ", SECTIONS) : "";
        return Suggestion.nearestOr(text, span, keywords, otherwise);
    }

    /** True directly after the word {@code data}, or after the one word that follows it. */
    private boolean inData() {
        int at = token.getTokenIndex();
        return isData(at - 1) || isData(at - 2);
    }

    private boolean isData(int index) {
        return index >= 0
                && tokens.get(index).getType() == BnnLexer.DATA
                && tokens.get(index).getLine() == token.getLine();
    }

    private static Advice quotes() {
        return Advice.of("write paths, and names with other characters, in quotes: `data \"digits:600\"`");
    }
}
