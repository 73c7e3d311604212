// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.train;

import dev.bnn.check.values.NumberChecker;
import dev.bnn.check.vocabulary.Range;
import dev.bnn.model.Layer;
import dev.bnn.model.LayerKind;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.TrainEntry;
import dev.bnn.syntax.Word;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks the weight decay of single layers and of kinds of layers. */
final class DecayChecker {
    private final List<Layer> layers;
    private final Predicate<String> lost;
    private final Diagnostics diagnostics;
    private final NumberChecker numbers;

    /**
     * @param layers the layers that were understood
     * @param lost whether a layer of that name may be among those that were not understood
     */
    DecayChecker(List<Layer> layers, Predicate<String> lost, Diagnostics diagnostics) {
        this.layers = layers;
        this.lost = lost;
        this.diagnostics = diagnostics;
        this.numbers = new NumberChecker(diagnostics, Code.TRAIN_RANGE);
    }

    /**
     * The layers' own decays by layer name, in the network's order. A decay for the layer's name takes precedence over one for its
     * kind.
     */
    Map<String, Double> decays(TrainEntry.Option option, Range range) {
        Map<String, Double> said = new HashMap<>();
        for (TrainEntry.OfLayer part : option.layers()) {
            String word = part.layer().text();
            double decay =
                    numbers.real("the decay of " + word, part.value(), range).orElse(0);
            if (said.put(word, decay) != null) {
                diagnostics.error(
                        Code.OPTION_TWICE,
                        part.span(),
                        "the decay of " + word + " is given twice",
                        "leave one of them out");
            } else {
                check(part.layer());
            }
        }
        Map<String, Double> decays = new LinkedHashMap<>();
        for (Layer layer : layers) {
            Double decay =
                    said.getOrDefault(layer.name(), kind(layer).map(said::get).orElse(null));
            if (decay != null) {
                decays.put(layer.name(), decay);
            }
        }
        return decays;
    }

    /** The word for the layer's kind; empty if it has no weights. */
    private static Optional<String> kind(Layer layer) {
        return layer instanceof Layer.Weighted weighted
                ? Optional.of(weighted.weightedKind().stem())
                : Optional.empty();
    }

    private void check(Word name) {
        String word = name.text();
        if (LayerKind.WEIGHTED.stream().anyMatch(kind -> kind.stem().equals(word))) {
            if (layers.stream().noneMatch(l -> kind(l).equals(Optional.of(word))) && !lost.test(word)) {
                diagnostics.error(
                        Code.DECAY_LAYER, name.span(), "the network has no " + word + " layer", "leave it out");
            }
            return;
        }
        Optional<Layer> layer =
                layers.stream().filter(l -> l.name().equals(word)).findFirst();
        List<String> names = layers.stream()
                .filter(Layer.Weighted.class::isInstance)
                .map(Layer::name)
                .toList();
        if (layer.isEmpty() && !lost.test(word)) {
            diagnostics.error(
                    Code.DECAY_LAYER,
                    name.span(),
                    "there is no layer `" + word + "`",
                    Suggestion.advice(word, name.span(), "layers with weights", names));
        } else if (layer.isPresent() && !names.contains(word)) {
            diagnostics.error(
                    Code.DECAY_LAYER,
                    name.span(),
                    word + " has no weights that decay",
                    Advice.of("layers with weights: " + String.join(", ", names)));
        }
    }
}
