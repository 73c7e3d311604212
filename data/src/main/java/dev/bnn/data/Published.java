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
 * @param bases addresses that have all files, each with a slash at its end, in the order to try
 */
record Published(String name, List<String> bases, List<PublishedFile> files) {
    /** A file's name, the kind of checksum and the checksum in hex. */
    record PublishedFile(String name, String algorithm, String checksum) {}

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
                            "SHA-256",
                            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                    new PublishedFile(
                            "train-labels-idx1-ubyte.gz",
                            "SHA-256",
                            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                    new PublishedFile(
                            "t10k-images-idx3-ubyte.gz",
                            "SHA-256",
                            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                    new PublishedFile(
                            "t10k-labels-idx1-ubyte.gz",
                            "SHA-256",
                            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")));

    /** From the author's page, with the MD5 that it states. */
    private static final Published CIFAR10 = new Published(
            "cifar10",
            List.of("https://www.cs.toronto.edu/~kriz/"),
            List.of(new PublishedFile(Cifar.ARCHIVE, "MD5", "c32a1d4ab5d03f1284b67883e8d87530")));

    static Optional<Published> named(String name) {
        return List.of(MNIST, CIFAR10).stream().filter(p -> p.name.equals(name)).findFirst();
    }

    /** The folder in the cache, after what it lacks was downloaded. */
    Path locate(DataRequest request) throws DataException {
        Path folder = request.cacheDir().resolve(name);
        if (Formats.recognises(folder) && missing(folder).size() == files.size()) {
            // the user laid the set out in another form: unpacked, or as images
            return folder;
        }
        for (PublishedFile file : missing(folder)) {
            if (request.offline()) {
                throw new DataException(
                        "the data set " + name + " is not on this machine: there is no " + folder.resolve(file.name)
                                + ", and downloads are off (offline)",
                        "Run once online, copy it there, or say where it is with -Dbnn.data=PATH.");
            }
            download(file, folder, request.progress());
        }
        return folder;
    }

    private List<PublishedFile> missing(Path folder) {
        return files.stream()
                .filter(f -> !Files.isRegularFile(folder.resolve(f.name)))
                .toList();
    }

    private void download(PublishedFile file, Path folder, Progress progress) throws DataException {
        List<String> failures = new ArrayList<>();
        for (String base : bases) {
            try {
                Download.fetch(
                        URI.create(base + file.name),
                        folder.resolve(file.name),
                        file.algorithm,
                        file.checksum,
                        progress);
                return;
            } catch (IOException e) {
                failures.add(base + file.name + ": " + reason(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DataException("the download of " + file.name + " was interrupted", "Start again.", e);
            }
        }
        throw new DataException(
                file.name + " of the data set " + name + " could not be downloaded to " + folder + "\n  "
                        + String.join("\n  ", failures),
                "Try again, copy the file to " + folder + ", or say where it is with -Dbnn.data=PATH.");
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return "no connection";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
