// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.train;

import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TrainEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The entries of a train section by kind. If an entry is given twice, which is an error, the first counts. */
final class TrainEntries implements TrainEntry.Visitor<Void> {
    private static final List<String> KEYWORDS = Vocabulary.words(TrainVocabulary.TRAIN);

    private final Diagnostics diagnostics;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, TrainEntry.Count> counts = new HashMap<>();
    /** The first words of entries that were not understood. */
    private final Set<String> open = new HashSet<>();
    /** The line of the last word that starts no entry; what follows on it is not looked at. */
    private int unknownLine;

    private Optional<TrainEntry.Data> data = Optional.empty();
    private Optional<TrainEntry.Optimizer> optimizer = Optional.empty();
    private Optional<TrainEntry.Rate> rate = Optional.empty();
    private Optional<TrainEntry.Loss> loss = Optional.empty();
    private Optional<TrainEntry.Augment> augment = Optional.empty();
    private Optional<TrainEntry.Ste> ste = Optional.empty();
    private Optional<TrainEntry.Step> step = Optional.empty();
    private Optional<TrainEntry.Precision> precision = Optional.empty();
    private Optional<TrainEntry.Start> start = Optional.empty();
    private Optional<TrainEntry.Teacher> teacher = Optional.empty();
    private Optional<TrainEntry.Clip> clip = Optional.empty();
    private Optional<TrainEntry.Latents> latents = Optional.empty();

    private TrainEntries(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    static TrainEntries of(Section.Train section, Diagnostics diagnostics) {
        TrainEntries entries = new TrainEntries(diagnostics);
        section.entries().forEach(e -> e.accept(entries));
        return entries;
    }

    /** The entry of a keyword with a whole number. */
    Optional<TrainEntry.Count> count(String keyword) {
        return Optional.ofNullable(counts.get(keyword));
    }

    /** Whether one of the entries that were not understood may be the one of that keyword. */
    boolean mayHave(String keyword) {
        return open.stream()
                .anyMatch(w -> Suggestion.nearest(w, KEYWORDS).orElse(keyword).equals(keyword));
    }

    Optional<TrainEntry.Data> data() {
        return data;
    }

    Optional<TrainEntry.Optimizer> optimizer() {
        return optimizer;
    }

    Optional<TrainEntry.Rate> rate() {
        return rate;
    }

    Optional<TrainEntry.Loss> loss() {
        return loss;
    }

    Optional<TrainEntry.Augment> augment() {
        return augment;
    }

    Optional<TrainEntry.Ste> ste() {
        return ste;
    }

    Optional<TrainEntry.Step> step() {
        return step;
    }

    Optional<TrainEntry.Precision> precision() {
        return precision;
    }

    Optional<TrainEntry.Start> start() {
        return start;
    }

    Optional<TrainEntry.Teacher> teacher() {
        return teacher;
    }

    Optional<TrainEntry.Clip> clip() {
        return clip;
    }

    Optional<TrainEntry.Latents> latents() {
        return latents;
    }

    @Override
    public Void data(TrainEntry.Data entry) {
        if (isFirst("data", entry.span())) {
            data = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void optimizer(TrainEntry.Optimizer entry) {
        if (isFirst("optimizer", entry.span())) {
            optimizer = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void rate(TrainEntry.Rate entry) {
        if (isFirst("rate", entry.span())) {
            rate = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void loss(TrainEntry.Loss entry) {
        if (isFirst("loss", entry.span())) {
            loss = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void augment(TrainEntry.Augment entry) {
        if (isFirst("augment", entry.span())) {
            augment = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void ste(TrainEntry.Ste entry) {
        if (isFirst("ste", entry.span())) {
            ste = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void step(TrainEntry.Step entry) {
        if (isFirst("step", entry.span())) {
            step = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void precision(TrainEntry.Precision entry) {
        if (isFirst("precision", entry.span())) {
            precision = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void start(TrainEntry.Start entry) {
        if (isFirst("start", entry.span())) {
            start = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void teacher(TrainEntry.Teacher entry) {
        if (isFirst("teacher", entry.span())) {
            teacher = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void clip(TrainEntry.Clip entry) {
        if (isFirst("clip", entry.span())) {
            clip = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void latents(TrainEntry.Latents entry) {
        if (isFirst("latents", entry.span())) {
            latents = Optional.of(entry);
        }
        return null;
    }

    @Override
    public Void count(TrainEntry.Count entry) {
        if (isFirst(entry.keyword(), entry.span())) {
            counts.put(entry.keyword(), entry);
        }
        return null;
    }

    @Override
    public Void unknown(TrainEntry.Unknown entry) {
        String word = entry.word().text();
        open.add(word);
        if (entry.span().start().line() != unknownLine) {
            diagnostics.error(
                    Code.TRAIN_ENTRY,
                    entry.word().span(),
                    "a train section has no `" + word + "`",
                    Suggestion.advice(word, entry.word().span(), "it has", KEYWORDS));
        }
        unknownLine = entry.span().start().line();
        return null;
    }

    @Override
    public Void incomplete(TrainEntry.Incomplete entry) {
        open.add(entry.words().get(0).text());
        return null;
    }

    private boolean isFirst(String keyword, Span span) {
        if (seen.add(keyword)) {
            return true;
        }
        diagnostics.error(
                Code.OPTION_TWICE,
                span,
                "`" + keyword + "` is given twice",
                Advice.of("leave one of them out, or make two train sections with names")
                        .removing(span, "this `" + keyword + "`"));
        return false;
    }
}
