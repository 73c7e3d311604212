// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import dev.bnn.data.format.Published;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A data set, where to look for it, and the image size of the network.
 *
 * @param spec {@code digits}, {@code digits:N}, the name of a published set ({@code mnist}, {@code emnist:letters}), or a path
 *     to a folder or file
 * @param baseDir folder where relative paths in {@code spec} start
 * @param cacheDir folder of the cache; a named set lies in a folder of its name in it
 * @param offline true to never download
 * @param channels 1 or 3; generated and binary sets must have this number, image files are converted to it
 * @param seed seed of generated data, and of the split of an image folder without a test set
 * @param classes classes of the network; the labels refer to them
 * @param path folder or file of a named set; empty to use the cache and download
 */
public record DataRequest(
        String spec,
        Path baseDir,
        Path cacheDir,
        boolean offline,
        int channels,
        int height,
        int width,
        long seed,
        Progress progress,
        ClassNames classes,
        Optional<Path> path) {
    public DataRequest {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(classes, "classes");
        Objects.requireNonNull(path, "path");
    }

    /** A request for all classes that the data has. */
    public DataRequest(
            String spec,
            Path baseDir,
            Path cacheDir,
            boolean offline,
            int channels,
            int height,
            int width,
            long seed,
            Progress progress) {
        this(
                spec,
                baseDir,
                cacheDir,
                offline,
                channels,
                height,
                width,
                seed,
                progress,
                ClassNames.ANY,
                Optional.empty());
    }

    /** This request, for a network with other classes. */
    public DataRequest withClasses(ClassNames wanted) {
        return new DataRequest(spec, baseDir, cacheDir, offline, channels, height, width, seed, progress, wanted, path);
    }

    /**
     * This request, but read from the given folder or file.
     *
     * @param from a path; a relative one starts at the request's folder
     * @throws DataException if the text is no path
     */
    public DataRequest withPath(String from) throws DataException {
        return withPath(Messages.path(baseDir, from));
    }

    /** This request, but read from the given folder or file. */
    public DataRequest withPath(Path from) {
        return new DataRequest(
                spec, baseDir, cacheDir, offline, channels, height, width, seed, progress, classes, Optional.of(from));
    }

    /** The part after the colon in a set's name: {@code letters} in {@code emnist:letters}. */
    public Optional<String> variant() {
        int colon = spec.indexOf(':');
        return colon < 0 || Published.named(spec).isEmpty() ? Optional.empty() : Optional.of(spec.substring(colon + 1));
    }

    /** Bytes per image at the network's size. */
    public int imageSize() {
        return channels * height * width;
    }

    /** Where data sets are kept unless the user says otherwise: {@code ~/.cache/bnn/data}. */
    public static Path defaultCacheDir() {
        return Path.of(System.getProperty("user.home"), ".cache", "bnn", "data");
    }
}
