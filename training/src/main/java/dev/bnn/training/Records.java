package dev.bnn.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.nd4j.linalg.factory.Nd4j;

/** provenance.json, where the parameters come from, and training.json, how the training went. */
final class Records {
    private Records() {}

    static void write(TrainRequest request, TrainResult result) throws IOException {
        Path folder = request.output();
        Json.write(folder.resolve("provenance.json"), provenance(request, result));
        ObjectNode training = Json.object();
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
        training.set("epochs", Json.epochs(result.epochs()));
        Json.write(folder.resolve("training.json"), training);
    }

    private static ObjectNode provenance(TrainRequest request, TrainResult result) {
        ObjectNode node = Json.object();
        node.put("network", request.network().name());
        node.put("parameters", result.file().getFileName().toString());
        ObjectNode data = node.putObject("data");
        data.put("name", request.data().name());
        data.put("sha256", request.data().hash());
        data.put(
                "train_images",
                request.data().train().count() - request.recipe().validation());
        data.put("validation_images", request.recipe().validation());
        data.put("test_images", request.data().test().count());
        node.put("recipe", Fingerprints.recipe(request.recipe(), true));
        node.put("seed", request.recipe().seed());
        node.put("best_epoch", result.bestEpoch());
        node.put("test_top1", result.test().top1());
        node.put("test_top5", result.test().top5());
        node.put("threads", request.threads());
        ObjectNode versions = node.putObject("versions");
        versions.put("bnn", version(Records.class));
        versions.put("nd4j", version(Nd4j.class));
        versions.put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        node.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return node;
    }

    /** The version that Maven wrote into the jar of a class; "development" when it runs from a classes folder. */
    private static String version(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
