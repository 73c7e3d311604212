// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.Augmentation;
import dev.bnn.data.Batches;
import dev.bnn.model.ValueSet;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.rounds.ShardSetup;

/** Builds the network in training and the batches of a setup. They are the same for every engine that runs the steps. */
final class GraphSetup {
    private GraphSetup() {}

    /** The network, with a teacher and a mean of the weights if the recipe asks for them. */
    static Graph graph(ShardSetup setup, Kernels kernels) {
        Recipe recipe = setup.recipe();
        Graph graph = new Graph(
                setup.network(),
                recipe,
                setup.batch(),
                kernels,
                ClassWeights.of(recipe.objective().loss(), setup.images(), setup.network()));
        setup.teacher()
                .ifPresent(t -> graph.learnFrom(
                        new Teacher(recipe.lineage().teacher().orElseThrow(), t, recipe, setup.batch(), kernels)));
        if (recipe.regularization().average() > 0) {
            graph.average(recipe.regularization().average(), setup.stepsOfEpoch());
        }
        return graph;
    }

    /** Labels of a batch: one for each image, or for each position of a map of classes. */
    static int labels(ShardSetup setup) {
        return setup.batch() * setup.network().output().pixels();
    }

    static Batches batches(ShardSetup setup) {
        ValueSet.ScaledBytes bytes = setup.network().inputScale();
        Recipe.Augment augment = setup.recipe().regularization().augment();
        return new Batches(
                setup.images(),
                setup.batch(),
                setup.recipe().run().seed(),
                new Augmentation(
                        augment.crop(),
                        augment.flip(),
                        augment.cutout(),
                        Augmentation.padByteFor(
                                bytes.low().doubleValue(), bytes.high().doubleValue())),
                setup.network().output().height(),
                setup.network().output().width());
    }
}
