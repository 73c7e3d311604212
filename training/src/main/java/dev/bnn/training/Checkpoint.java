// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.EpochTable;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.training.request.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The state after an epoch. A write puts the arrays into new files, then moves {@code last.json}, which names them, into place,
 * and only then deletes the older files. So last.json names complete files no matter when the process ends.
 */
final class Checkpoint {
    private static final String INDEX = "last.json";

    private final Path folder;
    private final String fingerprint;

    Checkpoint(Path folder, String fingerprint) {
        this.folder = folder;
        this.fingerprint = fingerprint;
    }

    /** The content of a checkpoint. */
    record Loaded(Parameters state, long steps, List<EpochFigures> epochs, int bestEpoch, Parameters best) {}

    void write(Graph graph, List<EpochFigures> epochs, int bestEpoch, Parameters best) throws IOException {
        String stateFile = "epoch-" + epochs.size() + ".npz";
        String bestFile = "best-" + bestEpoch + ".npz";
        Npz.write(folder.resolve(stateFile), graph.state());
        if (bestEpoch == epochs.size()) {
            Npz.write(folder.resolve(bestFile), best);
        }
        ObjectNode index = JsonFile.object();
        index.put("fingerprint", fingerprint);
        index.put("state", stateFile);
        index.put("best", bestFile);
        index.put("best_epoch", bestEpoch);
        index.put("steps", graph.steps());
        index.set("epochs", EpochTable.toJson(epochs));
        JsonFile.write(folder.resolve(INDEX), index);
        keepOnly(Set.of(stateFile, bestFile, INDEX));
    }

    /**
     * The last checkpoint, or null if there is none.
     *
     * @param bytes size of the state; the best parameters are smaller
     */
    Loaded read(int epochs, long bytes) throws TrainingException, IOException {
        Path file = folder.resolve(INDEX);
        if (!Files.exists(file)) {
            return null;
        }
        JsonNode index;
        try {
            index = JsonFile.read(file);
        } catch (IOException e) {
            throw new TrainingException(file + " cannot be read; train without resume to start again", e);
        }
        if (!index.path("fingerprint").asText().equals(fingerprint)) {
            throw new TrainingException("the checkpoint in " + folder
                    + " belongs to another network, recipe or data set; train without resume to start again");
        }
        List<EpochFigures> done = epochs(file, index);
        if (done.size() > epochs) {
            throw new TrainingException("the checkpoint in " + folder + " has " + done.size()
                    + " epochs, more than the " + epochs + " asked for; train without resume to start again");
        }
        try {
            return new Loaded(
                    Npz.read(folder.resolve(index.path("state").asText()), bytes),
                    index.path("steps").asLong(),
                    done,
                    index.path("best_epoch").asInt(),
                    Npz.read(folder.resolve(index.path("best").asText()), bytes));
        } catch (IOException e) {
            throw new TrainingException(e.getMessage() + "; train without resume to start again", e);
        }
    }

    /**
     * Reads the epochs of an index. Checks that its file names are those of a checkpoint and that its best epoch is one of these
     * epochs.
     */
    private static List<EpochFigures> epochs(Path file, JsonNode index) throws TrainingException {
        List<EpochFigures> done;
        try {
            done = EpochTable.fromJson(index.path("epochs"));
        } catch (IllegalArgumentException e) {
            throw damaged(file, "a histogram has " + e.getMessage());
        }
        int best = index.path("best_epoch").asInt(-1);
        if (best < 1 || best > done.size()) {
            throw damaged(file, "best_epoch is " + index.path("best_epoch").asText("missing") + " of " + done.size());
        }
        if (index.path("steps").asLong(-1) < 0) {
            throw damaged(file, "steps is " + index.path("steps").asText("missing"));
        }
        for (String name : List.of("state", "best")) {
            if (!index.path(name).asText().matches("(epoch|best)-[0-9]+\\.npz")) {
                throw damaged(file, name + " names no file of a checkpoint");
            }
        }
        return done;
    }

    private static TrainingException damaged(Path file, String problem) {
        return new TrainingException(file + " is damaged: " + problem + "; train without resume to start again");
    }

    /** Number of epochs in the checkpoint of a folder; 0 if there is no readable checkpoint. */
    static int epochsDone(Path folder) {
        try {
            return JsonFile.read(folder.resolve(INDEX)).path("epochs").size();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Deletes the checkpoint of an earlier run. */
    void clear() throws IOException {
        if (Files.isDirectory(folder)) {
            // The index goes first, so that it never names a file that is gone.
            Files.deleteIfExists(folder.resolve(INDEX));
            keepOnly(Set.of());
        }
    }

    private void keepOnly(Set<String> names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (!names.contains(name) && name.matches("(epoch|best)-.*|last\\.json\\..*\\.tmp")) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
