// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import dev.bnn.check.vocabulary.DataSets;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.edit.Analysis;
import dev.bnn.model.LayerKind;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.syntax.Lexeme;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can stand in a train section. */
final class TrainItems {
    private static final Set<String> HEADS = Set.copyOf(Vocabulary.words(TrainVocabulary.TRAIN));

    private final Analysis analysis;
    private final Place place;
    private final Names names;
    private final Items items;
    private final List<Lexeme> words;

    TrainItems(Analysis analysis, Place place, Names names, Items items) {
        this.analysis = analysis;
        this.place = place;
        this.names = names;
        this.items = items;
        this.words = place.from(HEADS);
    }

    void add() {
        Optional<Term> entry = words.isEmpty() ? Optional.empty() : Vocabulary.find(TrainVocabulary.TRAIN, word(0));
        boolean wanted = entry.isPresent() && value(entry.get());
        if (!wanted || place.fresh()) {
            TrainVocabulary.TRAIN.stream()
                    .filter(t -> !place.given().contains(t.word()))
                    .forEach(t -> items.term(Item.Kind.ENTRY, t));
        }
    }

    private String word(int index) {
        return words.get(index).text();
    }

    private String last() {
        return word(words.size() - 1);
    }

    /** Proposes how the entry continues; true if it cannot end here. */
    private boolean value(Term entry) {
        if (entry.word().equals("augment")) {
            return augment();
        }
        if (entry.word().equals("latents")) {
            return latents();
        }
        if (words.size() > 1) {
            return tail(entry.word());
        }
        switch (entry.word()) {
            case "data" -> {
                items.terms(
                        Item.Kind.DATA_SET,
                        TrainVocabulary.DATA_SETS.stream().filter(this::fits).toList());
                items.add(
                        Item.Kind.DATA_SET,
                        "\"PATH\"",
                        "a folder or archive",
                        "images of one class per folder, or an archive of them",
                        "\"\"",
                        "\"${1:path}\"");
            }
            case "start" -> {
                names.recipes(items);
                items.add(
                        Item.Kind.RECIPE, Recipe.Lineage.PACKED, "", "the parameters that are packed beside the model");
            }
            case "teacher" -> names.recipes(items);
            case "clip" -> {
                items.standard(entry);
                items.add(Item.Kind.VALUE, "none", "", "latent weights are not limited");
            }
            default -> {
                items.words(Item.Kind.VALUE, entry.choices());
                items.standard(entry);
            }
        }
        return true;
    }

    /** Whether a named data set has images of the network's size; true if the size is unknown. */
    private boolean fits(Term set) {
        Optional<Shape> image = analysis.known().image().map(TensorType::shape);
        Optional<Shape> data = DataSets.of(set.word()).map(DataSets.Known::shape);
        return image.isEmpty() || data.isEmpty() || image.equals(data);
    }

    private boolean augment() {
        List<Term> left = TrainVocabulary.AUGMENTATIONS.stream()
                .filter(t -> words.stream().noneMatch(w -> w.text().equals(t.word())))
                .toList();
        if (words.size() == 1 || last().equals(",")) {
            items.terms(Item.Kind.VALUE, left);
            if (words.size() == 1) {
                items.add(Item.Kind.VALUE, "none", "", "images as they are");
            }
            return true;
        }
        return switch (last()) {
            case "crop", "cutout" -> wanting("pixels", List.of(4, 8));
            case "mixup" -> wanting("of Beta(A, A)", List.of("0.2", "1"));
            default -> false;
        };
    }

    private boolean latents() {
        if (words.size() == 1 || last().equals(",")) {
            items.terms(
                    Item.Kind.VALUE,
                    TrainVocabulary.LATENTS.stream()
                            .filter(t -> words.stream().noneMatch(w -> w.text().equals(t.word())))
                            .toList());
            return true;
        }
        return last().equals(TrainVocabulary.RECTIFIED.word()) && wanting("quantile", List.of("0.9", "0.95"));
    }

    private boolean wanting(String detail, List<?> numbers) {
        items.numbers(detail, numbers);
        return true;
    }

    /** Proposes what comes after the first value of an entry. */
    private boolean tail(String entry) {
        List<Term> options = new ArrayList<>(
                switch (entry) {
                    case "optimizer" ->
                        Vocabulary.find(TrainVocabulary.OPTIMIZERS, word(1))
                                .map(Term::choices)
                                .orElse(List.of());
                    case "loss" -> TrainVocabulary.LOSS_OPTIONS;
                    case "teacher" -> TrainVocabulary.TEACHER_OPTIONS;
                    case "rate" -> List.of(TrainVocabulary.WARMUP);
                    default -> List.of();
                });
        Optional<Term> open = Vocabulary.find(options, last());
        if (open.isPresent() && words.get(words.size() - 1).kind() == Lexeme.Kind.KEYWORD && takes(open.get())) {
            items.words(Item.Kind.VALUE, open.get().choices());
            items.standard(open.get());
            return true;
        }
        if (entry.equals("rate") && schedule() || entry.equals("optimizer") && decay()) {
            return true;
        }
        Set<String> given = new HashSet<>();
        words.forEach(w -> given.add(w.text()));
        options.stream()
                .filter(t -> !given.contains(t.word()) && allowed(t, given))
                .forEach(t -> items.term(Item.Kind.OPTION, t));
        return false;
    }

    /** Whether an option goes with the words that its entry has. */
    private static boolean allowed(Term option, Set<String> given) {
        return !(option.equals(TrainVocabulary.NESTEROV) && !given.contains(TrainVocabulary.VELOCITY.word())
                || option.equals(TrainVocabulary.SMOOTHING)
                        && given.contains(Recipe.Loss.Function.SQUARED_HINGE.word()));
    }

    /** Proposes the layers and the kinds that can have a decay of their own, after the common decay and a comma. */
    private boolean decay() {
        boolean begun = words.stream().anyMatch(w -> w.text().equals(TrainVocabulary.DECAY.word()));
        if (!begun || !last().equals(",")) {
            return false;
        }
        for (LayerKind kind : LayerKind.WEIGHTED) {
            items.add(Item.Kind.VALUE, kind.stem(), "", "all layers of that kind");
        }
        names.weighted(items, Set.of());
        return true;
    }

    private static boolean takes(Term term) {
        return term.range().isPresent() || !term.choices().isEmpty();
    }

    /** Proposes how a schedule continues; true if it has begun and is not complete. */
    private boolean schedule() {
        boolean begun = TrainVocabulary.SCHEDULES.stream()
                .anyMatch(t -> words.stream().anyMatch(w -> w.text().equals(t.word())));
        boolean warm = words.stream().anyMatch(w -> w.text().equals(TrainVocabulary.WARMUP.word()));
        if (!begun && !warm) {
            items.terms(Item.Kind.OPTION, TrainVocabulary.SCHEDULES);
        }
        boolean factor = words.size() > 2 && word(words.size() - 2).equals("x");
        switch (last()) {
            case "halved" -> items.add(Item.Kind.OPTION, "every", "every N", "epochs", "every", "every ${1:10}");
            case "cosine" -> {
                items.add(Item.Kind.OPTION, "every", "every N", "epochs of a leg", "every", "every ${1:10}");
                return false;
            }
            case "decayed" -> items.add(Item.Kind.OPTION, "to", "to R", "the last rate", "to", "to ${1:0.0001}");
            case "x" -> items.numbers("factor", List.of("0.1", "0.5"));
            case "every" -> items.numbers("epochs", List.of(10));
            case "to" -> items.numbers("the last rate", List.of("0.0001"));
            case "warmup" -> items.numbers("epochs", List.of(5));
            default -> {
                if (factor) {
                    items.add(Item.Kind.OPTION, "every", "every N", "epochs", "every", "every ${1:10}");
                }
                return factor;
            }
        }
        return true;
    }
}
