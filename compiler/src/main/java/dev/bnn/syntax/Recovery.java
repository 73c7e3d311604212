package dev.bnn.syntax;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.grammar.BnnParser;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Goes on with the next section after words that belong to none, where ANTLR would give the rest of the file up. Makes up
 * no tokens, so that every error leaves its mark in the tree.
 */
final class Recovery extends DefaultErrorStrategy {
    private static final IntervalSet SECTIONS = new IntervalSet(
            BnnLexer.NETWORK,
            BnnLexer.INPUT,
            BnnLexer.CLASSES,
            BnnLexer.CONST,
            BnnLexer.BLOCK,
            BnnLexer.LAYERS,
            BnnLexer.TRAIN,
            BnnLexer.TARGET,
            Token.EOF);

    @Override
    public Token recoverInline(Parser recognizer) {
        throw new InputMismatchException(recognizer);
    }

    @Override
    public void sync(Parser recognizer) {
        boolean betweenSections = recognizer.getContext() instanceof BnnParser.FileContext;
        if (!betweenSections) {
            super.sync(recognizer);
        } else if (!SECTIONS.contains(recognizer.getInputStream().LA(1))) {
            reportUnwantedToken(recognizer);
            consumeUntil(recognizer, SECTIONS);
        }
    }
}
