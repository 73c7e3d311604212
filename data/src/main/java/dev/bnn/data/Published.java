// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data set that can be downloaded.
 *
 * @param name the spec, and the folder in the cache
 * @param bases addresses that have all files, each ending in a slash, in the order of use
 */
record Published(String name, List<String> bases, List<PublishedFile> files) {
    /**
     * The two public copies of the MNIST files that common frameworks load (the author's own page no longer serves
     * them), with the SHA-256 that both have had since 1998.
     */
    private static final Published MNIST = new Published(
            "mnist",
            List.of(
                    "https://ossci-datasets.s3.amazonaws.com/mnist/",
                    "https://storage.googleapis.com/cvdf-datasets/mnist/"),
            List.of(
                    new PublishedFile(
                            "train-images-idx3-ubyte.gz",
                            9_912_422,
                            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                    new PublishedFile(
                            "train-labels-idx1-ubyte.gz",
                            28_881,
                            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                    new PublishedFile(
                            "t10k-images-idx3-ubyte.gz",
                            1_648_877,
                            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                    new PublishedFile(
                            "t10k-labels-idx1-ubyte.gz",
                            4_542,
                            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")));

    /** CIFAR-10 from its author's page, with the SHA-256 that TensorFlow Datasets lists; the page itself states an MD5. */
    private static final Published CIFAR10 = new Published(
            "cifar10",
            List.of("https://www.cs.toronto.edu/~kriz/"),
            List.of(new PublishedFile(
                    Cifar.ARCHIVE, 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9dddda3db29a59bca1dd")));

    static Optional<Published> named(String name) {
        return List.of(MNIST, CIFAR10).stream().filter(p -> p.name.equals(name)).findFirst();
    }

    /** Checks the files in the cache, downloads the missing ones, and returns the folder. */
    Path locate(DataRequest request) throws DataException {
        Path folder = request.cacheDir().resolve(name);
        boolean none = files.stream().noneMatch(f -> Files.isRegularFile(folder.resolve(f.name())));
        if (none && Formats.recognizes(folder)) {
            // The user has the set in another form: unpacked, or as images.
            return folder;
        }
        for (PublishedFile file : files) {
            Optional<String> wrong = wrong(file, folder, request.progress());
            if (wrong.isEmpty()) {
                continue;
            }
            if (request.offline()) {
                throw new DataException(
                        wrong.get() + ", and downloads are off (offline)",
                        "Run once online, copy it there, or say where it is with -Dbnn.data=PATH.");
            }
            if (Files.exists(folder.resolve(file.name()))) {
                request.progress().message(wrong.get() + "; it is downloaded again");
            }
            download(file, folder, request.progress());
        }
        return folder;
    }

    /** The fault of a file in the cache. */
    private Optional<String> wrong(PublishedFile file, Path folder, Progress progress) throws DataException {
        Path path = folder.resolve(file.name());
        if (!Files.isRegularFile(path)) {
            return Optional.of("the data set " + name + " is not on this machine: there is no " + path);
        }
        try {
            return file.wrong(path, progress).map(why -> path + " is corrupt: " + why);
        } catch (IOException e) {
            throw Messages.unreadable(path, e);
        }
    }

    private void download(PublishedFile file, Path folder, Progress progress) throws DataException {
        List<String> failures = new ArrayList<>();
        for (String base : bases) {
            try {
                Download.fetch(
                        URI.create(base + file.name()), folder.resolve(file.name()), file, Download.PATIENCE, progress);
                return;
            } catch (IOException e) {
                failures.add(base + file.name() + ": " + reason(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DataException("the download of " + file.name() + " was interrupted", "Start again.", e);
            }
        }
        throw new DataException(
                file.name() + " of the data set " + name + " could not be downloaded to " + folder + "\n  "
                        + String.join("\n  ", failures),
                "Try again, copy the file to " + folder + ", or say where it is with -Dbnn.data=PATH.");
    }

    private static String reason(IOException e) {
        return e instanceof ConnectException ? "no connection" : Messages.reason(e);
    }
}
