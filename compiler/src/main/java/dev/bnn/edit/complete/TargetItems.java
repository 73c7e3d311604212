// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import dev.bnn.check.layer.MatrixCollector;
import dev.bnn.check.vocabulary.Boards;
import dev.bnn.check.vocabulary.TargetVocabulary;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.edit.Analysis;
import dev.bnn.estimate.Device;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.model.target.ResourceKind;
import dev.bnn.syntax.Lexeme;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TargetEntry;
import dev.bnn.syntax.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can stand in a target section. */
final class TargetItems {
    private static final Set<String> HEADS = Set.copyOf(Vocabulary.words(TargetVocabulary.TARGET));

    private final Analysis analysis;
    private final Place place;
    private final Names names;
    private final Items items;
    private final List<Lexeme> words;

    TargetItems(Analysis analysis, Place place, Names names, Items items) {
        this.analysis = analysis;
        this.place = place;
        this.names = names;
        this.items = items;
        this.words = place.from(HEADS);
    }

    void add() {
        Optional<Term> entry = words.isEmpty()
                ? Optional.empty()
                : Vocabulary.find(TargetVocabulary.TARGET, words.get(0).text());
        boolean wanted = entry.isPresent() && value(entry.get());
        if (!wanted || place.fresh()) {
            TargetVocabulary.TARGET.stream()
                    .filter(t -> t.word().equals("fold")
                            || t.word().equals("fifo")
                            || !place.given().contains(t.word()))
                    .forEach(t -> items.term(Item.Kind.ENTRY, t));
        }
    }

    private String last() {
        return words.get(words.size() - 1).text();
    }

    /** Proposes how the entry continues; true if it cannot end here. */
    private boolean value(Term entry) {
        boolean first = words.size() == 1;
        return switch (entry.word()) {
            case "clock" -> clock();
            case "fps" -> {
                if (first) {
                    items.add(Item.Kind.VALUE, "max", "", "as many images per second as the part holds");
                }
                yield first;
            }
            case "fold" -> first ? layer() : fold();
            case "fifo" -> first ? unit() : depth();
            case "budget" -> budget();
            default -> {
                if (first) {
                    items.words(Item.Kind.VALUE, entry.choices());
                }
                yield first;
            }
        };
    }

    private boolean clock() {
        if (words.size() == 1) {
            items.add(Item.Kind.VALUE, "100 MHz", "", "a clock that every part keeps");
            return true;
        }
        if (words.size() == 2) {
            List.of("MHz", "GHz", "kHz").forEach(u -> items.add(Item.Kind.VALUE, u, "unit", ""));
            return true;
        }
        return false;
    }

    private boolean layer() {
        names.weighted(items, folded());
        return true;
    }

    private boolean unit() {
        names.layers(items);
        return true;
    }

    private boolean depth() {
        if (words.size() == 2) {
            items.add(Item.Kind.OPTION, "depth", "depth N", "words that the stream holds", "depth", "depth ${1:16}");
        }
        return words.size() == 2;
    }

    private boolean budget() {
        boolean kind = words.size() == 1 || last().equals(",");
        if (kind) {
            ResourceKind.WORDS.forEach(w -> items.add(Item.Kind.VALUE, w, "at most", ""));
        }
        return kind || ResourceKind.WORDS.contains(last());
    }

    private boolean fold() {
        Set<String> given = new HashSet<>();
        words.forEach(w -> given.add(w.text()));
        Optional<MatrixShape> matrix = matrix(words.get(1).text());
        switch (words.size() > 2 ? last() : "") {
            case "pe" ->
                matrix.ifPresent(m -> items.numbers("divides the " + m.rows() + " rows", LegalFoldings.pes(m)));
            case "simd" ->
                matrix.ifPresent(
                        m -> items.numbers("folds the " + m.columns() + " columns", LegalFoldings.simds(m, tool())));
            case "memory" ->
                items.words(
                        Item.Kind.VALUE,
                        TargetVocabulary.MEMORIES.stream()
                                .filter(m -> !m.word().equals(Memory.ULTRA.word()) || holdsUltra())
                                .toList());
            default -> {
                option(given, "pe", "pe P", "rows of the layer's weight matrix per cycle");
                option(given, "simd", "simd S", "columns of it per cycle");
                option(given, "memory", "memory M", "where the weights are");
                return !given.contains("pe") || !given.contains("simd");
            }
        }
        return true;
    }

    private void option(Set<String> given, String word, String usage, String doc) {
        if (!given.contains(word)) {
            items.add(Item.Kind.OPTION, word, usage, doc);
        }
    }

    /** The matrix of a layer; empty if unknown. */
    private Optional<MatrixShape> matrix(String layer) {
        return analysis.known().image().stream()
                .flatMap(image ->
                        MatrixCollector.of(
                                image,
                                analysis.known().layers().stream()
                                        .map(p -> p.layer())
                                        .toList())
                                .stream())
                .filter(m -> m.layer().equals(layer))
                .findFirst();
    }

    /** Whether the section's board can hold weights in ultra RAM; true if the board is unknown. */
    private boolean holdsUltra() {
        boolean loadable = place.given().contains("loadable");
        return section()
                .flatMap(Section.Target::board)
                .flatMap(board -> Boards.of(board.text()))
                .flatMap(known -> Device.of(known.part(), known.open(), loadable))
                .map(Device::ultraRom)
                .orElse(true);
    }

    /** The section around the caret, as far as it can be read. */
    private Optional<Section.Target> section() {
        int start = place.section().orElseThrow().start();
        return analysis.sections(Section.Target.class).stream()
                .filter(s -> analysis.lines().offset(s.whole().start()) == start)
                .findFirst();
    }

    /** The layers that have a folding, without that of the word that is being typed. */
    private Set<String> folded() {
        return section().stream()
                .flatMap(s -> s.entries().stream())
                .filter(TargetEntry.Fold.class::isInstance)
                .map(fold -> ((TargetEntry.Fold) fold).layer())
                .filter(layer ->
                        !analysis.range(layer.span()).touches(place.range().start()))
                .map(Word::text)
                .collect(Collectors.toSet());
    }

    private HlsTool tool() {
        return place.given().contains("tool") && analysis.text().contains(HlsTool.VIVADO_HLS.word())
                ? HlsTool.VIVADO_HLS
                : HlsTool.VITIS_HLS;
    }
}
