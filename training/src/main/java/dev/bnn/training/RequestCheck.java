// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.data.ImageSet;
import dev.bnn.data.Split;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.request.LabelCheck;
import dev.bnn.training.request.TrainRequest;
import dev.bnn.training.request.TrainingException;
import java.util.Locale;
import java.util.Optional;

/** Checks that the data, the network and the recipe of a request fit together. */
final class RequestCheck {
    private RequestCheck() {}

    /** Throws if they do not, with a message that says what to change. */
    static void check(TrainRequest request) throws TrainingException {
        Network network = request.network();
        ImageSet images = request.data().train();
        int classes = request.data().classes().size();
        if (images.imageSize() != network.input().shape().size()
                || images.channels() != network.input().shape().channels()) {
            throw new TrainingException(String.format(
                    Locale.ROOT,
                    "data set %s has images of %d x %d x %d, but network %s takes %s; change its input",
                    request.data().name(),
                    images.channels(),
                    images.height(),
                    images.width(),
                    network.name(),
                    network.input().shape()));
        }
        if (classes != network.classes().size()) {
            throw new TrainingException("data set " + request.data().name() + " has " + classes
                    + " classes, but network " + network.name() + " names "
                    + network.classes().size());
        }
        Optional<String> otherKind = LabelCheck.kind(network, request.data(), images);
        if (otherKind.isPresent()) {
            throw new TrainingException(otherKind.get());
        }
        if (request.recipe().run().patience() > 0 && request.recipe().run().validation() == 0) {
            throw new TrainingException("patience waits for a better validation, but no images are held out;"
                    + " hold some out, or leave patience out of the train section");
        }
    }

    /** Throws if the training, held-out or test images have no labels to learn from or to score. */
    static void checkLabels(TrainRequest request, Split split) throws TrainingException {
        checkLabels(request, split.train(), "training", "");
        checkLabels(request, split.validation(), "held out", ", or hold out more images: -Dbnn.validation");
        checkLabels(request, request.data().test(), "test", "");
    }

    private static void checkLabels(TrainRequest request, ImageSet images, String which, String more)
            throws TrainingException {
        if (images.count() == 0) {
            return;
        }
        Optional<String> none = LabelCheck.classes(request.network(), request.data(), images, which);
        if (none.isPresent()) {
            throw new TrainingException(none.get() + more);
        }
    }

    /**
     * Images per step of each shard. The recipe's batch is divided among the shards.
     *
     * @param images number of training images
     * @throws TrainingException if a shard would get fewer than two images, too few for the statistics of a batch norm, or the only
     *     shard of a network with a batch norm
     */
    static int batch(Network network, Recipe recipe, int images, int shards) throws TrainingException {
        int batch = Math.min(recipe.run().batch(), images);
        if (batch == 1 && network.layers().stream().anyMatch(Layer.BatchNorm.class::isInstance)) {
            throw new TrainingException("a batch of one image has no mean and variance for batchnorm; "
                    + (images == 1
                            ? "train on more images"
                            : "train with a batch of 2 or more, such as -Dbnn.batch=" + Math.min(50, images)));
        }
        if (shards > 1 && batch / shards < 2) {
            throw new TrainingException("a batch of " + batch + " images gives each of " + shards
                    + " executors less than 2; "
                    + (images / shards < 2
                            ? "train on fewer executors"
                            : "train with a batch of " + 2 * shards + " or more, such as -Dbnn.batch="
                                    + Math.min(50 * shards, images)));
        }
        return batch / shards;
    }
}
