// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.request;

import dev.bnn.data.DataSet;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.recipe.Recipe;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to train.
 *
 * @param network the network as the recipe trains it: see {@link dev.bnn.model.Twin}
 * @param recipe the train section to follow, with every override applied
 * @param output folder of the results: NAME.npz, provenance.json, training.json, checkpoints/
 * @param threads threads to compute with, at least 1; only 1 guarantees that a second run gives the same bits
 * @param resume true to resume from the last checkpoint in the folder, if there is one
 * @param prerequisites results of the recipes that this one needs
 * @param kernels kernels to compute with; empty for those that suit ND4J's backend
 */
public record TrainRequest(
        Network network,
        Recipe recipe,
        DataSet data,
        Path output,
        int threads,
        boolean resume,
        Prerequisites prerequisites,
        Optional<KernelSet> kernels) {
    /** A request that needs no other recipe's result. */
    public TrainRequest(Network network, Recipe recipe, DataSet data, Path output, int threads, boolean resume) {
        this(network, recipe, data, output, threads, resume, Prerequisites.NONE);
    }

    /** A request for the kernels that suit ND4J's backend. */
    public TrainRequest(
            Network network,
            Recipe recipe,
            DataSet data,
            Path output,
            int threads,
            boolean resume,
            Prerequisites prerequisites) {
        this(network, recipe, data, output, threads, resume, prerequisites, Optional.empty());
    }

    /**
     * Results of other recipes that a training needs.
     *
     * @param start the network whose parameters to start from
     * @param teacher the network to learn from, as its recipe trained it, with its parameters
     */
    public record Prerequisites(Optional<TrainedNetwork> start, Optional<TrainedNetwork> teacher) {
        public static final Prerequisites NONE = new Prerequisites(Optional.empty(), Optional.empty());
    }

    /** A trained network, as its recipe trained it. */
    public record TrainedNetwork(Network network, Parameters parameters) {}

    public TrainRequest {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
    }
}
