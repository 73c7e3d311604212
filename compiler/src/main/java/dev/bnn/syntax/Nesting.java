package dev.bnn.syntax;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Refuses text whose nesting would exhaust the stack of a recursive parser. */
final class Nesting {
    private static final int DEEPEST = 100;

    /** Operators in a row of names, numbers and parentheses; each may nest one level. */
    private static final int MOST_OPERATORS = 100;

    private static final String SPLIT = "split the expression with const";

    private Nesting() {}

    static boolean tooDeep(List<Token> tokens, Spans spans, Diagnostics diagnostics) {
        int depth = 0;
        int operators = 0;
        for (Token token : tokens) {
            switch (token.getText()) {
                case "(", "{" -> depth++;
                case ")", "}" -> depth = Math.max(0, depth - 1);
                case "+", "-", "*", "/" -> operators++;
                default -> {
                    boolean term = token.getType() == BnnLexer.ID || token.getType() == BnnLexer.INT;
                    operators = term ? operators : 0;
                }
            }
            Span span = spans.of(token);
            if (depth > DEEPEST) {
                String hint = token.getText().equals("(") ? SPLIT : "put the inner part into a block";
                diagnostics.error("BNN003", span, "parentheses and braces nest more than " + DEEPEST + " deep", hint);
                return true;
            }
            if (operators > MOST_OPERATORS) {
                diagnostics.error(
                        "BNN003", span, "an expression has more than " + MOST_OPERATORS + " operators", SPLIT);
                return true;
            }
        }
        return false;
    }
}
