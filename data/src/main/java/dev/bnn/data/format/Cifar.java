// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Labels;
import dev.bnn.data.Memory;
import dev.bnn.data.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the binary versions of CIFAR-10 and CIFAR-100. Pixels are planes of red, green and blue, row by row. */
final class Cifar {
    private static final int PLANE = CifarVersion.SIDE * CifarVersion.SIDE;
    private static final List<String> TEN_CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final int MOST_CLASSES = 256;

    private final CifarVersion version;
    private final String name;
    private final Path from;
    private final Map<String, byte[]> files;
    private final DataRequest request;

    private Cifar(CifarVersion version, String name, Path from, Map<String, byte[]> files, DataRequest request) {
        this.version = version;
        this.name = name;
        this.from = from;
        this.files = files;
        this.request = request;
    }

    static DataSet readFolder(String name, CifarVersion.Found found, DataRequest request) throws DataException {
        CifarVersion version = found.version();
        requireSize(found.folder(), request);
        Map<String, byte[]> files = new TreeMap<>();
        for (String file : version.wanted()) {
            Path path = found.folder().resolve(file);
            if (Files.isRegularFile(path)) {
                try {
                    files.put(file, Messages.content(path, version.mostFile()));
                } catch (IOException e) {
                    throw Messages.unreadable(path, e);
                }
                request.progress()
                        .step("Reading " + name, files.size(), version.wanted().size());
            }
        }
        return assemble(version, name, found.folder(), files, request);
    }

    static void requireSize(Path from, DataRequest request) throws DataException {
        DataSets.requireSize(from.toString(), 3, CifarVersion.SIDE, CifarVersion.SIDE, request);
    }

    static DataSet assemble(
            CifarVersion version, String name, Path from, Map<String, byte[]> files, DataRequest request)
            throws DataException {
        Memory.require(
                from.toString(),
                files.values().stream().mapToLong(f -> f.length).sum());
        return new Cifar(version, name, from, files, request).assemble();
    }

    private DataSet assemble() throws DataException {
        return version == CifarVersion.TEN
                ? labelled(0, files.containsKey(version.names(0)) ? names(version.names(0)) : TEN_CLASSES)
                : hundred();
    }

    /**
     * CIFAR-100 with the coarse labels if the request says so, or if it names a folder and the network has the coarse classes;
     * otherwise with the fine labels.
     */
    private DataSet hundred() throws DataException {
        ClassNames wanted = request.classes();
        if (request.variant().isPresent()) {
            return labelled(CifarVersion.COARSE, names(required(CifarVersion.COARSE)));
        }
        boolean open = !request.spec().equals(Published.CIFAR100) && !wanted.any();
        if (open && files.containsKey(version.names(CifarVersion.COARSE))) {
            List<String> coarse = names(version.names(CifarVersion.COARSE));
            ClassNames.Match match = wanted.match(coarse);
            if (match.strangers().isEmpty() && match.missing().isEmpty()) {
                return labelled(CifarVersion.COARSE, coarse);
            }
        }
        return labelled(CifarVersion.FINE, names(required(CifarVersion.FINE)));
    }

    private String required(int label) throws DataException {
        String file = version.names(label);
        if (!files.containsKey(file)) {
            throw missing(file);
        }
        return file;
    }

    private DataException missing(String file) {
        return new DataException(
                from + " has no " + file,
                "Take all files of the " + version.title() + " binary version, or " + version.archive() + ".");
    }

    private DataSet labelled(int at, List<String> classes) throws DataException {
        ImageSet train = images(version.train(), at, classes.size());
        ImageSet test = images(List.of(version.test()), at, classes.size());
        return Labels.named(name, from.toString(), classes, train, test, request);
    }

    /** The names in a file, one per line. */
    private List<String> names(String file) throws DataException {
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        List<String> names =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        boolean texts = text.chars().noneMatch(c -> c == 0xFFFD || (c < ' ' && !Character.isWhitespace(c)));
        int different = Set.copyOf(names).size();
        if (!texts || different < names.size() || different < 2 || different > MOST_CLASSES) {
            throw new DataException(
                    file + " in " + from
                            + " is corrupt: it should have a line for each of 2 to 256 classes, each another name",
                    Messages.FETCH_AGAIN);
        }
        return names;
    }

    /** @param at index of the label byte in a record */
    private ImageSet images(List<String> names, int at, int classes) throws DataException {
        int count = 0;
        for (String file : names) {
            count += records(file);
        }
        byte[] pixels = new byte[count * CifarVersion.PIXELS];
        int[] labels = new int[count];
        int image = 0;
        for (String file : names) {
            byte[] content = files.get(file);
            for (int start = 0; start < content.length; start += version.record(), image++) {
                int label = content[start + at] & 0xFF;
                if (label >= classes) {
                    throw new DataException(
                            String.format(
                                    Locale.ROOT,
                                    "%s in %s is corrupt: record %d has label %d, labels go from 0 to %d",
                                    file,
                                    from,
                                    start / version.record(),
                                    label,
                                    classes - 1),
                            Messages.FETCH_AGAIN);
                }
                labels[image] = label;
                planesToHwc(content, start + version.labels(), pixels, image * CifarVersion.PIXELS);
            }
        }
        return new ImageSet(3, CifarVersion.SIDE, CifarVersion.SIDE, pixels, labels);
    }

    /** The number of records in a file, which must consist of whole records. */
    private int records(String file) throws DataException {
        byte[] content = files.get(file);
        if (content == null) {
            throw missing(file);
        }
        int published = version.records(file);
        if (content.length == 0 || content.length % version.record() != 0) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s in %s has %d bytes; whole records of %d bytes were expected, %d in all",
                            file,
                            from,
                            content.length,
                            version.record(),
                            version.record() * published),
                    Messages.FETCH_AGAIN);
        }
        int records = content.length / version.record();
        if (records != published) {
            request.progress().message(file + " has " + records + " images; the original has " + published);
        }
        return records;
    }

    private static void planesToHwc(byte[] from, int at, byte[] to, int start) {
        for (int i = 0; i < PLANE; i++) {
            to[start + 3 * i] = from[at + i];
            to[start + 3 * i + 1] = from[at + PLANE + i];
            to[start + 3 * i + 2] = from[at + 2 * PLANE + i];
        }
    }
}
