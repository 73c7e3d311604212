// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The binary versions of CIFAR-10 and CIFAR-100: files of records, each with the bytes of its labels and 3,072 bytes of pixels.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">the author's description</a>
 */
enum CifarVersion {
    TEN(
            "CIFAR-10",
            "cifar-10-batches-bin",
            "cifar-10-binary.tar.gz",
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"),
            "test_batch.bin",
            1,
            10_000,
            List.of("batches.meta.txt")),
    /** A record begins with one of 20 coarse labels and one of 100 fine labels. */
    HUNDRED(
            "CIFAR-100",
            "cifar-100-binary",
            "cifar-100-binary.tar.gz",
            List.of("train.bin"),
            "test.bin",
            2,
            50_000,
            List.of("coarse_label_names.txt", "fine_label_names.txt"));

    static final int SIDE = 32;
    static final int PIXELS = 3 * SIDE * SIDE;
    static final int COARSE = 0;
    static final int FINE = 1;

    private static final int TEST_RECORDS = 10_000;

    private final String title;
    private final String folder;
    private final String archive;
    private final List<String> train;
    private final String test;
    private final int labels;
    private final int trainRecords;
    private final List<String> names;

    CifarVersion(
            String title,
            String folder,
            String archive,
            List<String> train,
            String test,
            int labels,
            int trainRecords,
            List<String> names) {
        this.title = title;
        this.folder = folder;
        this.archive = archive;
        this.train = train;
        this.test = test;
        this.labels = labels;
        this.trainRecords = trainRecords;
        this.names = names;
    }

    String title() {
        return title;
    }

    /** The archive that the author publishes. */
    String archive() {
        return archive;
    }

    List<String> train() {
        return train;
    }

    String test() {
        return test;
    }

    /** The file with the names of the k-th label, one per line. */
    String names(int label) {
        return names.get(label);
    }

    /** Number of bytes per record. */
    int record() {
        return labels + PIXELS;
    }

    /** Number of label bytes before the pixels. */
    int labels() {
        return labels;
    }

    /** Number of records in that file as published. */
    int records(String file) {
        return file.equals(test) ? TEST_RECORDS : trainRecords;
    }

    /** Maximum size of one of the files: the size of the largest published one. */
    int mostFile() {
        return record() * Math.max(TEST_RECORDS, trainRecords);
    }

    /** Names of all files to read. */
    List<String> wanted() {
        return Stream.of(train, List.of(test), names).flatMap(List::stream).toList();
    }

    /** The folder with the files: this one, or the subfolder with the usual name; null if neither has any. */
    private Path in(Path place) {
        for (Path candidate : List.of(place, place.resolve(folder))) {
            if (Files.exists(candidate.resolve(test)) || Files.exists(candidate.resolve(train.get(0)))) {
                return candidate;
            }
        }
        return null;
    }

    /** A version and the folder with its files. */
    record Found(CifarVersion version, Path folder) {}

    /** The version that a folder contains. */
    static Optional<Found> found(Path place) {
        for (CifarVersion version : values()) {
            Path in = version.in(place);
            if (in != null) {
                return Optional.of(new Found(version, in));
            }
        }
        return Optional.empty();
    }

    /**
     * The version to which an archive entry with that path belongs. The file names of CIFAR-100 are generic, so they count only
     * in its own folder.
     */
    static Optional<CifarVersion> ofEntry(String path) {
        int slash = path.lastIndexOf('/');
        String last = path.substring(slash + 1);
        if (TEN.wanted().contains(last)) {
            return Optional.of(TEN);
        }
        boolean hundred = slash >= 0 && path.substring(0, slash).endsWith(HUNDRED.folder);
        return hundred && HUNDRED.wanted().contains(last) ? Optional.of(HUNDRED) : Optional.empty();
    }
}
