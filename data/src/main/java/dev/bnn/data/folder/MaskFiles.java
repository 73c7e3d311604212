// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.folder;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Labels;
import dev.bnn.data.Memory;
import dev.bnn.data.Messages;
import dev.bnn.data.Photo;
import dev.bnn.data.SplitMix64;
import dev.bnn.data.archive.ImageTree;
import dev.bnn.data.folder.Layout.Part;
import dev.bnn.data.picture.Decoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads images with a label for each pixel: {@code images/NAME.EXT} and {@code masks/NAME.png}, in a folder or an archive, or
 * both under {@code train}, {@code val} and {@code test}. A mask has the size of its image, and a palette or gray index for each
 * pixel: the number of its class, or 255 for none. Without test images, a sixth of the training images becomes the test set.
 */
final class MaskFiles {
    private static final Pattern PATH = Pattern.compile("(?:(.*)/)?(images|masks)/([^/]+)\\.[^./]+");
    private static final String IMAGES = "images";
    private static final String MASKS = "masks";
    private static final int NONE = 255;
    private static final int UNKNOWN = -2;
    private static final int TEST_PART = 6;
    private static final int REPORT = 100;
    private static final String ADVICE =
            "Lay them out as images/NAME.png and masks/NAME.png, or below the folders train, val and test.";

    private final ImageTree tree;
    private final DataRequest request;
    /** For each index in a mask, its class, or {@link ImageSet#IGNORED}; {@link #UNKNOWN} for an index without meaning. */
    private final int[] classes = new int[NONE + 1];

    private int largest = -1;

    private record Pair(String image, String mask) {}

    private MaskFiles(ImageTree tree, DataRequest request) {
        this.tree = tree;
        this.request = request;
    }

    /** True for a tree that has a folder of images and a folder of masks, and no image files elsewhere. */
    static boolean in(ImageTree tree) {
        boolean masks = false;
        boolean images = false;
        for (String path : tree.paths()) {
            Matcher m = PATH.matcher(path);
            if (!m.matches()) {
                return false;
            }
            images |= m.group(2).equals(IMAGES);
            masks |= !m.group(2).equals(IMAGES);
        }
        return images && masks;
    }

    static DataSet read(String name, ImageTree tree, DataRequest request) throws DataException {
        return new MaskFiles(tree, request).read(name);
    }

    private DataSet read(String name) throws DataException {
        ImageFiles.requireChannels(tree, request);
        indices();
        Map<Part, List<Pair>> parts = pairs();
        List<Pair> all = parts.get(Part.TRAIN);
        if (all == null) {
            throw new DataException(tree.name() + " has images and masks, but none to train on", ADVICE);
        }
        List<Pair> test = parts.get(Part.TEST);
        List<Pair> train = all;
        if (test == null) {
            if (all.size() < 2) {
                throw new DataException(
                        tree.name() + " has one image, which cannot be split into training and test", "Add images.");
            }
            int[] order = new int[all.size()];
            Arrays.setAll(order, i -> i);
            SplitMix64.of(request.seed(), all.size(), 0).shuffle(order);
            int held = Math.max(1, all.size() / TEST_PART);
            test = pick(all, Arrays.copyOf(order, held));
            train = pick(all, Arrays.copyOfRange(order, held, order.length));
            request.progress()
                    .message(String.format(
                            Locale.ROOT,
                            "%s has no test folder: %d images are held out as the test set, %d remain",
                            tree.name(),
                            test.size(),
                            train.size()));
        }
        List<Pair> validation = parts.getOrDefault(Part.VALIDATION, List.of());
        long pixels = (long) (train.size() + validation.size() + test.size()) * request.height() * request.width();
        Memory.require(tree.name(), pixels * (request.channels() + Integer.BYTES));
        ImageSet trainSet = decode(train);
        Optional<ImageSet> validationSet = validation.isEmpty() ? Optional.empty() : Optional.of(decode(validation));
        ImageSet testSet = decode(test);
        ClassNames wanted = request.classes();
        List<String> names = wanted.any()
                ? IntStream.rangeClosed(0, Math.max(1, largest))
                        .mapToObj(Integer::toString)
                        .toList()
                : wanted.names();
        sayMissing(names, trainSet);
        return DataSet.of(name, names, trainSet, validationSet, testSet);
    }

    /** Reports the classes that no training pixel has. */
    private void sayMissing(List<String> names, ImageSet train) {
        boolean[] seen = new boolean[names.size()];
        for (int label : train.labels()) {
            if (label != ImageSet.IGNORED) {
                seen[label] = true;
            }
        }
        List<String> missing = IntStream.range(0, seen.length)
                .filter(c -> !seen[c])
                .mapToObj(names::get)
                .toList();
        if (!missing.isEmpty()) {
            request.progress().message(tree.name() + " has no training pixels of " + Messages.list(missing));
        }
    }

    /**
     * Sets the class of each index: if the classes are numbers, the class that has the index as its name in the data; otherwise
     * the classes take the indices in order.
     */
    private void indices() throws DataException {
        Arrays.fill(classes, UNKNOWN);
        ClassNames wanted = request.classes();
        for (int c = 0; c < (wanted.any() ? NONE : wanted.names().size()); c++) {
            int index = !wanted.any() && wanted.numbers() ? number(wanted, c) : c;
            if (index < NONE && classes[index] != UNKNOWN) {
                throw new DataException(
                        "the classes " + wanted.names().get(classes[index]) + " and "
                                + wanted.names().get(c) + " of the network both have the number " + index + " in masks",
                        "Give each class its own number.");
            }
            if (index < NONE) {
                classes[index] = c;
            }
        }
        classes[NONE] = ImageSet.IGNORED;
        if (!wanted.any() && !wanted.numbers()) {
            Labels.sayOrder(tree.name(), wanted, request.progress());
        }
    }

    /** The number that the model gives a class. */
    private static int number(ClassNames wanted, int c) throws DataException {
        String digits = wanted.inData().get(c).replaceFirst("^0+(?=.)", "");
        if (digits.length() > 3 || Integer.parseInt(digits) >= NONE) {
            throw new DataException(
                    "the class " + wanted.names().get(c) + " of the network has the number "
                            + wanted.inData().get(c) + ", which no mask can have for a class",
                    "Give it a number from 0 to " + (NONE - 1) + "; " + NONE + " is a pixel without a class.");
        }
        return Integer.parseInt(digits);
    }

    /** The images of a part, or their masks. */
    private Map<Part, Map<String, String>> files(String kind) throws DataException {
        Map<Part, Map<String, String>> files = new EnumMap<>(Part.class);
        Map<Part, String> folders = new EnumMap<>(Part.class);
        for (String path : tree.paths()) {
            Matcher m = PATH.matcher(path);
            if (m.matches() && m.group(2).equals(kind)) {
                String folder = m.group(1) == null ? "" : m.group(1);
                Part part = Optional.ofNullable(Part.of(folder.substring(folder.lastIndexOf('/') + 1)))
                        .orElse(Part.TRAIN);
                String other = folders.putIfAbsent(part, folder);
                String before =
                        files.computeIfAbsent(part, p -> new TreeMap<>()).put(m.group(3), path);
                if (other != null && !other.equals(folder)) {
                    throw new DataException(
                            tree.name() + " has " + kind + " both in " + place(other, kind) + " and in "
                                    + place(folder, kind),
                            "Put them into one folder, or into the folders train, val and test.");
                }
                if (before != null) {
                    throw new DataException(
                            tree.name() + " has both " + before + " and " + path, "Remove one of them.");
                }
            }
        }
        return files;
    }

    private static String place(String folder, String kind) {
        return folder.isEmpty() ? kind : folder + "/" + kind;
    }

    private Map<Part, List<Pair>> pairs() throws DataException {
        Map<Part, Map<String, String>> images = files(IMAGES);
        Map<Part, Map<String, String>> masks = files(MASKS);
        Map<Part, List<Pair>> pairs = new EnumMap<>(Part.class);
        for (Map.Entry<Part, Map<String, String>> part : images.entrySet()) {
            Map<String, String> of = masks.getOrDefault(part.getKey(), Map.of());
            List<Pair> list = new ArrayList<>();
            for (Map.Entry<String, String> image : part.getValue().entrySet()) {
                String mask = of.get(image.getKey());
                if (mask == null) {
                    throw new DataException(
                            "image " + image.getValue() + " in " + tree.name() + " has no mask",
                            "Add masks/" + image.getKey() + ".png beside the folder of images, or remove the image.");
                }
                list.add(new Pair(image.getValue(), mask));
            }
            pairs.put(part.getKey(), list);
        }
        for (Map.Entry<Part, Map<String, String>> part : masks.entrySet()) {
            for (Map.Entry<String, String> mask : part.getValue().entrySet()) {
                if (!images.getOrDefault(part.getKey(), Map.of()).containsKey(mask.getKey())) {
                    throw new DataException(
                            "mask " + mask.getValue() + " in " + tree.name() + " has no image",
                            "Add the image to the folder images, or remove the mask.");
                }
            }
        }
        return pairs;
    }

    private static List<Pair> pick(List<Pair> all, int[] indices) {
        return Arrays.stream(indices).sorted().mapToObj(all::get).toList();
    }

    private ImageSet decode(List<Pair> pairs) throws DataException {
        int size = request.height() * request.width();
        if ((long) pairs.size() * request.imageSize() > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    tree.name() + " has " + pairs.size() + " images of " + request.imageSize()
                            + " bytes, more than can be loaded",
                    "Use fewer or smaller images.");
        }
        byte[] pixels = new byte[pairs.size() * request.imageSize()];
        int[] labels = new int[pairs.size() * size];
        for (int i = 0; i < pairs.size(); i++) {
            decode(pairs.get(i), pixels, i * request.imageSize(), labels, i * size);
            if (i % REPORT == 0 || i == pairs.size() - 1) {
                request.progress().step("Reading images", i + 1, pairs.size());
            }
        }
        return new ImageSet(request.channels(), request.height(), request.width(), pixels, labels);
    }

    private void decode(Pair pair, byte[] pixels, int at, int[] labels, int first) throws DataException {
        int[] extent = with(
                pair.image(),
                "image",
                content -> Photo.decode(pair.image(), content, photo -> {
                    Photo.Crop part = photo.center(request.width(), request.height());
                    photo.sample(part, request.channels(), request.height(), request.width(), pixels, at);
                    return new int[] {photo.width(), photo.height(), part.x(), part.y(), part.width(), part.height()};
                }));
        Decoder.Indices mask = with(pair.mask(), "mask", Decoder::indices);
        if (mask.width() != extent[0] || mask.height() != extent[1]) {
            throw new DataException(
                    "mask " + pair.mask() + " in " + tree.name() + " has " + mask.width() + " x " + mask.height()
                            + " pixels, but its image " + extent[0] + " x " + extent[1],
                    mask.width() == extent[1] && mask.height() == extent[0]
                            ? "Turn the mask; the size of an image is that after its Exif orientation."
                            : "Make them the same size.");
        }
        for (int y = 0; y < request.height(); y++) {
            int row = extent[3] + (int) ((2L * y + 1) * extent[5] / (2L * request.height()));
            for (int x = 0; x < request.width(); x++) {
                int column = extent[2] + (int) ((2L * x + 1) * extent[4] / (2L * request.width()));
                int index = mask.values()[row * mask.width() + column] & 0xff;
                if (classes[index] == UNKNOWN) {
                    throw new DataException(
                            "mask " + pair.mask() + " in " + tree.name() + " has " + index + " at column " + column
                                    + ", row " + row + ", which is no class: the network names "
                                    + request.classes().names().size() + " classes",
                            "Use the numbers of the classes from 0 on, and 255 for pixels without one.");
                }
                labels[first + y * request.width() + x] = classes[index];
                largest = Math.max(largest, classes[index]);
            }
        }
    }

    private interface Reading<T> {
        T of(byte[] content) throws IOException;
    }

    private <T> T with(String path, String what, Reading<T> reading) throws DataException {
        try {
            return reading.of(tree.content(path));
        } catch (IOException e) {
            throw new DataException(
                    what + " " + path + " in " + tree.name() + " cannot be read: " + Messages.reason(e),
                    "Replace or remove the file.",
                    e);
        }
    }
}
