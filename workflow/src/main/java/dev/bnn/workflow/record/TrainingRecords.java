// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.report.data.LayerHistory;
import dev.bnn.report.data.ReportData;
import dev.bnn.training.figures.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what training recorded, {@code training.json} and {@code provenance.json}, for the report. */
public final class TrainingRecords {
    private TrainingRecords() {}

    /** The table of epochs; empty if the model was not trained here. */
    public static Optional<ReportData.Training> training(ModelFolder folder) throws IOException {
        ObjectNode training = JsonFile.readOrEmpty(folder.history());
        List<ReportData.Epoch> epochs = new ArrayList<>();
        double seconds = 0;
        for (JsonNode row : training.path("epochs")) {
            seconds += row.path("seconds").asDouble();
            epochs.add(new ReportData.Epoch(
                    row.path("epoch").asInt(),
                    row.path("loss").asDouble(Double.NaN),
                    row.path("train_accuracy").asDouble(Double.NaN),
                    row.path("validation_accuracy").asDouble(Double.NaN),
                    row.path("rate").asDouble(Double.NaN),
                    row.path("flips").asDouble(Double.NaN),
                    row.path("images_per_second").asDouble(Double.NaN)));
        }
        if (epochs.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode provenance = JsonFile.readOrEmpty(folder.provenance());
        return Optional.of(new ReportData.Training(
                provenance.path("recipe").path("name").asText("default"),
                provenance.path("data").path("validation_images").asInt(-1),
                epochs,
                training.path("best_epoch").asInt(epochs.size()),
                seconds,
                layers(training.path("epochs"))));
    }

    /** The histories of the layers, collected from the rows; empty if the rows come from a version that did not record layers. */
    private static List<LayerHistory> layers(JsonNode epochs) {
        List<LayerHistory> layers = new ArrayList<>();
        JsonNode first = epochs.path(0).path("layers");
        for (int i = 0; i < first.size(); i++) {
            List<Double> gradients = new ArrayList<>();
            List<LayerHistory.Histogram> weights = new ArrayList<>();
            List<LayerHistory.Histogram> values = new ArrayList<>();
            for (JsonNode epoch : epochs) {
                JsonNode layer = epoch.path("layers").path(i);
                if (layer.has("gradient")) {
                    gradients.add(layer.path("gradient").asDouble());
                }
                histogram(layer.path("weights")).ifPresent(weights::add);
                histogram(layer.path("values")).ifPresent(values::add);
            }
            layers.add(new LayerHistory(first.path(i).path("layer").asText(), gradients, weights, values));
        }
        return layers;
    }

    private static Optional<LayerHistory.Histogram> histogram(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        List<Long> counts = new ArrayList<>();
        node.path("counts").forEach(c -> counts.add(c.asLong()));
        return Optional.of(new LayerHistory.Histogram(node.path("range").asDouble(), counts));
    }

    /** The leaves of provenance.json, each named by its path. */
    public static List<ReportData.Fact> provenance(Path file) throws IOException {
        List<ReportData.Fact> facts = new ArrayList<>();
        collect("", JsonFile.readOrEmpty(file), facts);
        return facts;
    }

    private static void collect(String prefix, JsonNode node, List<ReportData.Fact> facts) {
        node.properties().forEach(e -> {
            String name = prefix.isEmpty() ? e.getKey() : prefix + " " + e.getKey();
            if (e.getValue().isObject()) {
                collect(name, e.getValue(), facts);
            } else {
                facts.add(new ReportData.Fact(name, e.getValue().asText()));
            }
        });
    }
}
