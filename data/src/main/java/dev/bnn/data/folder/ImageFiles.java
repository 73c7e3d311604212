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
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads a tree of images with one folder per class ({@link Layout}). Without test images, a sixth of the training images
 * becomes the test set. Images of the classes alternate, so that the first few of a set show every class.
 */
public final class ImageFiles {
    private static final int CHUNK = 256;
    private static final int MOST_THREADS = 4;
    private static final int MOST_CLASSES = 10_000;
    private static final int TEST_PART = 6;

    private final ImageTree tree;
    private final DataRequest request;
    private final Layout layout;

    private ImageFiles(ImageTree tree, DataRequest request, Layout layout) {
        this.tree = tree;
        this.request = request;
        this.layout = layout;
    }

    public static DataSet read(String name, ImageTree tree, DataRequest request) throws DataException {
        if (MaskFiles.in(tree)) {
            return MaskFiles.read(name, tree, request);
        }
        requireChannels(tree, request);
        return read(name, tree, Layout.of(tree, request.classes()), request);
    }

    public static DataSet read(String name, ImageTree tree, Layout layout, DataRequest request) throws DataException {
        requireChannels(tree, request);
        return new ImageFiles(tree, request, layout).read(name);
    }

    static void requireChannels(ImageTree tree, DataRequest request) throws DataException {
        if (request.channels() != 1 && request.channels() != 3) {
            throw new DataException(
                    tree.name() + " has image files, but the network takes images of " + request.channels()
                            + " channels",
                    "An image file gives 1 channel (gray) or 3 (red, green, blue).");
        }
    }

    private DataSet read(String name) throws DataException {
        layout.notes().forEach(request.progress()::message);
        Map<String, List<String>> train = new TreeMap<>(layout.of(Part.TRAIN));
        Map<String, List<String>> test = layout.of(Part.TEST);
        ClassNames classes = classes(train);
        if (test.isEmpty()) {
            test = takeTestPart(train, request.seed());
            request.progress()
                    .message(String.format(
                            Locale.ROOT,
                            "%s has no test folder: %d images are held out as the test set, %d remain",
                            tree.name(),
                            count(test.values()),
                            count(train.values())));
        }
        Map<String, List<String>> validation = layout.of(Part.VALIDATION);
        List<List<String>> trainPaths = byClass(classes, Part.TRAIN, train);
        List<List<String>> testPaths = byClass(classes, layout.folders().isEmpty() ? Part.TRAIN : Part.TEST, test);
        List<List<String>> validationPaths = byClass(classes, Part.VALIDATION, validation);
        long images = (long) count(trainPaths) + count(testPaths) + count(validationPaths);
        Memory.require(tree.name(), images * request.imageSize());
        return DataSet.of(
                name,
                classes.names(),
                decode(trainPaths),
                validation.isEmpty() ? Optional.empty() : Optional.of(decode(validationPaths)),
                decode(testPaths));
    }

    /** The network's classes, or the training folders if the network names none. */
    private ClassNames classes(Map<String, List<String>> train) throws DataException {
        if (train.size() < 2 || train.size() > MOST_CLASSES) {
            throw new DataException(
                    layout.place(tree, Part.TRAIN) + " has " + train.size() + " class folder"
                            + (train.size() == 1 ? "" : "s") + "; 2 to 10,000 were expected",
                    Layout.ADVICE);
        }
        return request.classes().any() ? ClassNames.of(List.copyOf(train.keySet())) : request.classes();
    }

    /** The paths of each class, in the order of the classes. All classes must have training images. */
    private List<List<String>> byClass(ClassNames classes, Part part, Map<String, List<String>> folders)
            throws DataException {
        List<List<String>> paths =
                new ArrayList<>(Collections.nCopies(classes.names().size(), List.of()));
        if (folders.isEmpty()) {
            return paths;
        }
        String place = layout.place(tree, part);
        ClassNames.Match match = classes.require(place, folders.keySet(), part == Part.TRAIN);
        Labels.sayIfSimilar(place, match, classes, request.progress());
        match.indices().forEach((folder, c) -> paths.set(c, folders.get(folder)));
        if (!match.missing().isEmpty()) {
            request.progress()
                    .message(place + " has no images of "
                            + Messages.list(match.missing().stream()
                                    .map(classes.names()::get)
                                    .toList()));
        }
        return paths;
    }

    private static int count(Iterable<List<String>> byClass) {
        int count = 0;
        for (List<String> paths : byClass) {
            count += paths.size();
        }
        return count;
    }

    /** Shuffles the images of each class and moves a sixth of them to the result. */
    private Map<String, List<String>> takeTestPart(Map<String, List<String>> train, long seed) throws DataException {
        Map<String, List<String>> test = new TreeMap<>();
        int classIndex = 0;
        for (Map.Entry<String, List<String>> entry : train.entrySet()) {
            List<String> all = entry.getValue();
            if (all.size() < 2) {
                throw new DataException(
                        "class '" + entry.getKey() + "' of " + tree.name()
                                + " has one image, which cannot be split into training and test",
                        "Add images, or lay them out as train/CLASS and test/CLASS.");
            }
            int[] order = new int[all.size()];
            Arrays.setAll(order, i -> i);
            SplitMix64.of(seed, all.size(), classIndex++).shuffle(order);
            int held = Math.max(1, all.size() / TEST_PART);
            test.put(entry.getKey(), pick(all, Arrays.copyOf(order, held)));
            entry.setValue(pick(all, Arrays.copyOfRange(order, held, order.length)));
        }
        return test;
    }

    private static List<String> pick(List<String> all, int[] indices) {
        return Arrays.stream(indices).sorted().mapToObj(all::get).toList();
    }

    private ImageSet decode(List<List<String>> byClass) throws DataException {
        int total = count(byClass);
        if ((long) total * request.imageSize() > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    tree.name() + " has " + total + " images of " + request.imageSize()
                            + " bytes, more than can be loaded",
                    "Use fewer or smaller images.");
        }
        List<String> paths = new ArrayList<>(total);
        int[] labels = new int[total];
        for (int round = 0; paths.size() < total; round++) {
            for (int c = 0; c < byClass.size(); c++) {
                if (round < byClass.get(c).size()) {
                    labels[paths.size()] = c;
                    paths.add(byClass.get(c).get(round));
                }
            }
        }
        byte[] pixels = new byte[total * request.imageSize()];
        decodeAll(paths, pixels);
        return new ImageSet(request.channels(), request.height(), request.width(), pixels, labels);
    }

    /** Decodes on a few threads. Each image has a fixed place in the result, so the result does not depend on timing. */
    private void decodeAll(List<String> paths, byte[] pixels) throws DataException {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "bnn-decode");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Void>> chunks = new ArrayList<>();
            for (int from = 0; from < paths.size(); from += CHUNK) {
                int start = from;
                int end = Math.min(from + CHUNK, paths.size());
                chunks.add(pool.submit(() -> {
                    decodeRange(paths, start, end, pixels);
                    return null;
                }));
            }
            int done = 0;
            for (Future<Void> chunk : chunks) {
                chunk.get();
                done = Math.min(done + CHUNK, paths.size());
                request.progress().step("Reading images", done, paths.size());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DataException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("reading " + tree.name() + " was interrupted", "Start again.", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private void decodeRange(List<String> paths, int from, int to, byte[] pixels) throws DataException {
        for (int i = from; i < to; i++) {
            int at = i * request.imageSize();
            String path = paths.get(i);
            try {
                Photo.decode(path, tree.content(path), photo -> {
                    Photo.Crop part = photo.center(request.width(), request.height());
                    photo.sample(part, request.channels(), request.height(), request.width(), pixels, at);
                    return null;
                });
            } catch (IOException e) {
                throw new DataException(
                        "image " + path + " in " + tree.name() + " cannot be read: " + Messages.reason(e),
                        "Replace or remove the file.",
                        e);
            }
        }
    }
}
