// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.model.Network;
import dev.bnn.model.Twin;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recipes that need one another. The result of the requested recipe becomes the model's result. The results of the others, and of
 * float twins, which cannot be synthesized, have folders of their own: {@code recipes/NAME}.
 */
public final class RecipeDependencies {
    private RecipeDependencies() {}

    /** The recipe and all recipes that it needs, each once and after those that it needs itself. */
    public static List<Recipe> inOrder(Network network, Recipe wanted) {
        Map<String, Recipe> byName = new HashMap<>();
        network.recipes().forEach(r -> byName.putIfAbsent(r.name(), r));
        List<Recipe> order = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Deque<Recipe> left = new ArrayDeque<>(List.of(wanted));
        while (!left.isEmpty()) {
            Recipe next = left.peek();
            List<Recipe> before = next.lineage().needs().stream()
                    .filter(n -> !done.contains(n))
                    .map(byName::get)
                    .toList();
            if (before.isEmpty()) {
                left.pop();
                if (done.add(next.name())) {
                    order.add(next);
                }
            } else {
                left.push(before.get(0));
            }
        }
        return order;
    }

    private static Recipe named(Network network, String name) {
        return network.recipes().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no recipe " + name));
    }

    /** The folder for the result of the requested recipe. */
    public static ModelFolder resultFolder(ModelFolder root, Recipe recipe) {
        return recipe.lineage().precision() == Recipe.Precision.BINARY ? root : recipeFolder(root, recipe);
    }

    /** The folder for the result of a recipe that others need. */
    public static ModelFolder recipeFolder(ModelFolder root, Recipe recipe) {
        return recipeFolder(root, recipe.name());
    }

    public static ModelFolder recipeFolder(ModelFolder root, String recipe) {
        return new ModelFolder(root.root().resolve("recipes").resolve(recipe), root.name());
    }

    /**
     * The other folder that may have a recipe's result: the recipe's own folder if another recipe needed it, or the model's
     * folder if the recipe itself was requested.
     */
    public static ModelFolder otherFolder(ModelFolder root, ModelFolder folder, Recipe recipe) {
        return folder.equals(root) ? recipeFolder(root, recipe) : resultFolder(root, recipe);
    }

    /**
     * Adds what a recipe's result depends on besides the recipe: the results of others, or the packed parameters.
     *
     * @param packed SHA-256 of the packed parameters, if the recipe starts from them
     */
    public static void addTo(Fingerprint print, Recipe.Lineage lineage, ModelFolder root, String packed)
            throws IOException {
        for (String need : lineage.needs()) {
            print.add("on " + need, Fingerprint.recorded(recipeFolder(root, need), "train"));
        }
        if (lineage.startsPacked()) {
            print.add("on " + Recipe.Lineage.PACKED, packed);
        }
    }

    /** The results of the recipes that this one needs, which must have been trained. */
    public static TrainRequest.Prerequisites prerequisites(
            Network network, Recipe recipe, ModelFolder root, Pretrained packed) throws WorkflowException, IOException {
        Recipe.Lineage lineage = recipe.lineage();
        Optional<TrainRequest.TrainedNetwork> start = Optional.empty();
        if (lineage.startsPacked()) {
            start = Optional.of(new TrainRequest.TrainedNetwork(
                    network, packed.latent(network, recipe.run().seed())));
        } else if (lineage.start().isPresent()) {
            start = Optional.of(taught(network, lineage.start().get(), root));
        }
        Optional<TrainRequest.TrainedNetwork> teacher = lineage.teacher().isEmpty()
                ? Optional.empty()
                : Optional.of(taught(network, lineage.teacher().get().recipe(), root));
        return new TrainRequest.Prerequisites(start, teacher);
    }

    private static TrainRequest.TrainedNetwork taught(Network network, String recipe, ModelFolder root)
            throws WorkflowException, IOException {
        Network trained = Twin.of(network, named(network, recipe).lineage().precision());
        return new TrainRequest.TrainedNetwork(
                trained, TrainedParameters.fromTraining(trained, recipeFolder(root, recipe)));
    }
}
