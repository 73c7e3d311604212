// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import dev.bnn.data.DataException;
import dev.bnn.data.DataSet;
import dev.bnn.data.Split;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.Words;
import dev.bnn.training.request.KernelSet;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The images, recipe, kernels and threads of a training as the user's settings change them; train and tune share it. */
final class TrainInputs {
    private TrainInputs() {}

    /** The data with no more training images than the user wants. */
    static DataSet limited(DataSet data, Overrides overrides) {
        Integer limit = overrides.trainImages();
        return limit == null ? data : data.limited(limit);
    }

    static Optional<KernelSet> kernels(Settings settings) throws WorkflowException {
        if (settings.kernels().isEmpty()) {
            return Optional.empty();
        }
        Optional<KernelSet> named = KernelSet.of(settings.kernels());
        if (named.isEmpty()) {
            throw new WorkflowException("bnn.kernels is " + settings.kernels() + "; give "
                    + Arrays.stream(KernelSet.values()).map(KernelSet::text).collect(Collectors.joining(" or "))
                    + ", or leave it out.");
        }
        return named;
    }

    static int threads(Settings settings) {
        return settings.threads() > 0
                ? settings.threads()
                : Runtime.getRuntime().availableProcessors();
    }

    /** If overrides reduce the number of images, holds out the same share of them as the recipe does. */
    static Recipe held(Recipe recipe, DataSet all, DataSet data, Overrides overrides) throws WorkflowException {
        if (data.train().count() == all.train().count()
                || overrides.validation() != null
                || data.validation().isPresent()) {
            return recipe;
        }
        long share = Math.multiplyFull(recipe.run().validation(), data.train().count())
                / all.train().count();
        return new Overrides(null, null, null, (int) share, null, null, null).apply(recipe);
    }

    /** Refuses a recipe that leaves no images to train on. */
    static void requireImages(Network network, DataSet data, Recipe recipe) throws WorkflowException {
        try {
            Split.requireSome(data.train(), heldOut(data, recipe));
        } catch (DataException e) {
            throw new WorkflowException(network.name() + ": " + e.getMessage(), e);
        }
    }

    /** Number of training images that are held out for validation; 0 if the data has its own validation images. */
    static int heldOut(DataSet data, Recipe recipe) {
        return data.heldOut(recipe.run().validation());
    }

    /** Describes the images of a training: "45,000 images of cifar10, 5,000 held out". */
    static String images(DataSet data, Recipe recipe) {
        int held = heldOut(data, recipe);
        boolean own = data.validation().isPresent();
        int validating = own ? data.validating(recipe.run().validation()) : held;
        return Words.count(data.train().count() - held, "image") + " of " + data.name() + ", " + Words.count(validating)
                + (own ? " of its own for validation" : " held out");
    }

    /** Says how the user's overrides make the training shorter than its recipe, if they do. */
    static Optional<String> shortened(Network model, Recipe recipe, DataSet all, DataSet data) {
        List<String> parts = new ArrayList<>();
        int wanted = model.recipes().stream()
                .filter(r -> r.name().equals(recipe.name()))
                .mapToInt(r -> r.run().epochs())
                .findFirst()
                .orElse(recipe.run().epochs());
        if (recipe.run().epochs() < wanted) {
            parts.add(Words.count(recipe.run().epochs()) + " of the recipe's " + Words.count(wanted, "epoch"));
        }
        if (data.train().count() < all.train().count()) {
            parts.add(Words.count(data.train().count()) + " of "
                    + Words.count(all.train().count(), "training image"));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", parts));
    }
}
