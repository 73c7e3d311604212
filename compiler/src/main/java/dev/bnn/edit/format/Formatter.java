// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.edit.TextEdit;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Formats a text in the standard style. If it has a syntax error, it is unchanged from the section with the error on. */
public final class Formatter {
    /** Errors about the text, its words and their order, after which the sections are uncertain. */
    private static final Set<Code> SYNTAX =
            Set.of(Code.MISPLACED_WORD, Code.CHARACTER, Code.NESTING, Code.ENCODING, Code.FILE_TOO_LARGE);

    /** The byte order mark, with which an editor may begin a text. */
    private static final String MARK = "\uFEFF";

    private final Analysis analysis;
    private final List<Lexeme> words;
    private final Optional<Diagnostic> slip;
    private final Sheet sheet;

    private Formatter(Analysis analysis) {
        this.analysis = analysis;
        Starts starts = Starts.of(analysis.sections());
        slip = analysis.diagnostics().stream()
                .filter(d -> SYNTAX.contains(d.code()))
                .findFirst();
        List<Lexeme> all = analysis.lexemes().stream()
                .filter(l -> l.kind() != Lexeme.Kind.SPACE)
                .toList();
        words = all.subList(0, sound(all, starts));
        sheet = new Sheet(words, starts);
        LineBreaks.settle(sheet);
        Blanks.settle(sheet);
        Wrapping.settle(sheet);
        Columns.settle(sheet);
    }

    /**
     * A formatted text.
     *
     * @param edits the changes that lead to it, from top to bottom; they change only spaces
     * @param slip the first syntax error; from its section on, the text is unchanged
     */
    public record Formatted(String text, List<TextEdit> edits, Optional<Diagnostic> slip) {
        public Formatted {
            edits = List.copyOf(edits);
        }
    }

    /** Formats the whole text. */
    public static Formatted format(Analysis analysis) {
        Formatter formatter = new Formatter(analysis);
        List<Change> changes = formatter.changes();
        return new Formatted(apply(analysis.text(), changes), formatter.edits(changes), formatter.slip);
    }

    /** Formats the lines that a range touches. */
    public static List<TextEdit> format(Analysis analysis, Range range) {
        Formatter formatter = new Formatter(analysis);
        int from = analysis.lines().offset(new Position(range.start().line(), 0));
        int to = analysis.lines().offset(new Position(range.end().line(), Integer.MAX_VALUE));
        return formatter.edits(formatter.changes().stream()
                .filter(c -> c.start() <= to && c.end() >= from && (c.end() > from || c.start() == from || from == 0))
                .toList());
    }

    /** A new text in place of that between two indexes. */
    private record Change(int start, int end, String text) {}

    /** Number of words before the section with the first error, and before the comments above it. */
    private int sound(List<Lexeme> all, Starts starts) {
        Optional<dev.bnn.source.Position> cut = starts.incomplete();
        if (slip.isPresent()) {
            dev.bnn.source.Position before = starts.before(slip.get().span().start());
            cut = Optional.of(cut.filter(c -> c.compareTo(before) < 0).orElse(before));
        }
        if (cut.isEmpty()) {
            return all.size();
        }
        int sound = 0;
        while (sound < all.size() && all.get(sound).span().start().compareTo(cut.get()) < 0) {
            sound++;
        }
        while (sound > 0 && all.get(sound - 1).kind() == Lexeme.Kind.COMMENT) {
            sound--;
        }
        return sound;
    }

    private List<Change> changes() {
        String text = analysis.text();
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        // A text that cannot be read, such as one that is too large, has a slip and no words.
        boolean whole = slip.isEmpty()
                && words.size()
                        == analysis.lexemes().stream()
                                .filter(l -> l.kind() != Lexeme.Kind.SPACE)
                                .count();
        List<Change> changes = new ArrayList<>();
        int end = text.startsWith(MARK) ? MARK.length() : 0;
        for (int i = 0; i < words.size(); i++) {
            int start = words.get(i).start();
            add(changes, end, start, sheet.gap(i, lineEnd));
            end = start + sheet.text(i).length();
        }
        if (whole) {
            add(changes, end, text.length(), sheet.gap(words.size(), lineEnd));
        }
        return changes;
    }

    private void add(List<Change> changes, int start, int end, String gap) {
        if (!analysis.text().substring(start, end).equals(gap)) {
            changes.add(new Change(start, end, gap));
        }
    }

    private List<TextEdit> edits(List<Change> changes) {
        return changes.stream()
                .map(c -> new TextEdit(analysis.lines().range(c.start(), c.end()), c.text()))
                .toList();
    }

    private static String apply(String text, List<Change> changes) {
        StringBuilder formatted = new StringBuilder();
        int end = 0;
        for (Change change : changes) {
            formatted.append(text, end, change.start()).append(change.text());
            end = change.end();
        }
        return formatted.append(text.substring(end)).toString();
    }
}
