// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import dev.bnn.data.DataSet;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.workflow.project.RecipeDependencies;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;

/**
 * Fingerprints of a training.
 *
 * @param root folder with the fingerprints of the recipes that this one needs
 */
record TrainingFingerprints(Network network, Recipe recipe, DataSet data, ModelFolder root, String version) {
    /** The fingerprint of the result. */
    String whole(String start) throws IOException {
        return of(recipe, start);
    }

    /** The fingerprint of the checkpoints. It leaves out epochs and patience, since training may resume for more epochs. */
    String started(String start) throws IOException {
        return of(recipe.withRun(recipe.run().withEpochs(0).withPatience(0)), start);
    }

    private String of(Recipe recipe, String start) throws IOException {
        Fingerprint print = new Fingerprint()
                .add("version", version)
                .add("network", TrainedParameters.structure(network))
                .add("recipe", recipe)
                .add("data", data.hash());
        RecipeDependencies.addTo(print, recipe.lineage(), root, start);
        return print.hash();
    }
}
