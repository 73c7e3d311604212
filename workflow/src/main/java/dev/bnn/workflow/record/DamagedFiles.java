// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.model.Network;
import dev.bnn.source.Words;
import dev.bnn.training.figures.Histogram;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.workflow.Events;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Finds records of earlier goals that are truncated or were changed by hand, before a goal reads them. It warns about each and
 * renames it to end in {@code .damaged}, so that it counts as missing and the goal that wrote it writes it again.
 */
public final class DamagedFiles {
    private DamagedFiles() {}

    /** Checks all records of a model. */
    public static void setAside(Network network, Path output, Events events) throws IOException {
        ModelFolder folder = ModelFolder.of(output, network.name());
        int classes = network.classes().size();
        check(folder.metrics(), "each goal writes its figures anew", DamagedFiles::sections, events);
        check(folder.fingerprints(), "each goal runs again", DamagedFiles::texts, events);
        check(folder.history(), "mvn bnn:train writes it anew", DamagedFiles::history, events);
        check(folder.provenance(), "mvn bnn:train writes it anew", json -> Optional.empty(), events);
        check(folder.evaluation(), "mvn bnn:evaluate writes it anew", json -> evaluation(json, classes), events);
        check(folder.synthesis(), "mvn bnn:synthesize writes it anew", DamagedFiles::synthesis, events);
        check(
                folder.checkpoints().resolve("last.json"),
                "training begins again",
                json -> epochs(json.path("epochs")),
                events);
        check(Trials.file(folder.root().resolve("tune")), "the search begins again", DamagedFiles::trials, events);
    }

    /** Finds what is wrong with the content of a record; returns empty if nothing is wrong. */
    private interface Check {
        Optional<String> problem(ObjectNode json) throws IOException;
    }

    private static void check(Path file, String remedy, Check check, Events events) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        Optional<String> problem = problem(file, check);
        if (problem.isPresent()) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            events.warn(file + " is damaged: " + problem.get() + ". It is kept as " + aside.getFileName() + "; "
                    + remedy + ".");
        }
    }

    private static Optional<String> problem(Path file, Check check) throws IOException {
        try {
            Optional<ObjectNode> json = JsonFile.readObject(file);
            return json.isEmpty() ? Optional.of("it holds no JSON object") : check.problem(json.get());
        } catch (CharacterCodingException e) {
            return Optional.of("it is not UTF-8 text");
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.of(firstLine(e));
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    private static Optional<String> sections(ObjectNode json) {
        return each(json, JsonNode::isObject, "is not a section of figures");
    }

    private static Optional<String> texts(ObjectNode json) {
        return each(json, JsonNode::isTextual, "is not a text");
    }

    private interface Kind {
        boolean fits(JsonNode node);
    }

    private static Optional<String> each(ObjectNode json, Kind kind, String otherwise) {
        return json.properties().stream()
                .filter(e -> !kind.fits(e.getValue()))
                .findFirst()
                .map(e -> e.getKey() + " " + otherwise);
    }

    private static Optional<String> history(ObjectNode json) {
        int epochs = json.path("epochs").size();
        int best = json.path("best_epoch").asInt(-1);
        if (best < 1 || best > epochs) {
            return Optional.of("best_epoch is " + json.path("best_epoch").asText("missing") + ", of "
                    + Words.count(epochs, "epoch"));
        }
        return epochs(json.path("epochs"));
    }

    private static Optional<String> epochs(JsonNode table) {
        if (!table.isArray()) {
            return Optional.of("it has no table of epochs");
        }
        for (int i = 0; i < table.size(); i++) {
            JsonNode row = table.get(i);
            if (row.path("epoch").asInt(-1) != i + 1) {
                return Optional.of("row " + (i + 1) + " of its table is of epoch "
                        + row.path("epoch").asText("?"));
            }
            for (String number : List.of("loss", "train_accuracy", "seconds", "images_per_second", "rate")) {
                JsonNode value = row.path(number);
                if (!value.isNumber() || !(value.asDouble() >= 0) || Double.isInfinite(value.asDouble())) {
                    return Optional.of(number + " of epoch " + (i + 1) + " is " + value.asText("missing"));
                }
            }
            for (JsonNode layer : row.path("layers")) {
                for (String histogram : List.of("weights", "values")) {
                    if (layer.has(histogram) && !isHistogram(layer.get(histogram))) {
                        return Optional.of("epoch " + (i + 1) + " has a malformed histogram");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isHistogram(JsonNode node) {
        double range = node.path("range").asDouble(-1);
        JsonNode counts = node.path("counts");
        if (!(range > 0)
                || range > Float.MAX_VALUE
                || Math.scalb(1.0, Math.getExponent(range)) != range
                || counts.size() != Histogram.BINS) {
            return false;
        }
        for (JsonNode count : counts) {
            if (!count.isIntegralNumber() || count.asLong() < 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> evaluation(ObjectNode json, int classes) throws IOException {
        EvaluationRecord scored = JsonFile.MAPPER.treeToValue(json, EvaluationRecord.class);
        int[][] confusion = scored.confusion();
        boolean square = confusion != null && confusion.length == classes && scored.worst() != null;
        long images = 0;
        for (int i = 0; square && i < classes; i++) {
            square = confusion[i] != null && confusion[i].length == classes;
            for (int j = 0; square && j < classes; j++) {
                square = confusion[i][j] >= 0;
                images += confusion[i][j];
            }
        }
        // A map has many positions, some of which do not count.
        if (!square || !scored.map() && images != scored.images()) {
            return Optional.of(
                    "its confusion matrix is not that of " + scored.images() + " images and " + classes + " classes");
        }
        return inUnit(scored.top1()) && inUnit(scored.top5()) && scored.data() != null
                ? Optional.empty()
                : Optional.of("its accuracies are not between 0 and 1");
    }

    private static boolean inUnit(double share) {
        return share >= 0 && share <= 1;
    }

    private static Optional<String> synthesis(ObjectNode json) throws IOException {
        JsonFile.MAPPER.treeToValue(json, SynthesisRecord.class);
        return Optional.empty();
    }

    private static Optional<String> trials(ObjectNode json) {
        for (JsonNode trial : json.path("trials")) {
            for (JsonNode accuracy : trial.path("validation")) {
                if (!accuracy.isNumber() || !inUnit(accuracy.asDouble())) {
                    return Optional.of("a validation accuracy is " + accuracy.asText());
                }
            }
        }
        return json.path("trials").isArray() ? Optional.empty() : Optional.of("it has no trials");
    }
}
