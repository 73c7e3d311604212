// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * Writes the parser's errors: what was expected, what was found, and the likely mistake. Only the first error of a statement is
 * reported. If a line ends too early, the place is its end, not the next line.
 */
final class SyntaxErrors extends BaseErrorListener {
    private static final String[] OPERATORS = {"`+`", "`-`", "`*`", "`/`"};

    /** A longer list of possible words does not help. */
    private static final int MOST_NAMED = 6;

    /** Rules for which each match gets at most one error. */
    private static final Set<Integer> UNITS = Set.of(
            BnnParser.RULE_statement, BnnParser.RULE_trainEntry, BnnParser.RULE_targetEntry, BnnParser.RULE_section);

    /** Alternatives for a word that begins nothing. */
    private static final Set<Class<?>> UNKNOWN = Set.of(
            BnnParser.UnknownLayerContext.class,
            BnnParser.UnknownTrainContext.class,
            BnnParser.UnknownTargetContext.class);

    private final Spans spans;
    private final Diagnostics diagnostics;
    private ParserRuleContext last;

    SyntaxErrors(Spans spans, Diagnostics diagnostics) {
        this.spans = spans;
        this.diagnostics = diagnostics;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer, Object symbol, int line, int column, String text, RecognitionException cause) {
        Parser parser = (Parser) recognizer;
        ParserRuleContext unit = unit(parser.getContext());
        boolean said = ErrorRecovery.isList(unit) ? afterUnknown(unit, (Token) symbol) : unit == last;
        if (said) {
            return;
        }
        last = unit;
        Token token = cause instanceof NoViableAltException noWay ? noWay.getOffendingToken() : (Token) symbol;
        if (token.getType() == BnnLexer.UNTERMINATED) {
            diagnostics.error(
                    Code.CHARACTER,
                    spans.of(token),
                    "quoted text without its closing quote",
                    Advice.of("end it with \" on this line")
                            .with(Fix.insert(spans.file(), spans.of(token).end(), "\"")));
            return;
        }
        SyntaxHints hints = new SyntaxHints(parser.getTokenStream(), token, spans);
        if (token.getType() == BnnLexer.INVALID || token.getType() == BnnLexer.FOREIGN) {
            String found = token.getText().equals("\"") ? "a quote" : "`" + token.getText() + "`";
            diagnostics.error(
                    Code.CHARACTER, spans.of(token), found + " is no part of the language", hints::ofCharacter);
            return;
        }
        List<String> expected =
                hints.betweenLabels(parser.getContext()) ? List.of("`,`", "a section") : expected(parser, cause);
        String wanted = summary(expected);
        Token before = before(parser.getTokenStream(), token);
        boolean missing = before != null
                && before.getLine() < token.getLine()
                && (!ErrorRecovery.isList(parser.getContext()) || ends(token));
        if (missing && !wanted.isEmpty()) {
            String message = "expected " + wanted + " after `" + before.getText() + "`";
            diagnostics.error(Code.MISPLACED_WORD, spans.after(before), message, () -> hints.ofEnd(expected, before));
            return;
        }
        String found = token.getType() == Token.EOF ? "the end of the file" : "`" + token.getText() + "`";
        String message = wanted.isEmpty() ? found + " does not fit here" : "expected " + wanted + " but found " + found;
        diagnostics.error(Code.MISPLACED_WORD, spans.of(token), message, () -> hints.ofToken(expected));
    }

    /** The unit that gets at most one error: a statement, an entry, or the part of a section before its brace. */
    private static ParserRuleContext unit(ParserRuleContext context) {
        ParserRuleContext unit = context;
        while (!UNITS.contains(unit.getRuleIndex()) && !ErrorRecovery.isList(unit)) {
            unit = unit.getParent();
        }
        return unit;
    }

    /** Whether a word that begins nothing precedes the token on its line; the checker reports that word. */
    private static boolean afterUnknown(ParserRuleContext list, Token token) {
        ParseTree before = list.getChildCount() == 0 ? null : list.getChild(list.getChildCount() - 1);
        return before != null
                && UNKNOWN.contains(before.getClass())
                && ((ParserRuleContext) before).getStop().getLine() == token.getLine()
                && !ends(token);
    }

    private static boolean ends(Token token) {
        return token.getType() == Token.EOF || ContextualWords.SECTIONS.contains(token.getType());
    }

    private static Token before(TokenStream tokens, Token token) {
        return token.getTokenIndex() > 0 ? tokens.get(token.getTokenIndex() - 1) : null;
    }

    private static List<String> expected(Parser parser, RecognitionException cause) {
        if (cause instanceof NoViableAltException) {
            // The decision depended on several words, so there is no single place where a word is expected.
            return parser.getContext() instanceof BnnParser.PlaceContext ? List.of("`{`") : List.of();
        }
        IntervalSet set = cause == null ? parser.getExpectedTokens() : cause.getExpectedTokens();
        List<String> words = new ArrayList<>();
        for (int type : set.toList()) {
            String word = describe(type);
            if (!words.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private static String describe(int type) {
        return switch (type) {
            case Token.EOF -> "the end of the file";
            case BnnLexer.ID, BnnParser.CALL, BnnParser.BEGINNING -> "a name";
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
            return words.contains("`batchnorm`") ? "a layer or `}`" : "a layer with weights";
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
