// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import dev.bnn.check.vocabulary.LayerVocabulary;
import dev.bnn.check.vocabulary.TargetVocabulary;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the terms of the vocabulary that a word of a text stands for, by the words before it.
 *
 * @param words words of the text, without spaces and comments
 */
record Terms(List<Lexeme> words) {
    private static final Set<String> SECTIONS = Set.copyOf(Vocabulary.words(Vocabulary.SECTIONS));
    private static final List<Term> STATEMENTS = Stream.concat(
                    LayerVocabulary.LAYERS.stream(), Stream.of(LayerVocabulary.REPEAT))
            .toList();

    /** What may stand within an entry besides its own choices. */
    private static final Map<String, List<Term>> WITHIN = Map.of(
            "optimizer", TrainVocabulary.OPTIMIZER_OPTIONS,
            "loss",
                    Stream.concat(TrainVocabulary.LOSS_OPTIONS.stream(), TrainVocabulary.CLASS_WEIGHTS.stream())
                            .toList(),
            "teacher", TrainVocabulary.TEACHER_OPTIONS,
            "rate",
                    Stream.concat(TrainVocabulary.SCHEDULES.stream(), Stream.of(TrainVocabulary.WARMUP))
                            .toList(),
            "fold", TargetVocabulary.MEMORIES);

    Terms {
        words = List.copyOf(words);
    }

    /** The terms of a word, usually one; none for a name, or for a word in a wrong place. */
    List<Term> of(int word) {
        String text = words.get(word).text();
        if (section(word, text)) {
            return named(Vocabulary.SECTIONS, text);
        }
        List<Term> entries = entries(sectionOf(word));
        int entry = entry(word, entries);
        if (entry < 0) {
            return List.of();
        }
        List<Term> whole = named(entries, words.get(entry).text());
        if (entry == word) {
            return whole;
        }
        List<Term> options =
                new ArrayList<>(WITHIN.getOrDefault(words.get(entry).text(), List.of()));
        if (entries == STATEMENTS) {
            options.addAll(LayerVocabulary.LAYER_OPTIONS);
            options.addAll(LayerVocabulary.SIDES);
            options.add(LayerVocabulary.OF);
            List<Term> option =
                    word == 0 ? List.of() : named(options, words.get(word - 1).text());
            option.forEach(o -> options.addAll(o.choices()));
        } else {
            whole.forEach(t -> options.addAll(t.choices()));
        }
        return named(options, text);
    }

    /** The keyword of the section that a word is in; empty before the first. */
    String sectionOf(int word) {
        for (int i = word; i >= 0; i--) {
            if (section(i, words.get(i).text())) {
                return words.get(i).text();
            }
        }
        return "";
    }

    /** The number of the word that begins the entry or statement of a word; -1 if there is none. */
    int entry(int word) {
        return entry(word, entries(sectionOf(word)));
    }

    private int entry(int word, List<Term> entries) {
        for (int i = word; i >= 0 && !section(i, words.get(i).text()); i--) {
            String text = words.get(i).text();
            boolean keyword = words.get(i).kind() == Lexeme.Kind.KEYWORD;
            boolean weights = i > 0 && words.get(i - 1).text().equals("weights");
            if (keyword && !weights && !named(entries, text).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private boolean section(int i, String text) {
        return words.get(i).kind() == Lexeme.Kind.KEYWORD && SECTIONS.contains(text);
    }

    private static List<Term> entries(String section) {
        return switch (section) {
            case "layers", "block" -> STATEMENTS;
            case "train" -> TrainVocabulary.TRAIN;
            case "target" -> TargetVocabulary.TARGET;
            case "classes" -> Vocabulary.CLASSES;
            default -> List.of();
        };
    }

    private static List<Term> named(List<Term> terms, String word) {
        return terms.stream().filter(t -> t.word().equals(word)).distinct().toList();
    }

    /** A term in Markdown: its usage, meaning, values and default. */
    static String markdown(Term term) {
        List<String> facts = new ArrayList<>();
        if (!term.values().isEmpty()) {
            facts.add("Values: " + term.values() + ".");
        }
        if (!term.standard().isEmpty()) {
            facts.add(term.standard().equals("needed") ? "Needed." : "Default: " + term.standard() + ".");
        }
        String text = "`" + term.usage() + "`: " + term.doc() + ".";
        return facts.isEmpty() ? text : text + "\n\n" + String.join(" ", facts);
    }
}
