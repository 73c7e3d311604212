// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.training.figures.EpochTable;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.training.request.KernelSet;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainResult;
import dev.bnn.training.rounds.RoundEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;

/**
 * Writes provenance.json, which says where the parameters come from, and training.json, the figures of the training.
 */
public final class ResultFiles {
    private ResultFiles() {}

    public static void write(TrainRequest request, KernelSet kernels, Optional<RoundEngine> engine, TrainResult result)
            throws IOException {
        Path folder = request.output();
        JsonFile.write(folder.resolve("provenance.json"), provenance(request, kernels, engine, result));
        ObjectNode training = JsonFile.object();
        training.put("network", request.network().name());
        training.put("best_epoch", result.bestEpoch());
        training.put("test_top1", result.test().top1());
        training.put("test_top5", result.test().top5());
        ArrayNode confusion = training.putArray("test_confusion");
        for (int[] row : result.test().confusion()) {
            ArrayNode cells = confusion.addArray();
            for (int cell : row) {
                cells.add(cell);
            }
        }
        training.set("epochs", EpochTable.toJson(result.epochs()));
        JsonFile.write(folder.resolve("training.json"), training);
    }

    private static ObjectNode provenance(
            TrainRequest request, KernelSet kernels, Optional<RoundEngine> engine, TrainResult result)
            throws IOException {
        ObjectNode node = JsonFile.object();
        node.put("network", request.network().name());
        node.put("parameters", result.file().getFileName().toString());
        ObjectNode data = node.putObject("data");
        data.put("name", request.data().name());
        data.put("sha256", request.data().hash());
        int validation = request.recipe().run().validation();
        data.put("train_images", request.data().train().count() - request.data().heldOut(validation));
        data.put("validation_images", request.data().validating(validation));
        data.put("test_images", request.data().test().count());
        ObjectNode recipe = node.putObject("recipe");
        recipe.put("name", request.recipe().name());
        recipe.put("text", Fingerprints.recipe(request.recipe(), true));
        node.put("seed", request.recipe().run().seed());
        node.put("best_epoch", result.bestEpoch());
        node.put("test_top1", result.test().top1());
        node.put("test_top5", result.test().top5());
        node.put("threads", request.threads());
        engine.ifPresent(e -> {
            ObjectNode rounds = node.putObject("rounds");
            rounds.put("executors", e.shards());
            rounds.put("interval", e.interval());
            rounds.put("on", e.description());
        });
        node.put("kernels", kernels.text());
        node.put("backend", KernelSet.backend());
        ObjectNode versions = node.putObject("versions");
        Properties built = versions();
        versions.put("bnn", built.getProperty("bnn"));
        versions.put("nd4j", built.getProperty("nd4j"));
        versions.put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        node.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return node;
    }

    /** The versions of this build and of its dependencies, as the build recorded them. */
    private static Properties versions() throws IOException {
        Properties versions = new Properties();
        try (InputStream in = ResultFiles.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        }
        return versions;
    }
}
