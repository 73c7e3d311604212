// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.runtime.internal.io.Folders;
import dev.bnn.source.Words;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.workflow.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Results of finished trainings that a later one has replaced: {@code earlier/1}, {@code earlier/2}, ... in the folder of the
 * model or recipe, in the order of the trainings. Each is a complete model folder, so the command that trained it can restore it
 * without training again.
 */
public final class EarlierResults {
    /** Number of results to keep; the best and the longest are always among them. */
    static final int KEPT = 5;

    private final ModelFolder folder;
    private final NumberedFolders earlier;

    public EarlierResults(ModelFolder folder) {
        this.folder = folder;
        earlier = new NumberedFolders(folder.root().resolve("earlier"), folder.name());
    }

    /** Copies the folder's finished training, if it has one, before another one replaces it, and logs where it went. */
    public void keep(Events events) throws IOException {
        String trained = Fingerprint.recorded(folder, "train");
        if (trained.isEmpty() || !complete(folder)) {
            return;
        }
        for (ModelFolder kept : earlier.all()) {
            if (Fingerprint.recorded(kept, "train").equals(trained)) {
                return;
            }
        }
        ModelFolder to = earlier.next();
        copy(folder, to);
        Fingerprint.record(to, "network", Fingerprint.recorded(folder, "network"));
        Fingerprint.record(to, "train", trained);
        events.info(folder.name() + ": the earlier result (" + text(folder) + ") is kept in " + to.root()
                + "; the command that trained it restores it");
    }

    /** Deletes the oldest results beyond the number kept, but neither the best nor the longest. */
    public void trim(Events events) throws IOException {
        drop(earlier.all(), events);
    }

    /** The kept result of exactly this training. */
    public Optional<ModelFolder> of(String hash) throws IOException {
        for (ModelFolder kept : earlier.all()) {
            if (Fingerprint.recorded(kept, "train").equals(hash) && complete(kept)) {
                return Optional.of(kept);
            }
        }
        return Optional.empty();
    }

    /**
     * Copies the result of a training: parameters, their provenance, the table of epochs and the figures of the
     * training.
     */
    public static void copy(ModelFolder from, ModelFolder to) throws IOException {
        AtomicFile.write(to.parameters(), Files.readAllBytes(from.parameters()));
        AtomicFile.write(to.provenance(), Files.readAllBytes(from.provenance()));
        AtomicFile.write(to.history(), Files.readAllBytes(from.history()));
        new Metrics(to).put("train", new Metrics(from).all().get("train"));
    }

    /** Whether the folder has every part of a training's result. */
    public static boolean complete(ModelFolder folder) throws IOException {
        Metrics metrics = new Metrics(folder);
        return Stream.of(folder.parameters(), folder.provenance(), folder.history())
                        .allMatch(Files::isRegularFile)
                && metrics.number("train", "top1").isPresent()
                && metrics.number("train", "top5").isPresent();
    }

    private static void drop(List<ModelFolder> kept, Events events) throws IOException {
        while (kept.size() > KEPT) {
            ModelFolder best = greatest(kept, "validation_top1");
            ModelFolder longest = greatest(kept, "epochs");
            ModelFolder oldest = kept.stream()
                    .filter(f -> f != best && f != longest)
                    .findFirst()
                    .orElseThrow();
            events.info(oldest.name() + ": " + KEPT + " earlier results are kept; " + oldest.root() + " ("
                    + text(oldest) + ") is deleted");
            Folders.delete(oldest.root());
            kept.remove(oldest);
        }
    }

    /** The result with the largest value of a training figure; on a tie, the latest one. */
    private static ModelFolder greatest(List<ModelFolder> kept, String figure) throws IOException {
        ModelFolder greatest = kept.get(0);
        double max = Double.NEGATIVE_INFINITY;
        for (ModelFolder folder : kept) {
            double value = new Metrics(folder).number("train", figure).orElse(Double.NEGATIVE_INFINITY);
            if (value >= max) {
                max = value;
                greatest = folder;
            }
        }
        return greatest;
    }

    private static String text(ModelFolder folder) throws IOException {
        Metrics metrics = new Metrics(folder);
        ObjectNode provenance = JsonFile.readOrEmpty(folder.provenance());
        String recipe = provenance.path("recipe").path("name").asText("");
        int epochs = (int) metrics.number("train", "epochs").orElse(0);
        String text = (recipe.isEmpty() ? "" : "recipe " + recipe + ", ") + Words.count(epochs, "epoch");
        if (metrics.number("train", "validation_top1").isPresent()) {
            text += ", validation "
                    + Words.percentText(
                            metrics.number("train", "validation_top1").getAsDouble() / 100, 2);
        }
        return text;
    }
}
