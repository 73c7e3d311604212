package dev.bnn.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

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

    static DataSet readFolder(String name, Path folder, Progress progress) throws DataException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String file : wanted()) {
            Path path = folder.resolve(file);
            if (Files.isRegularFile(path)) {
                try {
                    files.put(file, Files.readAllBytes(path));
                } catch (IOException e) {
                    throw Messages.unreadable(path, e);
                }
                progress.step("Reading " + name, files.size(), wanted().size());
            }
        }
        return assemble(name, folder, files, progress);
    }

    static DataSet readArchive(String name, Path archive, Progress progress) throws DataException {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream in =
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16), 1 << 16)) {
            Tar tar = new Tar(in);
            for (Tar.Entry entry = tar.next(); entry != null; entry = tar.next()) {
                String file = entry.name().substring(entry.name().lastIndexOf('/') + 1);
                if (wanted().contains(file)) {
                    files.put(file, tar.content());
                    progress.step("Reading " + name, files.size(), wanted().size());
                }
            }
        } catch (EOFException e) {
            throw new DataException(
                    archive + " is cut short: " + Messages.size(archive) + " bytes are not the whole archive",
                    Messages.FETCH_AGAIN,
                    e);
        } catch (ZipException | Tar.FormatException e) {
            throw new DataException(archive + " is not a sound .tar.gz: " + e.getMessage(), Messages.FETCH_AGAIN, e);
        } catch (IOException e) {
            throw Messages.unreadable(archive, e);
        }
        return assemble(name, archive, files, progress);
    }

    private static List<String> wanted() {
        List<String> all = new ArrayList<>(TRAIN);
        all.add(TEST);
        all.add(META);
        return all;
    }

    private static DataSet assemble(String name, Path from, Map<String, byte[]> files, Progress progress)
            throws DataException {
        ImageSet train = images(from, TRAIN, files, progress);
        ImageSet test = images(from, List.of(TEST), files, progress);
        return DataSet.of(name, classes(files.get(META)), train, test);
    }

    /** The names in batches.meta.txt where it is there and has ten. */
    private static List<String> classes(byte[] meta) {
        if (meta == null) {
            return CLASSES;
        }
        List<String> names = new String(meta, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return names.size() == CLASSES.size() ? names : CLASSES;
    }

    private static ImageSet images(Path from, List<String> names, Map<String, byte[]> files, Progress progress)
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
        byte[] labels = new byte[count];
        int image = 0;
        for (String name : names) {
            byte[] file = files.get(name);
            for (int at = 0; at < file.length; at += RECORD, image++) {
                if (file[at] < 0 || file[at] >= CLASSES.size()) {
                    throw new DataException(
                            String.format(
                                    Locale.ROOT,
                                    "%s in %s is corrupt: record %d has label %d, labels go from 0 to 9",
                                    name,
                                    from,
                                    at / RECORD,
                                    file[at] & 0xFF),
                            Messages.FETCH_AGAIN);
                }
                labels[image] = file[at];
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
