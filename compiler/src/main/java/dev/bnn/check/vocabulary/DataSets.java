// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import dev.bnn.model.Shape;
import dev.bnn.source.Words;
import java.util.List;
import java.util.Optional;

/** The data sets that have a name. Anything else is a path, whose content is not known here. */
public final class DataSets {
    public static final String DIGITS = "digits";
    public static final int FEWEST_DIGITS = 50;
    public static final int MOST_DIGITS = 200_000;

    private static final int CLASSES = 10;

    /** Extent of the images, number of classes and of training images. */
    public record Known(String name, Shape shape, int classes, long trainImages) {
        String doc() {
            return Words.count(trainImages) + " training images of " + shape + ", " + classes + " classes";
        }
    }

    private static final List<Known> KNOWN = List.of(
            new Known(DIGITS, new Shape(1, 28, 28), CLASSES, 10_000),
            new Known("mnist", new Shape(1, 28, 28), CLASSES, 60_000),
            new Known("cifar10", new Shape(3, 32, 32), CLASSES, 50_000));

    private DataSets() {}

    public static List<String> names() {
        return KNOWN.stream().map(Known::name).toList();
    }

    public static Optional<Known> of(String name) {
        return KNOWN.stream().filter(k -> k.name().equals(name)).findFirst();
    }

    /** {@code digits:COUNT}. */
    public static Known digits(long count) {
        Known all = of(DIGITS).orElseThrow();
        return new Known(DIGITS + ":" + count, all.shape(), all.classes(), count);
    }
}
