// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Recipe;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.request.TrainRequest;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The teacher of a distillation: it scores the same, changed, images as the network that learns. Its dropout is off; its batch norms
 * take the statistics of the batch, as they did when it learnt.
 */
final class Teacher {
    private final Recipe.Teacher teacher;
    private final Graph graph;

    Teacher(Recipe.Teacher teacher, TrainRequest.TrainedNetwork taught, Recipe recipe, int batch, Kernels kernels) {
        this.teacher = teacher;
        graph = new Graph(withoutDropout(taught.network()), recipe, batch, kernels);
        graph.start(taught);
    }

    Recipe.Teacher teacher() {
        return teacher;
    }

    /** As its softmax sees them; valid until the next call. */
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
