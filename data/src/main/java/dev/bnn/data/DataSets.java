// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import dev.bnn.data.drawn.Digits;
import dev.bnn.data.drawn.Shapes;
import dev.bnn.data.format.Formats;
import dev.bnn.data.format.Published;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds and loads data sets. {@code digits} and {@code shapes} are generated. A published set, such as {@code mnist}, comes from
 * the request's path, otherwise from the cache, otherwise from a download into the cache. Anything else is a path, whose content
 * determines its format.
 */
public final class DataSets {
    private static final String DIGITS = "digits";
    private static final String CHOICES =
            "Use digits, digits:COUNT, shapes, shapes:COUNT, mnist, fashion_mnist, emnist:SPLIT, cifar10, cifar100, svhn, or the path of a folder"
                    + " or archive.";
    private static final String SHAPES = "shapes";
    private static final int FEWEST = 50;
    private static final int MOST_DIGITS = 200_000;
    private static final int MOST_SHAPES = 50_000;

    private DataSets() {}

    /**
     * The data set of a request.
     *
     * @throws DataException if it is missing, cannot be read, or has another image size
     */
    public static DataSet load(DataRequest request) throws DataException {
        Optional<Path> given = given(request);
        if (given.isEmpty() && is(DIGITS, request.spec())) {
            return digits(request);
        }
        if (given.isEmpty() && is(SHAPES, request.spec())) {
            return shapes(request);
        }
        Path path = given.isPresent() ? given.get() : published(request).locate(request);
        return Formats.read(given.isPresent() ? nameOf(request, path) : request.spec(), path, request);
    }

    /** True for the name of a set that is published as files; a path then says where these files are. */
    public static boolean isPublished(String spec) {
        return Published.named(spec).isPresent();
    }

    /** True for the name of a set that is generated. */
    public static boolean isGenerated(String spec) {
        return is(DIGITS, spec) || is(SHAPES, spec);
    }

    /** The path of the request: the overriding path, or the spec if it is not a known name. */
    private static Optional<Path> given(DataRequest request) throws DataException {
        String spec = request.spec();
        boolean known = isGenerated(spec) || Published.named(spec).isPresent();
        if (known && request.path().isEmpty()) {
            return Optional.empty();
        }
        Path path = resolve(request);
        if (Files.exists(path)) {
            return Optional.of(path);
        }
        if (!known && request.path().isEmpty() && !spec.contains("/") && !spec.contains(".")) {
            throw new DataException("there is no data set '" + spec + "', and no folder " + path, CHOICES);
        }
        throw new DataException(
                "the data set " + path + " does not exist",
                "Correct the path; relative paths start at " + request.baseDir() + ".");
    }

    private static Path resolve(DataRequest request) throws DataException {
        return request.path().isPresent()
                ? request.baseDir().resolve(request.path().get())
                : Messages.path(request.baseDir(), request.spec());
    }

    private static Published published(DataRequest request) {
        return Published.named(request.spec()).orElseThrow();
    }

    private static String nameOf(DataRequest request, Path path) {
        boolean known =
                isGenerated(request.spec()) || Published.named(request.spec()).isPresent();
        Path last = path.toAbsolutePath().normalize().getFileName();
        return known || last == null ? request.spec() : last.toString();
    }

    private static boolean is(String generated, String spec) {
        return spec.equals(generated) || spec.startsWith(generated + ":");
    }

    private static DataSet shapes(DataRequest request) throws DataException {
        requireSize(SHAPES, 1, Shapes.SIZE, Shapes.SIZE, request);
        int train = request.spec().equals(SHAPES) ? Shapes.TRAIN : count(SHAPES, MOST_SHAPES, request.spec());
        Memory.require(SHAPES, (long) train * Shapes.SIZE * Shapes.SIZE * (1 + Integer.BYTES));
        DataSet drawn = Shapes.generate(request.seed(), train, train / 5, request.progress());
        return Labels.named(SHAPES, SHAPES, drawn.classes(), drawn.train(), drawn.test(), request);
    }

    private static DataSet digits(DataRequest request) throws DataException {
        requireSize(DIGITS, 1, Digits.SIZE, Digits.SIZE, request);
        String spec = request.spec();
        DataSet drawn = spec.equals(DIGITS)
                ? Digits.generate(request.seed(), Digits.TRAIN, Digits.TEST, request.progress())
                : counted(request);
        boolean asDrawn = request.classes().any() || request.classes().equals(ClassNames.of(drawn.classes()));
        return asDrawn ? drawn : Labels.numbered(DIGITS, DIGITS, drawn.train(), drawn.test(), request);
    }

    private static DataSet counted(DataRequest request) throws DataException {
        int train = count(DIGITS, MOST_DIGITS, request.spec());
        return Digits.generate(request.seed(), train, train / 5, request.progress());
    }

    private static int count(String name, int most, String spec) throws DataException {
        int train;
        try {
            train = Integer.parseInt(spec.substring(name.length() + 1));
        } catch (NumberFormatException e) {
            train = -1;
        }
        if (train < FEWEST || train > most) {
            throw new DataException(
                    "'" + spec + "' does not say how many training images to generate",
                    "Write " + name + ":COUNT with a COUNT from " + FEWEST + " to " + most + ", such as " + name
                            + ":2000.");
        }
        return train;
    }

    /** Refuses images whose size differs from the network's, before any are read. */
    public static void requireSize(String name, int channels, int height, int width, DataRequest request)
            throws DataException {
        if (channels != request.channels() || height != request.height() || width != request.width()) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s has images of %d x %d x %d (channels x height x width), the network's input is"
                                    + " %d x %d x %d",
                            name,
                            channels,
                            height,
                            width,
                            request.channels(),
                            request.height(),
                            request.width()),
                    "Change the network's input to the images' size, or choose another data set.");
        }
    }
}
