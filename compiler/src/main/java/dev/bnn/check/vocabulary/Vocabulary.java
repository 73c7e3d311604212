// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import java.util.List;
import java.util.Optional;

/** The sections of a model, the words after its classes, and look-ups of words in lists. */
public final class Vocabulary {
    public static final List<Term> SECTIONS = List.of(
            Term.of("network NAME", "needed", "name and title"),
            Term.of("input C x H x W uint8", "needed", "the image"),
            Term.of(
                    "classes LABELS",
                    "needed",
                    "the names of the outputs; `output map` after them for a class at each position"),
            Term.of("layers { ... }", "needed", "the layers in order"),
            Term.of("train { ... }", "needed", "a recipe; there may be several"),
            Term.of("target BOARD { ... }", "", "hardware; there may be several"),
            Term.of("const NAME = N", "", "a name for a whole number"),
            Term.of("block NAME(PARAMETERS) { ... }", "", "a name for a group of layers"));

    public static final List<Term> NETWORK_OUTPUTS =
            List.of(Term.of("map", "", "a class at each position of the last layer's map"));

    /** What may follow the labels. */
    public static final List<Term> CLASSES =
            List.of(Term.of("output KIND", NETWORK_OUTPUTS, "one class per image", "what has a class"));

    private Vocabulary() {}

    /** The term of a list with that word. */
    public static Optional<Term> find(List<Term> terms, String word) {
        return terms.stream().filter(t -> t.word().equals(word)).findFirst();
    }

    /** The words of a list, each once. */
    public static List<String> words(List<Term> terms) {
        return terms.stream().map(Term::word).distinct().toList();
    }
}
