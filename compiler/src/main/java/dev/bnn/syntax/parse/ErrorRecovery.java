// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Suggestion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.WritableToken;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Continues after an error with the next statement, entry or section, so that no mistake hides another. A misspelled keyword of a
 * section still begins the section. Every error leaves a mark in the tree: an exception, a skipped word, or an inserted
 * parenthesis, brace or equals sign.
 */
final class ErrorRecovery extends DefaultErrorStrategy {
    /** Signs that the parser inserts if nothing else is missing; it never inserts a name or a number. */
    private static final Set<String> SIGNS = Set.of("'{'", "'}'", "'('", "')'", "'='");

    private static final Map<String, Integer> SECTIONS = ContextualWords.SECTIONS.stream()
            .collect(Collectors.toMap(type -> literal(type).replace("'", ""), type -> type, (a, b) -> a, TreeMap::new));

    /** Sections of which a file has one. */
    private static final Set<Integer> ONCE =
            Set.of(BnnLexer.NETWORK, BnnLexer.INPUT, BnnLexer.CLASSES, BnnLexer.LAYERS);

    private static final Set<Integer> LISTS =
            Set.of(BnnParser.RULE_body, BnnParser.RULE_recipe, BnnParser.RULE_design, BnnParser.RULE_file);

    private final Set<Integer> there;

    /** @param there keywords of sections that the file has */
    ErrorRecovery(Set<Integer> there) {
        this.there = there;
    }

    static String literal(int type) {
        return String.valueOf(BnnLexer.VOCABULARY.getLiteralName(type));
    }

    /** Whether this is a list of statements, entries or sections, in which the parser continues after an error. */
    static boolean isList(ParserRuleContext context) {
        return LISTS.contains(context.getRuleIndex());
    }

    @Override
    public void sync(Parser parser) {
        if (parser.getContext().getRuleIndex() == BnnParser.RULE_file) {
            betweenSections(parser);
        } else if (isList(parser.getContext())) {
            betweenStatements(parser);
        } else {
            super.sync(parser);
        }
    }

    private void betweenSections(Parser parser) {
        while (!atEnd(parser)) {
            Optional<Integer> meant = meant(parser);
            boolean begins = inErrorRecoveryMode(parser) && meant.isPresent();
            if (begins) {
                endErrorCondition(parser);
            }
            reportUnwantedToken(parser);
            if (meant.isPresent()) {
                begin(parser.getInputStream(), meant.get());
                return;
            }
            parser.consume();
        }
        endErrorCondition(parser);
    }

    /** The section whose keyword is misspelled by the word at the beginning of a line. */
    private Optional<Integer> meant(Parser parser) {
        Token token = parser.getCurrentToken();
        if (token.getType() != BnnLexer.ID || !beginsLine(parser.getInputStream())) {
            return Optional.empty();
        }
        return Suggestion.nearest(token.getText(), SECTIONS.keySet())
                .map(SECTIONS::get)
                .filter(type -> !(ONCE.contains(type) && there.contains(type)));
    }

    /** Changes the current word to the keyword that it was meant to be. The name of a block had been taken for a use of a block. */
    private static void begin(TokenStream tokens, int keyword) {
        ((WritableToken) tokens.LT(1)).setType(keyword);
        if (keyword == BnnLexer.BLOCK && tokens.LA(2) == BnnParser.CALL) {
            ((WritableToken) tokens.LT(2)).setType(BnnLexer.ID);
        }
    }

    private void betweenStatements(Parser parser) {
        IntervalSet starts = parser.getExpectedTokens();
        boolean whole = !inErrorRecoveryMode(parser);
        if (whole && starts.contains(type(parser))) {
            return;
        }
        if (whole && !atEnd(parser)) {
            reportUnwantedToken(parser);
        }
        skip(parser, starts);
        endErrorCondition(parser);
    }

    @Override
    public void recover(Parser parser, RecognitionException e) {
        int index = parser.getInputStream().index();
        if (lastErrorIndex == index && lastErrorStates != null && lastErrorStates.contains(parser.getState())) {
            parser.consume();
        }
        lastErrorIndex = index;
        lastErrorStates = lastErrorStates == null ? new IntervalSet() : lastErrorStates;
        lastErrorStates.add(parser.getState());
        skip(parser, getErrorRecoverySet(parser));
    }

    /**
     * Skips words up to one of the stops, or to the end of the section. A name counts as a stop only where it can begin something,
     * and nothing between the braces of skipped text counts.
     */
    private static void skip(Parser parser, IntervalSet stops) {
        int depth = 0;
        while (!atEnd(parser)) {
            boolean name = type(parser) == BnnLexer.ID && !begins(parser.getInputStream());
            if (depth == 0 && !name && stops.contains(type(parser))) {
                return;
            }
            String text = parser.getCurrentToken().getText();
            depth += text.equals("{") ? 1 : text.equals("}") && depth > 0 ? -1 : 0;
            parser.consume();
        }
    }

    /** Drops a word only in the middle of a line; a word that ends or begins something is not superfluous. */
    @Override
    protected Token singleTokenDeletion(Parser parser) {
        boolean apart = beginsLine(parser.getInputStream())
                || atEnd(parser)
                || Set.of(";", "{", "}").contains(parser.getCurrentToken().getText());
        return apart ? null : super.singleTokenDeletion(parser);
    }

    /** Whether something can begin with the current token: it follows a line end, a semicolon or a brace. */
    private static boolean begins(TokenStream tokens) {
        return beginsLine(tokens)
                || Set.of(";", "{", "}").contains(tokens.LT(-1).getText());
    }

    private static boolean beginsLine(TokenStream tokens) {
        Token before = tokens.LT(-1);
        return before == null || before.getLine() < tokens.LT(1).getLine();
    }

    private static boolean atEnd(Parser parser) {
        return type(parser) == Token.EOF || ContextualWords.SECTIONS.contains(type(parser));
    }

    private static int type(Parser parser) {
        return parser.getInputStream().LA(1);
    }

    @Override
    protected void reportInputMismatch(Parser parser, InputMismatchException e) {
        report(parser, e.getOffendingToken(), e);
    }

    @Override
    protected void reportNoViableAlternative(Parser parser, NoViableAltException e) {
        report(parser, e.getOffendingToken(), e);
    }

    @Override
    protected void reportUnwantedToken(Parser parser) {
        if (!inErrorRecoveryMode(parser)) {
            beginErrorCondition(parser);
            report(parser, parser.getCurrentToken(), null);
        }
    }

    @Override
    protected void reportMissingToken(Parser parser) {
        reportUnwantedToken(parser);
    }

    /** {@link SyntaxErrors} writes the message. */
    private static void report(Parser parser, Token token, RecognitionException e) {
        parser.notifyErrorListeners(token, "", e);
    }

    @Override
    public Token recoverInline(Parser parser) {
        IntervalSet wanted = parser.getExpectedTokens();
        if (wanted.size() == 1 && SIGNS.contains(literal(wanted.getMinElement()))) {
            Token found = singleTokenDeletion(parser);
            if (found != null) {
                parser.consume();
                return found;
            }
            if (singleTokenInsertion(parser)) {
                return getMissingSymbol(parser);
            }
        }
        InputMismatchException mismatch = new InputMismatchException(parser);
        boolean name = wanted.size() == 1 && wanted.contains(BnnLexer.ID);
        if (name && ContextualWords.isKeyword(parser.getCurrentToken()) && !beginsLine(parser.getInputStream())) {
            // The word was meant as the name, so it begins nothing.
            parser.consume();
        }
        throw mismatch;
    }
}
