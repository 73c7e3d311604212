// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A request for a script.
 *
 * @param source name of the model's file, for people
 * @param recipes the recipes that the requested one depends on, in training order, and the requested one last
 * @param dataAt where the model names the data of the requested recipe
 * @param data folder of the images if the command line names none
 * @param trainImages number of images to train on, counted from the first; empty for all
 * @param version of bnn
 */
public record ScriptRequest(
        Network network,
        String source,
        List<Recipe> recipes,
        Span dataAt,
        String data,
        Optional<Integer> trainImages,
        String version) {
    public ScriptRequest {
        recipes = List.copyOf(recipes);
        if (recipes.isEmpty()) {
            throw new IllegalArgumentException("no recipe");
        }
    }

    /** The requested recipe. */
    Recipe wanted() {
        return recipes.get(recipes.size() - 1);
    }
}
