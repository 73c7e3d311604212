// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.target;

import dev.bnn.check.vocabulary.TargetVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TargetEntry;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries of a target section by kind. If an entry is given twice, which is an error, the last counts. */
final class TargetEntries implements TargetEntry.Visitor<Void> {
    /** @param whole false if the next words may be the rest of the entry */
    record Fold(TargetEntry.Fold entry, boolean whole) {}

    private static final List<String> KEYWORDS = Vocabulary.words(TargetVocabulary.TARGET);

    private final List<TargetEntry> all;
    private final Diagnostics diagnostics;
    private int index;
    /** The line of the last word that starts no entry; what follows on it is not looked at. */
    private int unknownLine;

    private Optional<TargetEntry.Clock> clock = Optional.empty();
    private Optional<TargetEntry.Fps> fps = Optional.empty();
    private Optional<TargetEntry.Budget> budget = Optional.empty();
    private Optional<TargetEntry.Output> output = Optional.empty();
    private final List<Word> parameters = new ArrayList<>();
    private final List<Word> tools = new ArrayList<>();
    private final List<TargetEntry.Fifo> fifos = new ArrayList<>();
    private final List<Fold> folds = new ArrayList<>();

    private TargetEntries(List<TargetEntry> all, Diagnostics diagnostics) {
        this.all = all;
        this.diagnostics = diagnostics;
    }

    static TargetEntries of(Section.Target section, Diagnostics diagnostics) {
        TargetEntries entries = new TargetEntries(section.entries(), diagnostics);
        for (TargetEntry entry : section.entries()) {
            entry.accept(entries);
            entries.index++;
        }
        return entries;
    }

    Optional<TargetEntry.Clock> clock() {
        return clock;
    }

    Optional<TargetEntry.Fps> fps() {
        return fps;
    }

    Optional<TargetEntry.Budget> budget() {
        return budget;
    }

    Optional<TargetEntry.Output> output() {
        return output;
    }

    /** The words of the {@code parameters} entries. */
    List<Word> parameters() {
        return parameters;
    }

    /** The words of the {@code tool} entries. */
    List<Word> tools() {
        return tools;
    }

    List<TargetEntry.Fifo> fifos() {
        return fifos;
    }

    List<Fold> folds() {
        return folds;
    }

    @Override
    public Void clock(TargetEntry.Clock entry) {
        once("clock", clock.isEmpty(), entry.span());
        clock = Optional.of(entry);
        return null;
    }

    @Override
    public Void fps(TargetEntry.Fps entry) {
        once("fps", fps.isEmpty(), entry.span());
        fps = Optional.of(entry);
        return null;
    }

    @Override
    public Void budget(TargetEntry.Budget entry) {
        once("budget", budget.isEmpty(), entry.span());
        budget = Optional.of(entry);
        return null;
    }

    @Override
    public Void output(TargetEntry.Output entry) {
        once("output", output.isEmpty(), entry.span());
        output = Optional.of(entry);
        return null;
    }

    @Override
    public Void parameters(TargetEntry.Parameters entry) {
        once("parameters", parameters.isEmpty(), entry.span());
        parameters.add(entry.word());
        return null;
    }

    @Override
    public Void tool(TargetEntry.Tool entry) {
        once("tool", tools.isEmpty(), entry.span());
        tools.add(entry.word());
        return null;
    }

    @Override
    public Void fifo(TargetEntry.Fifo entry) {
        fifos.add(entry);
        return null;
    }

    @Override
    public Void fold(TargetEntry.Fold entry) {
        boolean goesOn = index + 1 < all.size()
                && isOpen(all.get(index + 1))
                && all.get(index + 1).span().start().line()
                        == entry.span().end().line();
        folds.add(new Fold(entry, !goesOn));
        return null;
    }

    private static boolean isOpen(TargetEntry entry) {
        return entry instanceof TargetEntry.Unknown || entry instanceof TargetEntry.Incomplete;
    }

    @Override
    public Void unknown(TargetEntry.Unknown entry) {
        Word word = entry.word();
        if (word.span().start().line() != unknownLine) {
            diagnostics.error(
                    Code.TARGET_ENTRY,
                    word.span(),
                    "a target section has no `" + word.text() + "`",
                    Suggestion.advice(word.text(), word.span(), "it has", KEYWORDS));
        }
        unknownLine = word.span().start().line();
        return null;
    }

    @Override
    public Void incomplete(TargetEntry.Incomplete entry) {
        return null;
    }

    /** Reports an entry that is not the first of its kind. */
    void once(String entry, boolean first, Span span) {
        if (!first) {
            diagnostics.error(
                    Code.OPTION_TWICE,
                    span,
                    "`" + entry + "` is given twice",
                    "leave one of them out, or make two target sections with names");
        }
    }
}
