// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.Labels;
import dev.bnn.data.Messages;
import dev.bnn.data.archive.EntryFilter;
import dev.bnn.data.archive.FolderTree;
import dev.bnn.data.archive.ImageTree;
import dev.bnn.data.folder.ImageFiles;
import dev.bnn.data.folder.Layout;
import dev.bnn.data.folder.Layout.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The German Traffic Sign Recognition Benchmark (Stallkamp et al. 2012): PPM files in a folder for each class of training images,
 * and in one folder for all test images. Each folder has a CSV with a line for each image; its last column is the class. The
 * whole image is used, not only the part that the CSV marks.
 *
 * @param root the folder that the request names
 * @param train the folder that contains the class folders
 */
record Gtsrb(Path root, Path train) {
    private static final List<String> ROOTS = List.of("", "GTSRB");
    private static final List<String> TRAIN = List.of("Final_Training/Images", "Training");
    private static final String TEST = "Final_Test/Images";
    private static final String TEST_CSV = "GT-final_test.csv";
    private static final String FILE = "Filename";
    private static final String CLASS = "ClassId";
    private static final int MOST_CSV = 1 << 24;

    /** A line of a CSV: an image's path from the root, and its class. */
    private record Sign(String path, int label) {}

    /** Looks for the training images; if there are some, the folder counts as GTSRB. */
    static Optional<Gtsrb> in(Path folder) {
        for (String root : ROOTS) {
            for (String train : TRAIN) {
                Path candidate = folder.resolve(root).resolve(train);
                if (classes(candidate).stream().anyMatch(c -> Files.isRegularFile(csv(c)))) {
                    return Optional.of(new Gtsrb(folder, candidate));
                }
            }
        }
        return Optional.empty();
    }

    private static Path csv(Path classFolder) {
        return classFolder.resolve("GT-" + classFolder.getFileName() + ".csv");
    }

    /** The subfolders whose names are numbers. */
    private static List<Path> classes(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(c -> c.getFileName().toString().matches("[0-9]{5}") && Files.isDirectory(c))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    DataSet read(String name, DataRequest request) throws DataException {
        List<Sign> training = new ArrayList<>();
        for (Path folder : classes(train)) {
            List<Sign> signs = signs(csv(folder), folder);
            int label = Integer.parseInt(folder.getFileName().toString());
            for (Sign sign : signs) {
                if (sign.label() != label) {
                    throw new DataException(
                            csv(folder) + " is corrupt: " + sign.path() + " has class " + sign.label(),
                            Messages.FETCH_AGAIN);
                }
            }
            training.addAll(signs);
        }
        List<Sign> test = test();
        IntFunction<String> names = names(training, test, request);
        try (ImageTree tree = FolderTree.of(root, EntryFilter.of(root, request))) {
            Map<Part, Map<String, List<String>>> parts = Map.of(
                    Part.TRAIN, byClass(tree, training, names),
                    Part.TEST, byClass(tree, test, names));
            Map<Part, String> folders = Map.of(Part.TRAIN, relative(train), Part.TEST, relative(testFolder()));
            return ImageFiles.read(name, tree, new Layout("", folders, parts, tree.notes()), request);
        } catch (IOException e) {
            throw Messages.unreadable(root, e);
        }
    }

    private String relative(Path folder) {
        return root.relativize(folder).toString().replace('\\', '/');
    }

    /** The folder {@code GTSRB}. */
    private Path base() {
        return train.endsWith("Training")
                ? train.getParent()
                : train.getParent().getParent();
    }

    private Path testFolder() {
        return base().resolve(TEST);
    }

    /** The published zip file of the test images has a CSV without classes; the CSV with classes comes in a separate file. */
    private List<Sign> test() throws DataException {
        for (Path folder : List.of(testFolder(), base(), base().resolve("Final_Test"), root)) {
            Path csv = folder.resolve(TEST_CSV);
            if (Files.isRegularFile(csv)) {
                return signs(csv, testFolder());
            }
        }
        throw new DataException(
                root + " has no " + TEST_CSV + ", which has the classes of the test images",
                "Unpack GTSRB_Final_Test_Images.zip and GTSRB_Final_Test_GT.zip there.");
    }

    private List<Sign> signs(Path csv, Path folder) throws DataException {
        List<String> lines;
        try {
            lines = new String(Messages.content(csv, MOST_CSV), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw Messages.unreadable(csv, e);
        }
        List<String> columns =
                lines.isEmpty() ? List.of() : List.of(lines.get(0).strip().split(";"));
        int file = columns.indexOf(FILE);
        int label = columns.indexOf(CLASS);
        if (file < 0 || label < 0) {
            throw new DataException(
                    csv + " has no columns " + FILE + " and " + CLASS + ", but " + Messages.list(columns),
                    "Take the file of the published set.");
        }
        List<Sign> signs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] values = lines.get(i).strip().split(";", -1);
            boolean whole = values.length == columns.size()
                    && values[label].matches("[0-9]{1,4}")
                    && values[file].matches("[^/\\\\]+");
            if (!whole) {
                throw new DataException(
                        csv + " is corrupt: line " + (i + 1) + " has no file and class: " + lines.get(i),
                        Messages.FETCH_AGAIN);
            }
            signs.add(new Sign(relative(folder) + "/" + values[file], Integer.parseInt(values[label])));
        }
        if (signs.isEmpty()) {
            throw new DataException(csv + " names no images", Messages.FETCH_AGAIN);
        }
        return signs;
    }

    /**
     * The data's name for each class: its number, or, if the network's classes are not numbers, the network's name at that place
     * in the order.
     */
    private IntFunction<String> names(List<Sign> training, List<Sign> test, DataRequest request) throws DataException {
        ClassNames wanted = request.classes();
        int last = Stream.concat(training.stream(), test.stream())
                .mapToInt(Sign::label)
                .max()
                .orElse(0);
        if (wanted.any() || wanted.numbers()) {
            return k -> wanted.any() ? String.format(Locale.ROOT, "%05d", k) : Integer.toString(k);
        }
        Labels.requireOrder(root.toString(), 0, last, wanted);
        Labels.sayOrder(root.toString(), wanted, request.progress());
        return k -> wanted.inData().get(k);
    }

    private Map<String, List<String>> byClass(ImageTree tree, List<Sign> signs, IntFunction<String> names)
            throws DataException {
        Set<String> there = Set.copyOf(tree.paths());
        Map<String, List<String>> byClass = new TreeMap<>();
        for (Sign sign : signs) {
            if (!there.contains(sign.path())) {
                throw new DataException(
                        root + " has no " + sign.path() + ", which a CSV names", "Unpack the published files again.");
            }
            byClass.computeIfAbsent(names.apply(sign.label()), c -> new ArrayList<>())
                    .add(sign.path());
        }
        return byClass;
    }
}
