// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.edit.Analysis;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Lines that an editor can fold away: what stands between braces, and comments of several lines.
 *
 * @param first the line that stays, from 0
 * @param last the last line that is folded away
 */
public record Folding(int first, int last, boolean comment) {
    /** The foldings in the order of the text. */
    public static List<Folding> of(Analysis analysis) {
        List<Folding> found = new ArrayList<>();
        braces(analysis.lexemes(), found);
        comments(analysis, found);
        found.sort(Comparator.comparingInt(Folding::first).thenComparingInt(f -> -f.last()));
        return List.copyOf(found);
    }

    /** The line of the closing brace stays. */
    private static void braces(List<Lexeme> lexemes, List<Folding> found) {
        Deque<Integer> open = new ArrayDeque<>();
        for (Lexeme lexeme : lexemes) {
            int line = lexeme.span().start().line() - 1;
            if (lexeme.text().equals("{")) {
                open.push(line);
            } else if (lexeme.text().equals("}") && !open.isEmpty()) {
                int first = open.pop();
                if (line - 1 > first) {
                    found.add(new Folding(first, line - 1, false));
                }
            }
        }
    }

    private static void comments(Analysis analysis, List<Folding> found) {
        int first = -1;
        int last = -2;
        for (Lexeme lexeme : analysis.lexemes()) {
            int line = lexeme.span().start().line() - 1;
            boolean alone = lexeme.kind() == Lexeme.Kind.COMMENT
                    && analysis.lines().line(line).strip().equals(lexeme.text().strip());
            if (alone && line == last + 1) {
                last = line;
            } else if (!lexeme.hidden() || alone) {
                add(first, last, found);
                first = alone ? line : -1;
                last = alone ? line : -2;
            }
        }
        add(first, last, found);
    }

    private static void add(int first, int last, List<Folding> found) {
        if (first >= 0 && last > first) {
            found.add(new Folding(first, last, true));
        }
    }
}
