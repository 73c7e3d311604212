// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The CIFAR-10 binary version: data_batch_1.bin to data_batch_5.bin and test_batch.bin, in a folder or in their .tar.gz.
 * A record is a label byte and 3,072 pixel bytes in planes of red, green and blue, row by row.
 */
final class Cifar {
    static final String FOLDER = "cifar-10-batches-bin";
    static final String ARCHIVE = "cifar-10-binary.tar.gz";

    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final int RECORD = 1 + 3 * PLANE;
    private static final int RECORDS = 10_000;
    private static final String TEST = "test_batch.bin";
    private static final String META = "batches.meta.txt";
    private static final List<String> TRAIN =
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin");
    private static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    /** Names of all files that are read. */
    static final List<String> WANTED =
            Stream.of(TRAIN, List.of(TEST, META)).flatMap(List::stream).toList();

    /** Most bytes of one of them: the size of the published batches. */
    static final int MOST_FILE = RECORD * RECORDS;

    private static final int MOST_CLASSES = 256;

    private Cifar() {}

    /** The folder with the batches: this one or the one of the usual name in it; null if neither has any. */
    static Path in(Path folder) {
        for (Path candidate : List.of(folder, folder.resolve(FOLDER))) {
            if (Files.exists(candidate.resolve(TEST)) || Files.exists(candidate.resolve(TRAIN.get(0)))) {
                return candidate;
            }
        }
        return null;
    }

    static DataSet readFolder(String name, Path folder, DataRequest request) throws DataException {
        requireSize(folder, request);
        Map<String, byte[]> files = new TreeMap<>();
        for (String file : WANTED) {
            Path path = folder.resolve(file);
            if (Files.isRegularFile(path)) {
                try {
                    files.put(file, Messages.content(path, MOST_FILE));
                } catch (IOException e) {
                    throw Messages.unreadable(path, e);
                }
                request.progress().step("Reading " + name, files.size(), WANTED.size());
            }
        }
        return assemble(name, folder, files, request);
    }

    static void requireSize(Path from, DataRequest request) throws DataException {
        DataSets.requireSize(from.toString(), 3, SIDE, SIDE, request);
    }

    static DataSet assemble(String name, Path from, Map<String, byte[]> files, DataRequest request)
            throws DataException {
        List<String> classes = classes(from, files.get(META));
        Memory.require(
                from.toString(),
                files.values().stream().mapToLong(f -> f.length).sum());
        ImageSet train = images(from, TRAIN, files, classes.size(), request.progress());
        ImageSet test = images(from, List.of(TEST), files, classes.size(), request.progress());
        return Labels.named(name, from.toString(), classes, train, test, request);
    }

    /** The names in batches.meta.txt, one per line; those of CIFAR-10 where there is no such file. */
    private static List<String> classes(Path from, byte[] meta) throws DataException {
        if (meta == null) {
            return CLASSES;
        }
        String text = new String(meta, StandardCharsets.UTF_8);
        List<String> names =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        boolean texts = text.chars().noneMatch(c -> c == 0xFFFD || (c < ' ' && !Character.isWhitespace(c)));
        int different = Set.copyOf(names).size();
        if (!texts || different < names.size() || different < 2 || different > MOST_CLASSES) {
            throw new DataException(
                    META + " in " + from
                            + " is corrupt: it should have a line for each of 2 to 256 classes, each another name",
                    Messages.FETCH_AGAIN);
        }
        return names;
    }

    private static ImageSet images(
            Path from, List<String> names, Map<String, byte[]> files, int classes, Progress progress)
            throws DataException {
        int count = 0;
        for (String name : names) {
            byte[] file = files.get(name);
            if (file == null) {
                throw new DataException(
                        from + " has no " + name, "Take all files of the CIFAR-10 binary version, or " + ARCHIVE + ".");
            }
            if (file.length == 0 || file.length % RECORD != 0) {
                throw new DataException(
                        String.format(
                                Locale.ROOT,
                                "%s in %s has %d bytes; whole records of %d bytes were expected, %d in all",
                                name,
                                from,
                                file.length,
                                RECORD,
                                RECORD * RECORDS),
                        Messages.FETCH_AGAIN);
            }
            if (file.length != RECORD * RECORDS) {
                progress.message(name + " has " + file.length / RECORD + " images; the original has " + RECORDS);
            }
            count += file.length / RECORD;
        }
        byte[] pixels = new byte[count * 3 * PLANE];
        int[] labels = new int[count];
        int image = 0;
        for (String name : names) {
            byte[] file = files.get(name);
            for (int at = 0; at < file.length; at += RECORD, image++) {
                int label = file[at] & 0xFF;
                if (label >= classes) {
                    throw new DataException(
                            String.format(
                                    Locale.ROOT,
                                    "%s in %s is corrupt: record %d has label %d, labels go from 0 to %d",
                                    name,
                                    from,
                                    at / RECORD,
                                    label,
                                    classes - 1),
                            Messages.FETCH_AGAIN);
                }
                labels[image] = label;
                planesToHwc(file, at + 1, pixels, image * 3 * PLANE);
            }
        }
        return new ImageSet(3, SIDE, SIDE, pixels, labels);
    }

    private static void planesToHwc(byte[] from, int at, byte[] to, int start) {
        for (int i = 0; i < PLANE; i++) {
            to[start + 3 * i] = from[at + i];
            to[start + 3 * i + 1] = from[at + PLANE + i];
            to[start + 3 * i + 2] = from[at + 2 * PLANE + i];
        }
    }
}
