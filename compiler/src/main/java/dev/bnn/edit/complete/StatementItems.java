// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import dev.bnn.check.vocabulary.LayerVocabulary;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.model.Activation;
import dev.bnn.model.LayerKind;
import dev.bnn.syntax.Lexeme;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What can stand in a list of layers. */
final class StatementItems {
    private static final Set<String> HEADS = heads();

    /** Words that an expression follows. */
    private static final Set<String> VALUED = Set.of(
            "conv",
            "dense",
            "quant",
            "relu",
            "repeat",
            "kernel",
            "stride",
            "dilation",
            "groups",
            "maxpool",
            "avgpool",
            "upsample",
            "shuffle");

    private static final String ROWS_BY_COLUMNS = "rows x columns";

    private final Place place;
    private final Names names;
    private final Items items;
    private final List<Lexeme> words;

    StatementItems(Place place, Names names, Items items) {
        this.place = place;
        this.names = names;
        this.items = items;
        this.words = place.from(HEADS);
    }

    private static Set<String> heads() {
        Set<String> heads = new HashSet<>(Vocabulary.words(LayerVocabulary.LAYERS));
        heads.add(LayerVocabulary.REPEAT.word());
        return Set.copyOf(heads);
    }

    void add() {
        if (place.inExpression()) {
            names.values(items);
            return;
        }
        boolean wanted = !words.isEmpty() && value(words.get(words.size() - 1));
        if (!wanted) {
            options();
        }
        if (!wanted || place.fresh()) {
            statements();
        }
    }

    /** Proposes the value that the last word requires; false if it requires none. */
    private boolean value(Lexeme last) {
        if (last.kind() != Lexeme.Kind.KEYWORD) {
            return false;
        }
        String word = last.text();
        boolean typeOfWeights =
                words.size() > 1 && words.get(words.size() - 2).text().equals("weights");
        if (typeOfWeights) {
            return false;
        }
        switch (word) {
            case "kernel" -> {
                items.numbers("side of the window", List.of(3, 1, 5, 7));
                items.numbers(ROWS_BY_COLUMNS, List.of("1 x 9", "3 x 1"));
            }
            case "stride" -> {
                items.numbers("step of the window", List.of(1, 2));
                items.numbers(ROWS_BY_COLUMNS, List.of("1 x 2"));
            }
            case "dilation" -> {
                items.numbers("distance between taps", List.of(2));
                items.numbers(ROWS_BY_COLUMNS, List.of("1 x 2"));
            }
            case "groups", "shuffle" -> items.numbers("parts of the channels", List.of(2, 4));
            case "quant", "relu" ->
                items.numbers(
                        "bits",
                        IntStream.rangeClosed(2, Activation.MOST_BITS).boxed().toList());
            case "maxpool", "avgpool" -> {
                items.numbers("side of the window", List.of(2));
                items.numbers(ROWS_BY_COLUMNS, List.of("1 x 2"));
                items.add(Item.Kind.VALUE, "global", "one pixel", "the window is the whole map");
            }
            case "upsample" -> {
                items.numbers("times per side", List.of(2));
                items.numbers(ROWS_BY_COLUMNS, List.of("1 x 2"));
            }
            case "padding" -> {
                items.words(Item.Kind.VALUE, LayerVocabulary.PADDING.choices());
                items.numbers("rows and columns on each side", List.of(1));
                items.numbers(ROWS_BY_COLUMNS, List.of("0 x 1"));
            }
            case "top", "bottom" -> items.numbers("rows", List.of(1));
            case "left", "right" -> items.numbers("columns", List.of(1));
            case "of" -> items.numbers("value around the map", List.of("0", "-1", "+1"));
            case "weights" -> items.words(Item.Kind.VALUE, LayerVocabulary.WEIGHT_TYPES);
            case "eps" -> items.standard(LayerVocabulary.EPS);
            case "momentum" -> items.standard(LayerVocabulary.MOMENTUM);
            case "dropout" -> items.numbers("share of the values", List.of("0.1", "0.2", "0.5"));
            case "same" -> {
                if (!words.get(0).text().equals("maxpool")) {
                    items.numbers("value around the map", List.of("0", "-1", "+1"));
                }
                return false;
            }
            case "conv", "dense", "repeat", "as" -> {}
            default -> {
                return false;
            }
        }
        if (VALUED.contains(word)) {
            names.values(items);
        }
        return true;
    }

    /** Proposes the options that the layer before the caret can have and does not have yet. */
    private void options() {
        Optional<LayerKind> kind = words.isEmpty()
                ? Optional.empty()
                : Arrays.stream(LayerKind.values())
                        .filter(k -> k.stem().equals(words.get(0).text()))
                        .findFirst();
        kind.ifPresent(k -> {
            Set<String> given = new HashSet<>();
            words.forEach(w -> given.add(w.text()));
            boolean global = given.contains("global");
            List<Term> left = LayerVocabulary.options(k).stream()
                    .filter(t -> !given.contains(t.word()) && (!global || t.equals(LayerVocabulary.AS)))
                    .toList();
            items.terms(Item.Kind.OPTION, left);
            padding(k, given);
        });
    }

    /** Proposes what may follow the amounts of a padding that is the last option so far. */
    private void padding(LayerKind kind, Set<String> given) {
        int at = words.size() - 1;
        while (at > 0
                && !Vocabulary.find(LayerVocabulary.LAYER_OPTIONS, words.get(at).text())
                        .isPresent()) {
            at--;
        }
        boolean amounts = words.get(at).text().equals("padding")
                && at + 1 < words.size()
                && !given.contains("none")
                && !given.contains("same");
        if (!amounts || given.contains("of")) {
            return;
        }
        if (words.get(at + 1).kind() == Lexeme.Kind.KEYWORD) {
            items.terms(
                    Item.Kind.OPTION,
                    LayerVocabulary.SIDES.stream()
                            .filter(t -> !given.contains(t.word()))
                            .toList());
        }
        if (kind != LayerKind.MAX_POOL) {
            items.term(Item.Kind.OPTION, LayerVocabulary.OF);
        }
    }

    private void statements() {
        for (Term layer : LayerVocabulary.LAYERS) {
            boolean window = layer.word().equals("conv") || layer.word().equals("depthwise");
            if (window) {
                String usage = layer.usage().replace("N", "${1:16}");
                String kernel = layer.word().equals("conv") ? " kernel ${2:3}" : " kernel ${1:3}";
                items.add(
                        Item.Kind.LAYER,
                        layer.word(),
                        layer.usage() + " kernel K",
                        layer.doc(),
                        layer.word(),
                        usage + kernel);
            } else {
                items.term(Item.Kind.LAYER, layer);
            }
        }
        items.term(Item.Kind.LAYER, LayerVocabulary.REPEAT);
        names.blocks(items);
        snippet(
                "conv, batchnorm, sign",
                "conv ${1:16} kernel ${2:3} padding same ${3:-1} weights bipolar; batchnorm; sign");
        snippet("dense, batchnorm, sign", "dense ${1:64} weights bipolar; batchnorm; sign");
    }

    private void snippet(String label, String snippet) {
        items.add(
                Item.Kind.SNIPPET, label, "three layers", "", snippet.replaceAll("\\$\\{\\d:([^}]*)}", "$1"), snippet);
    }
}
