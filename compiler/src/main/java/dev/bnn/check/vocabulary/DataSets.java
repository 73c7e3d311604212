// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.vocabulary;

import dev.bnn.model.Shape;
import dev.bnn.source.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The data sets that have a name. Anything else is a path, whose content is not known here. */
public final class DataSets {
    public static final String DIGITS = "digits";
    public static final String SHAPES = "shapes";
    /** The fewest training images of a generated set. */
    public static final int FEWEST = 50;

    /** The most training images of each generated set. */
    private static final Map<String, Integer> MOST = Map.of(DIGITS, 200_000, SHAPES, 50_000);

    private static final int CLASSES = 10;
    private static final Shape GRAY = new Shape(1, 28, 28);
    private static final Shape COLOR = new Shape(3, 32, 32);

    /**
     * Extent of the images, number of classes and of training images.
     *
     * @param perPixel true if each pixel has a label, not each image
     */
    public record Known(String name, Shape shape, int classes, long trainImages, boolean perPixel) {
        Known(String name, Shape shape, int classes, long trainImages) {
            this(name, shape, classes, trainImages, false);
        }

        String doc() {
            return Words.count(trainImages) + " training images of " + shape + ", " + classes + " classes"
                    + (perPixel ? " of pixels" : "");
        }

        /** True if the name must be quoted, since it has a colon. */
        public boolean quoted() {
            return name.contains(":");
        }
    }

    /** Sets with a simple name, then sets of which a part is named after a colon. */
    private static final List<Known> KNOWN = List.of(
            new Known(DIGITS, GRAY, CLASSES, 10_000),
            new Known(SHAPES, new Shape(1, 24, 24), 4, 3_000, true),
            new Known("mnist", GRAY, CLASSES, 60_000),
            new Known("fashion_mnist", GRAY, CLASSES, 60_000),
            new Known("cifar10", COLOR, CLASSES, 50_000),
            new Known("cifar100", COLOR, 100, 50_000),
            new Known("svhn", COLOR, CLASSES, 73_257),
            new Known("cifar100:coarse", COLOR, 20, 50_000),
            new Known("svhn:extra", COLOR, CLASSES, 604_388),
            new Known("emnist:byclass", GRAY, 62, 697_932),
            new Known("emnist:bymerge", GRAY, 47, 697_932),
            new Known("emnist:balanced", GRAY, 47, 112_800),
            new Known("emnist:letters", GRAY, 26, 124_800),
            new Known("emnist:digits", GRAY, CLASSES, 240_000),
            new Known("emnist:mnist", GRAY, CLASSES, 60_000));

    private DataSets() {}

    /** The names that need no quotes. */
    public static List<String> names() {
        return KNOWN.stream().filter(k -> !k.quoted()).map(Known::name).toList();
    }

    /** The names that need no quotes, by the extent of their images. */
    public static Map<Shape, List<String>> byShape() {
        return KNOWN.stream()
                .filter(k -> !k.quoted())
                .collect(Collectors.groupingBy(
                        Known::shape, LinkedHashMap::new, Collectors.mapping(Known::name, Collectors.toList())));
    }

    /** The names of the parts of a set that consists only of parts: {@code emnist:letters} and others for {@code emnist}. */
    public static List<String> parts(String name) {
        return KNOWN.stream()
                .map(Known::name)
                .filter(known -> known.startsWith(name + ":"))
                .toList();
    }

    public static Optional<Known> of(String name) {
        return KNOWN.stream().filter(k -> k.name().equals(name)).findFirst();
    }

    /** The name of the generated set of a text such as {@code digits:COUNT}. */
    public static Optional<String> generated(String text) {
        return MOST.keySet().stream()
                .filter(name -> text.startsWith(name + ":"))
                .findFirst();
    }

    /** The most training images of a generated set. */
    public static int most(String generated) {
        return MOST.get(generated);
    }

    /** {@code digits:COUNT} and the like. */
    public static Known counted(String generated, long count) {
        Known all = of(generated).orElseThrow();
        return new Known(generated + ":" + count, all.shape(), all.classes(), count, all.perPixel());
    }
}
