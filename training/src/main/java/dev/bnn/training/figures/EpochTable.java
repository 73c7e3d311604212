// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of epochs, as training.json and checkpoints hold it. */
public final class EpochTable {
    private EpochTable() {}

    public static ArrayNode toJson(List<EpochFigures> epochs) {
        ArrayNode table = JsonFile.MAPPER.createArrayNode();
        for (EpochFigures e : epochs) {
            ObjectNode row = table.addObject();
            row.put("epoch", e.epoch());
            row.put("loss", e.loss());
            row.put("train_accuracy", e.trainAccuracy());
            if (Double.isNaN(e.validationAccuracy())) {
                row.putNull("validation_accuracy");
            } else {
                row.put("validation_accuracy", e.validationAccuracy());
            }
            row.put("rate", e.rate());
            row.put("images_per_second", e.imagesPerSecond());
            row.put("seconds", e.seconds());
            row.put("flips", e.flips());
            ArrayNode layers = row.putArray("layers");
            e.layers().forEach(layer -> write(layer, layers.addObject()));
        }
        return table;
    }

    public static List<EpochFigures> fromJson(JsonNode table) {
        List<EpochFigures> epochs = new ArrayList<>();
        for (JsonNode row : table) {
            epochs.add(new EpochFigures(
                    row.path("epoch").asInt(),
                    row.path("loss").asDouble(),
                    row.path("train_accuracy").asDouble(),
                    row.path("validation_accuracy").asDouble(Double.NaN),
                    row.path("rate").asDouble(),
                    row.path("images_per_second").asDouble(),
                    row.path("seconds").asDouble(),
                    row.path("flips").asLong(),
                    layers(row.path("layers"))));
        }
        return epochs;
    }

    private static void write(LayerFigures layer, ObjectNode row) {
        row.put("layer", layer.layer());
        if (!Double.isNaN(layer.gradient())) {
            row.put("gradient", layer.gradient());
        }
        layer.weights().ifPresent(h -> write(h, row.putObject("weights")));
        layer.values().ifPresent(h -> write(h, row.putObject("values")));
    }

    private static void write(Histogram histogram, ObjectNode node) {
        node.put("range", histogram.range());
        ArrayNode counts = node.putArray("counts");
        histogram.counts().forEach(counts::add);
    }

    private static List<LayerFigures> layers(JsonNode rows) {
        List<LayerFigures> layers = new ArrayList<>();
        for (JsonNode row : rows) {
            layers.add(new LayerFigures(
                    row.path("layer").asText(),
                    row.path("gradient").asDouble(Double.NaN),
                    histogram(row.path("weights")),
                    histogram(row.path("values"))));
        }
        return layers;
    }

    private static Optional<Histogram> histogram(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        List<Long> counts = new ArrayList<>();
        node.path("counts").forEach(c -> counts.add(c.asLong()));
        return Optional.of(new Histogram(node.path("range").asDouble(), counts));
    }
}
