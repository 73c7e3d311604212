package dev.bnn.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds and loads data sets. {@code digits} is generated; {@code mnist} and {@code cifar10} are read from the request's
 * path, else from the cache folder, else downloaded to it; anything else is a path. What a path holds is told by its
 * content.
 */
public final class DataSets {
    private static final String DIGITS = "digits";
    private static final String CHOICES = "Use digits, digits:COUNT, mnist, cifar10, or the path of a folder or zip.";
    private static final int FEWEST_DIGITS = 50;
    private static final int MOST_DIGITS = 200_000;

    private DataSets() {}

    /**
     * The data set of a request.
     *
     * @throws DataException if it is not there, not readable, or of another image size; the message has the next step
     */
    public static DataSet load(DataRequest request) throws DataException {
        Optional<Path> given = given(request);
        DataSet data;
        if (given.isEmpty() && isDigits(request.spec())) {
            data = digits(request);
        } else {
            Path path = given.isPresent() ? given.get() : published(request).locate(request);
            data = Formats.read(given.isPresent() ? nameOf(request, path) : request.spec(), path, request);
        }
        return fitting(data, request);
    }

    /**
     * A hash of the request and of the names, sizes and times of the files that it reads, without reading them: equal
     * fingerprints mean equal data unless somebody hides a change. Ask after the first load, which may download.
     */
    public static String fingerprint(DataRequest request) throws DataException {
        MessageDigest digest = Hashes.sha256();
        add(
                digest,
                String.join(
                        "|",
                        request.spec(),
                        "" + request.seed(),
                        request.channels() + "x" + request.height() + "x" + request.width()));
        Optional<Path> given = given(request);
        if (given.isPresent()) {
            addFiles(digest, given.get());
        } else if (!isDigits(request.spec())) {
            addFiles(digest, request.cacheDir().resolve(published(request).name()));
        }
        return Hashes.hex(digest);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static void addFiles(MessageDigest digest, Path root) throws DataException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                long modified = Files.getLastModifiedTime(file).toMillis();
                add(digest, root.relativize(file) + "|" + Files.size(file) + "|" + modified);
            }
        } catch (IOException e) {
            throw Messages.unreadable(root, e);
        } catch (UncheckedIOException e) {
            throw Messages.unreadable(root, e.getCause());
        }
    }

    /** The path that the request names: its override, or a spec that is not a known name. */
    private static Optional<Path> given(DataRequest request) throws DataException {
        String spec = request.spec();
        boolean known = isDigits(spec) || Published.named(spec).isPresent();
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
        try {
            return request.baseDir()
                    .resolve(request.path().isPresent() ? request.path().get() : Path.of(request.spec()));
        } catch (InvalidPathException e) {
            throw new DataException("'" + request.spec() + "' is neither a data set nor a path", CHOICES, e);
        }
    }

    private static Published published(DataRequest request) {
        return Published.named(request.spec()).orElseThrow();
    }

    private static String nameOf(DataRequest request, Path path) {
        boolean known =
                isDigits(request.spec()) || Published.named(request.spec()).isPresent();
        return known ? request.spec() : path.normalize().getFileName().toString();
    }

    private static boolean isDigits(String spec) {
        return spec.equals(DIGITS) || spec.startsWith(DIGITS + ":");
    }

    private static DataSet digits(DataRequest request) throws DataException {
        String spec = request.spec();
        if (spec.equals(DIGITS)) {
            return Digits.generate(request.seed(), Digits.TRAIN, Digits.TEST, request.progress());
        }
        int train;
        try {
            train = Integer.parseInt(spec.substring(DIGITS.length() + 1));
        } catch (NumberFormatException e) {
            train = -1;
        }
        if (train < FEWEST_DIGITS || train > MOST_DIGITS) {
            throw new DataException(
                    "'" + spec + "' does not say how many training images to generate",
                    "Write digits:COUNT with a COUNT from " + FEWEST_DIGITS + " to " + MOST_DIGITS
                            + ", such as digits:2000.");
        }
        return Digits.generate(request.seed(), train, train / 5, request.progress());
    }

    private static DataSet fitting(DataSet data, DataRequest request) throws DataException {
        ImageSet train = data.train();
        if (train.channels() != request.channels()
                || train.height() != request.height()
                || train.width() != request.width()) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s has images of %d x %d x %d (channels x height x width), the network's input is"
                                    + " %d x %d x %d",
                            data.name(),
                            train.channels(),
                            train.height(),
                            train.width(),
                            request.channels(),
                            request.height(),
                            request.width()),
                    "Change the network's input to the images' size, or choose another data set.");
        }
        return data;
    }
}
