// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Which data set, where to look for it, and the image size that the network takes.
 *
 * @param spec {@code digits}, {@code digits:N}, {@code mnist}, {@code cifar10}, or a path to a folder or file
 * @param baseDir relative paths in {@code spec} start here
 * @param cacheDir named sets are looked for in (and downloaded to) a folder of their name in here
 * @param offline never download
 * @param channels 1 or 3; generated and binary sets must have it, image files are converted to it
 * @param seed of generated data, and of the split of an image folder that has no test set
 * @param classes of the network, which the labels of the data become
 * @param path where to read the named set from instead of the cache; empty to look in the cache and download
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

    /** A request for whatever classes the data has. */
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

    /** The same request, for a network of those classes. */
    public DataRequest withClasses(ClassNames wanted) {
        return new DataRequest(spec, baseDir, cacheDir, offline, channels, height, width, seed, progress, wanted, path);
    }

    /**
     * The same request, read from that folder or file.
     *
     * @param from relative paths start at the request's folder
     * @throws DataException if the text is no path
     */
    public DataRequest withPath(String from) throws DataException {
        return withPath(Messages.path(baseDir, from));
    }

    /** The same request, read from that folder or file. */
    public DataRequest withPath(Path from) {
        return new DataRequest(
                spec, baseDir, cacheDir, offline, channels, height, width, seed, progress, classes, Optional.of(from));
    }

    /** Bytes of an image of the network's size. */
    int imageSize() {
        return channels * height * width;
    }

    /** Where data sets are kept unless the user says otherwise: {@code ~/.cache/bnn/data}. */
    public static Path defaultCacheDir() {
        return Path.of(System.getProperty("user.home"), ".cache", "bnn", "data");
    }
}
