// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import dev.bnn.exchange.events.EventFile;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.project.CurrentResults;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.EarlierResults;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Finds the result of a training that has run before, so that it need not run again.
 *
 * @param hash fingerprint of the training
 * @param folder where the result belongs
 */
record FinishedTrainings(Network network, Recipe recipe, String hash, ModelFolder folder, Events events) {
    /** Whether the folder has the result. */
    boolean present() throws IOException {
        return present(folder);
    }

    private boolean present(ModelFolder where) throws IOException {
        return Fingerprint.unchanged(where, "train", hash) && EarlierResults.complete(where);
    }

    /** Copies the result from another folder, if that has it; returns whether it did. */
    boolean copied(ModelFolder from) throws IOException {
        if (!present(from)) {
            return false;
        }
        events.info(network.name() + ": uses the result of recipe " + recipe.name() + " in " + from.root());
        EarlierResults earlier = new EarlierResults(folder);
        earlier.keep(events);
        replace(from);
        earlier.trim(events);
        return true;
    }

    /** Restores a result that a later training has replaced, if it was kept; returns whether it was. */
    boolean restored() throws IOException {
        EarlierResults kept = new EarlierResults(folder);
        Optional<ModelFolder> earlier = kept.of(hash);
        if (earlier.isEmpty()) {
            return false;
        }
        events.info(network.name() + ": restores the earlier result of recipe " + recipe.name() + " from "
                + earlier.get().root());
        kept.keep(events);
        replace(earlier.get());
        // Trimmed only now, since the result that was just copied may be the next one to be deleted.
        kept.trim(events);
        return true;
    }

    /** Moves the folder's present result to the earlier ones, and deletes everything that depends on it. */
    void setAside() throws IOException {
        EarlierResults earlier = new EarlierResults(folder);
        earlier.keep(events);
        earlier.trim(events);
        deleteResults();
    }

    private void replace(ModelFolder from) throws IOException {
        deleteResults();
        EarlierResults.copy(from, folder);
        TrainedParameters.record(network, folder);
        Fingerprint.record(folder, "train", hash);
    }

    /** Deletes results of the old parameters, which do not apply to new ones. */
    private void deleteResults() throws IOException {
        Metrics metrics = new Metrics(folder);
        Fingerprint.forget(folder, "train");
        for (String section : CurrentResults.sections()) {
            metrics.remove(section);
        }
        Files.deleteIfExists(folder.evaluation());
        EventFile.delete(folder.tensorBoard());
        Files.deleteIfExists(folder.synthesis());
    }
}
