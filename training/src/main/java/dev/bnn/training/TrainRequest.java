package dev.bnn.training;

import dev.bnn.data.DataSet;
import dev.bnn.model.Network;
import dev.bnn.model.Recipe;
import java.nio.file.Path;

/**
 * What to train.
 *
 * @param recipe the train section to follow, with every override applied
 * @param output folder of the results: NAME.npz, provenance.json, training.json, checkpoints/
 * @param threads threads to compute with, at least 1; the same bits again are promised for 1
 * @param resume go on from the last checkpoint in the folder, if there is one
 */
public record TrainRequest(Network network, Recipe recipe, DataSet data, Path output, int threads, boolean resume) {
    public TrainRequest {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
    }
}
