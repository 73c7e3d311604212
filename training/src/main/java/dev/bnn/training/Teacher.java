// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.request.TrainRequest;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The teacher of a distillation. It scores the same augmented images as the network in training. Its dropout is off;
 * its batch norms use the statistics of the batch, as in its own training.
 */
final class Teacher {
    private final Recipe.Teacher teacher;
    private final Graph graph;

    Teacher(Recipe.Teacher teacher, TrainRequest.TrainedNetwork trained, Recipe recipe, int batch, Kernels kernels) {
        this.teacher = teacher;
        graph = new Graph(withoutDropout(trained.network()), recipe, batch, kernels);
        graph.start(trained);
    }

    Recipe.Teacher teacher() {
        return teacher;
    }

    /** Scores [batch, classes], multiplied by the scale of the loss; valid until the next call. */
    INDArray scores(byte[] pixels, Mixup mixup, int epoch, int batch) {
        return graph.forward(pixels, mixup, epoch, batch).muli(graph.scoreScale());
    }

    private static Network withoutDropout(Network network) {
        return new Network(
                network.name(),
                network.title(),
                network.span(),
                network.input(),
                network.classes(),
                network.classesInData(),
                network.layers().stream()
                        .filter(layer -> !(layer instanceof Layer.Dropout))
                        .toList(),
                network.recipes(),
                network.targets());
    }
}
