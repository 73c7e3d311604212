// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.Messages;
import dev.bnn.data.Progress;
import dev.bnn.data.download.Download;
import dev.bnn.data.download.PublishedFile;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data set that can be downloaded.
 *
 * @param name the folder in the cache, and in messages
 * @param bases addresses that have all files, each ending in a slash, in the order of use
 */
public record Published(String name, List<String> bases, List<PublishedFile> files) {
    /**
     * The two public copies of the MNIST files that common frameworks load (the author's own page no longer serves them), with
     * the SHA-256 of the unchanged files from 1998.
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

    static final String CIFAR100 = "cifar100";
    static final String SVHN = "svhn";
    static final String EMNIST = "emnist";

    /** CIFAR from its author's page, with the SHA-256 that TensorFlow Datasets lists; the page itself states an MD5. */
    private static final Published CIFAR10 = cifar(
            "cifar10",
            CifarVersion.TEN,
            170_052_171,
            "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9dddda3db29a59bca1dd");

    private static final Published CIFAR_HUNDRED = cifar(
            CIFAR100,
            CifarVersion.HUNDRED,
            168_513_733,
            "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec");

    /** Fashion-MNIST's own address, with the SHA-256 that TensorFlow Datasets lists. */
    private static final Published FASHION_MNIST = new Published(
            "fashion_mnist",
            List.of("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            List.of(
                    new PublishedFile(
                            "train-images-idx3-ubyte.gz",
                            26_421_880,
                            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                    new PublishedFile(
                            "train-labels-idx1-ubyte.gz",
                            29_515,
                            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                    new PublishedFile(
                            "t10k-images-idx3-ubyte.gz",
                            4_422_102,
                            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                    new PublishedFile(
                            "t10k-labels-idx1-ubyte.gz",
                            5_148,
                            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")));

    /** The addresses that NIST has had for EMNIST, with the SHA-256 that TensorFlow Datasets lists. */
    private static final Published EMNIST_SETS = new Published(
            EMNIST,
            List.of(
                    "https://biometrics.nist.gov/cs_links/EMNIST/",
                    "https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/"),
            List.of(new PublishedFile(
                    Emnist.ARCHIVE, 561_753_746, "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e")));

    /** SVHN from its authors' page, with the SHA-256 that TensorFlow Datasets lists. */
    private static final Published SVHN_DIGITS = svhn(List.of(
            new PublishedFile(
                    Svhn.TRAIN, 182_040_794, "435e94d69a87fde4fd4d7f3dd208dfc32cb6ae8af2240d066de1df7508d083b8"),
            new PublishedFile(
                    Svhn.TEST, 64_275_384, "cdce80dfb2a2c4c6160906d0bd7c68ec5a99d7ca4831afa54f09182025b6a75b")));

    private static final Published SVHN_EXTRA = svhn(Stream.concat(
                    SVHN_DIGITS.files.stream(),
                    Stream.of(new PublishedFile(
                            Svhn.EXTRA,
                            1_329_278_602,
                            "a133a4beb38a00fcdda90c9489e0c04f900b660ce8a316a5e854838379a71eb3")))
            .toList());

    private static final Map<String, Published> BY_SPEC = bySpec();

    private static Published cifar(String name, CifarVersion version, long bytes, String sha256) {
        return new Published(
                name,
                List.of("https://www.cs.toronto.edu/~kriz/"),
                List.of(new PublishedFile(version.archive(), bytes, sha256)));
    }

    private static Published svhn(List<PublishedFile> files) {
        return new Published(SVHN, List.of("http://ufldl.stanford.edu/housenumbers/"), files);
    }

    private static Map<String, Published> bySpec() {
        Map<String, Published> sets = new LinkedHashMap<>();
        for (Published set : List.of(MNIST, CIFAR10, CIFAR_HUNDRED, FASHION_MNIST, SVHN_DIGITS)) {
            sets.put(set.name, set);
        }
        sets.put(CIFAR100 + ":coarse", CIFAR_HUNDRED);
        sets.put(SVHN + ":extra", SVHN_EXTRA);
        for (Emnist split : Emnist.values()) {
            sets.put(EMNIST + ":" + split.word(), EMNIST_SETS);
        }
        return sets;
    }

    /** The set with a name; a set with variants takes one after a colon: {@code emnist:letters}. */
    public static Optional<Published> named(String spec) {
        return Optional.ofNullable(BY_SPEC.get(spec));
    }

    /** Checks the files in the cache, downloads the missing ones, and returns the folder. */
    public Path locate(DataRequest request) throws DataException {
        Path folder = request.cacheDir().resolve(name);
        boolean none = files.stream().noneMatch(f -> Files.isRegularFile(folder.resolve(f.name())));
        if (none && Formats.recognizes(folder)) {
            // The user has the set in another form, such as unpacked or as images.
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

    /** What is wrong with a file in the cache, if anything. */
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
