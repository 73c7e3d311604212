// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.source.Position;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The words and comments of a text, and the gap before each, which is line ends or blanks. Words are numbered from 0. The stages of
 * the formatter change the gaps.
 */
final class Sheet {
    /** Largest width of a line; a wider line is broken where possible. */
    static final int WIDTH = 130;

    /** Blanks of indent per brace. */
    static final int INDENT = 2;

    /** Additional blanks for a line that continues what began above it. */
    static final int CONTINUATION = 4;

    private static final Set<String> SECTIONS = Set.copyOf(Vocabulary.words(Vocabulary.SECTIONS));

    private final List<Lexeme> words;
    private final boolean[] begins;
    private final int[] depth;
    private final int[] partner;
    /** Line ends before each word. */
    final int[] breaks;
    /** Blanks before each word that has no line end before it. */
    final int[] blanks;

    Sheet(List<Lexeme> words, Starts starts) {
        this.words = words;
        int n = words.size();
        begins = new boolean[n];
        depth = new int[n];
        partner = new int[n];
        breaks = new int[n];
        blanks = new int[n];
        Arrays.fill(partner, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < n; i++) {
            if (is(i, "}") && !open.isEmpty()) {
                int opening = open.pop();
                partner[i] = opening;
                partner[opening] = i;
            }
            depth[i] = open.size();
            if (is(i, "{")) {
                open.push(i);
            }
            breaks[i] = i == 0 ? 0 : line(i) - line(i - 1);
            boolean apart = i == 0 || breaks[i] > 0 || is(i - 1, ";") || is(i - 1, "{") || is(i - 1, "}");
            Position place = words.get(i).span().start();
            begins[i] = starts.statement(place) || apart && starts.unknown(place);
        }
    }

    private int line(int i) {
        return words.get(i).span().start().line();
    }

    int size() {
        return words.size();
    }

    Lexeme word(int i) {
        return words.get(i);
    }

    /** The text of a word; for a comment, without blanks at its end. */
    String text(int i) {
        return words.get(i).text().stripTrailing();
    }

    boolean is(int i, String sign) {
        return i >= 0 && i < words.size() && words.get(i).kind() == Lexeme.Kind.SIGN && text(i).equals(sign);
    }

    boolean isKeyword(int i, String keyword) {
        return words.get(i).kind() == Lexeme.Kind.KEYWORD && text(i).equals(keyword);
    }

    boolean comment(int i) {
        return i >= 0 && i < words.size() && words.get(i).kind() == Lexeme.Kind.COMMENT;
    }

    /** Whether a statement or an entry begins with the word. */
    boolean begins(int i) {
        return i < words.size() && begins[i];
    }

    /** Whether a section begins with the word. */
    boolean section(int i) {
        return words.get(i).kind() == Lexeme.Kind.KEYWORD && SECTIONS.contains(text(i));
    }

    /** Whether a name, at the beginning of a line, would be read as the beginning of a section. */
    boolean bound(int i) {
        return words.get(i).kind() == Lexeme.Kind.NAME && SECTIONS.contains(text(i));
    }

    /** The other brace of a pair; -1 for other words, and for a brace alone. */
    int partner(int i) {
        return partner[i];
    }

    /** Number of braces around a word; a brace itself counts as outside. */
    int depth(int i) {
        return depth[i];
    }

    /** A line: the words from {@code from} up to, but not including, {@code to}. */
    record Line(int from, int to) {}

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= size(); i++) {
            if (i == size() || breaks[i] > 0) {
                lines.add(new Line(from, i));
                from = i;
            }
        }
        return size() == 0 ? List.of() : lines;
    }

    /** One more than the number of the last word of a line, not counting a comment. */
    int code(Line line) {
        return comment(line.to() - 1) ? line.to() - 1 : line.to();
    }

    /** The column after a word of a line, from 0. */
    int end(Line line, int word) {
        int column = indent(line.from()) + text(line.from()).length();
        for (int i = line.from() + 1; i <= word; i++) {
            column += blanks[i] + text(i).length();
        }
        return column;
    }

    /** The blanks before a word that begins a line. */
    int indent(int i) {
        int next = i;
        while (comment(next)) {
            next++;
        }
        boolean fresh =
                next == size() || begins[next] || section(next) || is(next, "{") || is(next, "}") || is(next, ";");
        return INDENT * depth[i] + (fresh ? 0 : CONTINUATION);
    }

    /** The gap before a word, or after the last one. */
    String gap(int i, String lineEnd) {
        if (i == size()) {
            return i == 0 ? "" : lineEnd;
        }
        return i > 0 && breaks[i] == 0 ? " ".repeat(blanks[i]) : lineEnd.repeat(breaks[i]) + " ".repeat(indent(i));
    }
}
