// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.change;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Range;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Extracts the statements that a range covers to a block, and uses the block in their place. */
final class ExtractBlock {
    private static final String NAME = "part";

    private final Analysis analysis;

    ExtractBlock(Analysis analysis) {
        this.analysis = analysis;
    }

    /** The refactoring for a range; empty if it covers no complete statement. */
    Optional<Refactoring> of(Range range) {
        for (Body body : Body.of(analysis)) {
            List<Statement> covered = new ArrayList<>();
            for (Statement statement : body.statements()) {
                if (range.covers(analysis.range(statement.span()))) {
                    covered.add(statement);
                }
            }
            if (!covered.isEmpty()) {
                return Optional.of(extract(body, covered));
            }
        }
        return Optional.empty();
    }

    private Refactoring extract(Body body, List<Statement> covered) {
        int start = analysis.lines().offset(covered.get(0).span().start());
        int end = analysis.lines().offset(covered.get(covered.size() - 1).span().end());
        Set<String> used = new LinkedHashSet<>();
        Draft.words(analysis, start, end).stream()
                .filter(l -> l.kind() == Lexeme.Kind.NAME && body.parameters().contains(l.text()))
                .forEach(l -> used.add(l.text()));
        String name = name();
        String parameters = String.join(", ", used);
        String text = analysis.text().substring(start, end);
        boolean oneLine = text.lines().count() == 1;
        String block = "block " + name + "(" + parameters + ") {"
                + (oneLine ? " " + text + " }" : "\n  " + Draft.indented(text, 2) + "\n}");
        Draft draft = new Draft(analysis);
        int before = beginning(body.section());
        draft.replace(before, before, block + "\n\n");
        draft.replace(start, end, name + "(" + parameters + ")");
        return new Refactoring("Extract a block", Refactoring.Kind.EXTRACT, draft.edit());
    }

    /** A name that no word of the text has. */
    private String name() {
        Set<String> taken = new HashSet<>();
        analysis.lexemes().forEach(l -> taken.add(l.text()));
        int number = 1;
        while (taken.contains(NAME + number)) {
            number++;
        }
        return NAME + number;
    }

    /** The index of the section's first character, or of the comments right above it. */
    private int beginning(Section section) {
        int start = analysis.lines().offset(section.whole().start());
        int index = analysis.indexOfLexeme(start);
        for (int i = index - 1; i >= 0; i--) {
            Lexeme lexeme = analysis.lexemes().get(i);
            boolean comment = lexeme.kind() == Lexeme.Kind.COMMENT && alone(lexeme);
            boolean lineEnd =
                    lexeme.kind() == Lexeme.Kind.SPACE && lexeme.text().lines().count() <= 2;
            if (comment) {
                start = lexeme.start();
            } else if (!lineEnd) {
                break;
            }
        }
        return start;
    }

    /** Whether a comment has a line of its own. */
    private boolean alone(Lexeme comment) {
        int line = analysis.lines().position(comment.start()).line();
        return analysis.lines().line(line).stripLeading().equals(comment.text());
    }
}
