// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.check.vocabulary.LayerVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.model.LayerKind;
import dev.bnn.model.WeightType;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The options of a layer statement. If an option is given twice, the first counts. */
public record LayerOptions(LayerStatement layer) {
    /** Largest number of options that are read; there are fewer kinds of them. */
    public static final int MOST = 20;

    /** The words of the options that a kind of layer has. */
    public static List<String> of(LayerKind kind) {
        return Vocabulary.words(LayerVocabulary.options(kind));
    }

    /**
     * The option that a misspelled word is meant to be.
     *
     * @param kind kind of the layer before the word
     */
    public record Meant(LayerKind kind, String option) {}

    /** The option that a statement is meant to be, if it is a misspelled word after a layer. */
    public static Optional<Meant> meant(List<Statement> body, int index) {
        if (index == 0
                || !(body.get(index) instanceof Statement.Unknown unknown)
                || !(body.get(index - 1) instanceof LayerStatement layer)) {
            return Optional.empty();
        }
        LayerKind kind = new LayerOptions(layer).kind();
        return Suggestion.nearest(unknown.word().text(), of(kind)).map(option -> new Meant(kind, option));
    }

    public LayerKind kind() {
        return layer.accept(new Kind());
    }

    private record Kind() implements LayerStatement.Visitor<LayerKind> {
        @Override
        public LayerKind conv(LayerStatement.Conv layer) {
            return LayerKind.CONV;
        }

        @Override
        public LayerKind depthwise(LayerStatement.Depthwise layer) {
            return LayerKind.DEPTHWISE;
        }

        @Override
        public LayerKind dense(LayerStatement.Dense layer) {
            return LayerKind.DENSE;
        }

        @Override
        public LayerKind pool(LayerStatement.Pool layer) {
            return layer.average() ? LayerKind.AVG_POOL : LayerKind.MAX_POOL;
        }

        @Override
        public LayerKind shuffle(LayerStatement.Shuffle layer) {
            return LayerKind.SHUFFLE;
        }

        @Override
        public LayerKind upsample(LayerStatement.Upsample layer) {
            return LayerKind.UPSAMPLE;
        }

        @Override
        public LayerKind batchNorm(LayerStatement.BatchNorm layer) {
            return LayerKind.BATCH_NORM;
        }

        @Override
        public LayerKind sign(LayerStatement.Sign layer) {
            return LayerKind.SIGN;
        }

        @Override
        public LayerKind quantize(LayerStatement.Quantize layer) {
            return layer.signed() ? LayerKind.QUANT : LayerKind.RELU;
        }

        @Override
        public LayerKind ternary(LayerStatement.Ternary layer) {
            return LayerKind.TERNARY;
        }

        @Override
        public LayerKind flatten(LayerStatement.Flatten layer) {
            return LayerKind.FLATTEN;
        }

        @Override
        public LayerKind dropout(LayerStatement.Dropout layer) {
            return LayerKind.DROPOUT;
        }

        @Override
        public LayerKind concat(LayerStatement.Concat layer) {
            return LayerKind.CONCAT;
        }

        @Override
        public LayerKind residual(LayerStatement.Residual layer) {
            return LayerKind.ADD;
        }
    }

    /**
     * The bodies that are expanded one after the other: those of a residual and of its shortcut, or those of a concat. Other layers
     * have none; there a shortcut is a mistake.
     */
    public List<Written> branches() {
        if (layer instanceof LayerStatement.Concat concat) {
            return concat.layers().stream()
                    .map(branch -> new Written(concat.word().span(), branch))
                    .toList();
        }
        return layer instanceof LayerStatement.Residual residual
                ? Stream.concat(
                                Stream.of(new Written(residual.word().span(), residual.layers())),
                                get(LayerOption.Shortcut.class)
                                        .map(s -> new Written(s.word().span(), s.body()))
                                        .stream())
                        .toList()
                : List.of();
    }

    /**
     * Statements between braces.
     *
     * @param place place of the word before them
     */
    public record Written(Span place, List<Statement> body) {}

    public <T extends LayerOption> Optional<T> get(Class<T> option) {
        return layer.options().stream()
                .filter(option::isInstance)
                .map(option::cast)
                .findFirst();
    }

    /** The type of the weights; bipolar if the layer does not say. */
    public WeightType weights() {
        return get(LayerOption.Weights.class)
                .flatMap(w -> WeightType.ofWord(w.type().text()))
                .orElse(WeightType.BIPOLAR);
    }
}
