// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.change;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.TextEdit;
import dev.bnn.edit.format.Formatter;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects replacements in a text and makes one change of them. If the text was formatted, it is formatted afterwards, too. */
final class Draft {
    private record Replacement(int start, int end, String text) {}

    private final Analysis analysis;
    private final List<Replacement> replacements = new ArrayList<>();

    Draft(Analysis analysis) {
        this.analysis = analysis;
    }

    /** Replaces the text between two indexes. Replacements must not overlap. */
    void replace(int start, int end, String text) {
        replacements.add(new Replacement(start, end, text));
    }

    TextEdit edit() {
        String before = analysis.text();
        StringBuilder text = new StringBuilder(before);
        replacements.stream()
                .sorted(Comparator.comparingInt(Replacement::start).reversed())
                .forEach(r -> text.replace(r.start(), r.end(), r.text()));
        boolean styled = Formatter.format(analysis).edits().isEmpty();
        String after = styled
                ? Formatter.format(Analysis.of(analysis.source().name(), text.toString()))
                        .text()
                : text.toString();
        int same = 0;
        int most = Math.min(before.length(), after.length());
        while (same < most && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        int end = 0;
        while (end < most - same
                && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
            end++;
        }
        return new TextEdit(
                analysis.lines().range(same, before.length() - end), after.substring(same, after.length() - end));
    }

    /** The lexemes between two indexes, without spaces and comments. */
    static List<Lexeme> words(Analysis analysis, int start, int end) {
        return analysis.lexemes().stream()
                .filter(l -> l.start() >= start && l.end() <= end && !l.hidden())
                .toList();
    }

    /** The lines with another indent; the first line has none. */
    static String indented(String text, int indent) {
        List<String> lines = text.lines().toList();
        int least = lines.stream()
                .skip(1)
                .filter(l -> !l.isBlank())
                .mapToInt(l -> l.length() - l.stripLeading().length())
                .min()
                .orElse(0);
        return lines.stream()
                .map(l -> l.length() - l.stripLeading().length() < least ? l : l.substring(least))
                .collect(Collectors.joining("\n" + " ".repeat(indent)));
    }
}
