// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.antlr.v4.runtime.Token;

/** Rejects nesting so deep that it would exhaust the stack of the recursive parser. */
final class NestingLimit {
    private static final int DEEPEST = 100;

    /** Largest number of operators in one expression; each may nest one level. */
    private static final int MOST_OPERATORS = 100;

    private static final Set<Integer> NAMES = Set.of(BnnLexer.ID, BnnParser.CALL, BnnParser.BEGINNING);

    private static final String SPLIT = "split the expression with const";

    private final Spans spans;
    private final Diagnostics diagnostics;
    private int depth;
    private int operators;

    private NestingLimit(Spans spans, Diagnostics diagnostics) {
        this.spans = spans;
        this.diagnostics = diagnostics;
    }

    /** The tokens without the sections that nest too deeply; {@code refused} receives each of these sections. */
    static List<Token> bounded(
            List<Token> tokens, Spans spans, Diagnostics diagnostics, Consumer<List<Token>> refused) {
        NestingLimit nesting = new NestingLimit(spans, diagnostics);
        List<Token> kept = new ArrayList<>(tokens.size());
        for (int from = 0; from < tokens.size(); ) {
            int to = from + 1;
            while (to < tokens.size() && !begins(tokens.get(to))) {
                to++;
            }
            List<Token> section = tokens.subList(from, to);
            if (nesting.bears(section)) {
                kept.addAll(section);
            } else {
                refused.accept(section);
            }
            from = to;
        }
        return kept;
    }

    private static boolean begins(Token token) {
        return token.getType() == Token.EOF || ContextualWords.SECTIONS.contains(token.getType());
    }

    private boolean bears(List<Token> section) {
        depth = 0;
        operators = 0;
        return section.stream().allMatch(this::bears);
    }

    private boolean bears(Token token) {
        switch (token.getText()) {
            case "(", "{" -> depth++;
            case ")", "}" -> depth = Math.max(0, depth - 1);
            case "+", "-", "*", "/" -> operators++;
            default -> {
                boolean name = NAMES.contains(token.getType());
                operators = name || token.getType() == BnnLexer.INT ? operators : 0;
            }
        }
        if (depth > DEEPEST) {
            String hint = token.getText().equals("(") ? SPLIT : "put the inner part into a block";
            String message = "parentheses and braces nest more than " + DEEPEST + " deep";
            diagnostics.error(Code.NESTING, spans.of(token), message, hint);
        } else if (operators > MOST_OPERATORS) {
            String message = "an expression has more than " + MOST_OPERATORS + " operators";
            diagnostics.error(Code.NESTING, spans.of(token), message, SPLIT);
        } else {
            return true;
        }
        return false;
    }
}
