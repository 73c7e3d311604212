package dev.bnn.syntax;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Words the parser's errors: what was expected, what is there, and the likely slip. One error a line, the first. */
final class SyntaxErrors extends BaseErrorListener {
    private static final String[] OPERATORS = {"`+`", "`-`", "`*`", "`/`"};

    /** Longer lists of what could stand in a place say nothing. */
    private static final int MOST_NAMED = 6;

    private final Spans spans;
    private final Diagnostics diagnostics;
    private int lastLine;

    SyntaxErrors(Spans spans, Diagnostics diagnostics) {
        this.spans = spans;
        this.diagnostics = diagnostics;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer, Object symbol, int line, int column, String text, RecognitionException cause) {
        if (line == lastLine) {
            return;
        }
        lastLine = line;
        Parser parser = (Parser) recognizer;
        Token token = cause instanceof NoViableAltException noWay ? noWay.getOffendingToken() : (Token) symbol;
        Span span = spans.of(token);
        if (token.getType() == BnnLexer.UNTERMINATED) {
            diagnostics.error("BNN002", span, "quoted text without its closing quote", "end it with \" on this line");
            return;
        }
        SyntaxHints hints = new SyntaxHints(parser.getTokenStream(), token);
        if (token.getType() == BnnLexer.INVALID) {
            String found = token.getText().equals("\"") ? "a quote" : "`" + token.getText() + "`";
            diagnostics.error("BNN002", span, found + " is no part of the language", hints.ofCharacter());
            return;
        }
        List<String> expected = cause instanceof NoViableAltException ? List.of() : expected(parser, cause);
        String found = token.getType() == Token.EOF ? "the end of the file" : "`" + token.getText() + "`";
        String wanted = summary(expected);
        String message = wanted.isEmpty() ? found + " does not fit here" : "expected " + wanted + " but found " + found;
        diagnostics.error("BNN001", span, message, hints.ofToken(expected));
    }

    private static List<String> expected(Parser parser, RecognitionException cause) {
        IntervalSet set = cause == null ? parser.getExpectedTokens() : cause.getExpectedTokens();
        List<String> words = new ArrayList<>();
        for (int type : set.toList()) {
            words.add(describe(type));
        }
        // Where a name may stand any keyword may: naming them all says nothing.
        if (words.contains("a name") && words.size() > 40) {
            return List.of("a name");
        }
        return words;
    }

    private static String describe(int type) {
        return switch (type) {
            case Token.EOF -> "the end of the file";
            case BnnLexer.ID -> "a name";
            case BnnLexer.INT -> "a whole number";
            case BnnLexer.REAL -> "a number";
            case BnnLexer.STRING -> "quoted text";
            default -> {
                String literal = BnnLexer.VOCABULARY.getLiteralName(type);
                yield "`" + literal.substring(1, literal.length() - 1) + "`";
            }
        };
    }

    private static String summary(List<String> expected) {
        List<String> words = expected;
        if (words.contains("a number")) {
            words = without(words, "a whole number", "`-`", "`+`");
        }
        if (words.contains("a whole number") && words.contains("`(`")) {
            return "a number or a name";
        }
        if (words.contains("`*`") && words.size() > OPERATORS.length) {
            words = without(words, OPERATORS);
        }
        if (words.contains("`network`")) {
            return "a section";
        }
        if (words.contains("`conv`")) {
            return "a layer or `}`";
        }
        if (words.contains("`epochs`") || words.contains("`fps`")) {
            return "an entry or `}`";
        }
        if (words.size() > MOST_NAMED) {
            return "";
        }
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static List<String> without(List<String> words, String... dropped) {
        return words.stream().filter(w -> !List.of(dropped).contains(w)).toList();
    }
}
