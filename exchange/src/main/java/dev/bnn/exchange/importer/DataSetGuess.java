// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.model.Shape;
import java.util.List;
import java.util.Optional;

/** Guesses what a model's file does not say: the names of its classes, and a data set of matching shape. */
final class DataSetGuess {
    private static final Shape MNIST = new Shape(1, 28, 28);
    private static final Shape CIFAR = new Shape(3, 32, 32);
    private static final int CLASSES = 10;
    private static final List<String> CIFAR_CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private DataSetGuess() {}

    /** A known data set with such images, or else {@code otherwise}, as written in the language. */
    static String data(Shape image, int classes, String otherwise) {
        if (classes == CLASSES && image.equals(MNIST)) {
            return "mnist";
        }
        return classes == CLASSES && image.equals(CIFAR) ? "cifar10" : '"' + otherwise.replace("\"", "") + '"';
    }

    static Optional<List<String>> classes(Shape image, int count) {
        return image.equals(CIFAR) && count == CLASSES ? Optional.of(CIFAR_CLASSES) : Optional.empty();
    }
}
