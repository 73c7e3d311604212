// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.ImageSet;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import java.util.Arrays;

/** The weights of the classes in the loss. */
final class ClassWeights {
    private ClassWeights() {}

    /**
     * The recipe's weights of the classes; empty if all weigh the same.
     *
     * @param images the training images without those held out
     */
    static double[] of(Recipe.Loss loss, ImageSet images, Network network) {
        Recipe.ClassWeights weights = loss.weights();
        if (weights instanceof Recipe.ClassWeights.Given given) {
            return given.values().stream().mapToDouble(v -> v).toArray();
        }
        if (weights instanceof Recipe.ClassWeights.Equal) {
            return new double[0];
        }
        double[] counts = new double[network.classes().size()];
        int labels = 0;
        for (int label : images.labels()) {
            if (label != ImageSet.IGNORED) {
                counts[label]++;
                labels++;
            }
        }
        double all = labels;
        // max(1, count): the weight of a class without images is never used.
        return Arrays.stream(counts)
                .map(c -> all / (counts.length * Math.max(1, c)))
                .toArray();
    }
}
