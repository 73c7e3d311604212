// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.model.LayerKind;
import dev.bnn.model.WeightType;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.Statement;
import java.util.List;
import java.util.Optional;

/** The options of a layer statement; of an option that is given twice the first. */
record LayerOptions(Statement.LayerStatement layer) {
    /** More options than there are kinds of them. */
    static final int MOST = 20;

    /** The words of the options that a kind of layer has. */
    static List<String> of(LayerKind kind) {
        return switch (kind) {
            case CONV, DEPTHWISE -> List.of("kernel", "stride", "padding", "weights", "as");
            case DENSE -> List.of("weights", "as");
            case MAX_POOL, AVG_POOL -> List.of("stride", "as");
            case BATCH_NORM -> List.of("eps", "momentum", "as");
            case SIGN, QUANT, RELU, TERNARY, FLATTEN, DROPOUT, ADD -> List.of("as");
        };
    }

    /** The option that a statement is meant to be, where the one before it is a layer and it is a misspelt word. */
    static Optional<String> meant(List<Statement> body, int index) {
        return index > 0
                        && index < body.size()
                        && body.get(index) instanceof Statement.Unknown unknown
                        && body.get(index - 1) instanceof Statement.LayerStatement layer
                ? Suggestion.nearest(unknown.word().text(), of(new LayerOptions(layer).kind()))
                : Optional.empty();
    }

    LayerKind kind() {
        if (layer instanceof Statement.Conv) {
            return LayerKind.CONV;
        } else if (layer instanceof Statement.Depthwise) {
            return LayerKind.DEPTHWISE;
        } else if (layer instanceof Statement.Dense) {
            return LayerKind.DENSE;
        } else if (layer instanceof Statement.Pool p) {
            return p.average() ? LayerKind.AVG_POOL : LayerKind.MAX_POOL;
        } else if (layer instanceof Statement.BatchNorm) {
            return LayerKind.BATCH_NORM;
        } else if (layer instanceof Statement.Sign) {
            return LayerKind.SIGN;
        } else if (layer instanceof Statement.Quantize q) {
            return q.signed() ? LayerKind.QUANT : LayerKind.RELU;
        } else if (layer instanceof Statement.Ternary) {
            return LayerKind.TERNARY;
        } else if (layer instanceof Statement.Flatten) {
            return LayerKind.FLATTEN;
        } else if (layer instanceof Statement.Residual) {
            return LayerKind.ADD;
        }
        return LayerKind.DROPOUT;
    }

    <T extends LayerOption> Optional<T> get(Class<T> option) {
        return layer.options().stream()
                .filter(option::isInstance)
                .map(option::cast)
                .findFirst();
    }

    /** Bipolar where the layer does not say. */
    WeightType weights() {
        return get(LayerOption.Weights.class)
                .flatMap(w -> WeightType.ofWord(w.type().text()))
                .orElse(WeightType.BIPOLAR);
    }
}
