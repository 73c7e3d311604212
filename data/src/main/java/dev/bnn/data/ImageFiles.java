package dev.bnn.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A tree of images with a folder a class: {@code train/CLASS/...} and {@code test/CLASS/...}, or just {@code CLASS/...},
 * which is split five to one. Classes are sorted by name; images come class by class in turn, so that the first few of
 * a set show every class.
 */
final class ImageFiles {
    private static final int CHUNK = 256;
    private static final int MOST_THREADS = 4;
    private static final int MOST_CLASSES = 256;
    private static final int TEST_PART = 6;
    private static final String LAYOUT =
            "Lay the images out as train/CLASS/NAME.png and test/CLASS/NAME.png, or as CLASS/NAME.png.";

    private ImageFiles() {}

    static DataSet read(String name, ImageTree tree, DataRequest request) throws DataException {
        if (tree.paths().isEmpty()) {
            throw new DataException(tree.name() + " has no PNG or JPEG files", LAYOUT);
        }
        String prefix = commonFolder(tree.paths());
        Map<String, List<String>> train = byClass(tree, prefix, "train/");
        Map<String, List<String>> test = byClass(tree, prefix, "test/");
        if (train.isEmpty() && test.isEmpty()) {
            train = byClass(tree, prefix, "");
        }
        if (train.isEmpty()) {
            throw new DataException(tree.name() + " has test images but no training images", LAYOUT);
        }
        List<String> classes = List.copyOf(train.keySet());
        if (classes.size() < 2 || classes.size() > MOST_CLASSES) {
            throw new DataException(
                    tree.name() + " has " + classes.size() + " class folder" + (classes.size() == 1 ? "" : "s")
                            + "; 2 to " + MOST_CLASSES + " were expected",
                    LAYOUT);
        }
        for (String c : test.keySet()) {
            if (!train.containsKey(c)) {
                throw new DataException(
                        tree.name() + " has test images of class '" + c + "' but no training images of it",
                        "Add " + prefix + "train/" + c + " or remove " + prefix + "test/" + c + ".");
            }
        }
        if (test.isEmpty()) {
            test = takeTestPart(train, request.seed());
            request.progress()
                    .message(String.format(
                            Locale.ROOT,
                            "%s has no test folder: %d images are held out as the test set, %d remain",
                            tree.name(),
                            count(test),
                            count(train)));
        }
        return DataSet.of(name, classes, decode(tree, classes, train, request), decode(tree, classes, test, request));
    }

    private static int count(Map<String, List<String>> byClass) {
        return byClass.values().stream().mapToInt(List::size).sum();
    }

    /** The folder, with its slash, that wraps all else: an archive often has one at its top. */
    private static String commonFolder(List<String> paths) {
        String prefix = "";
        while (true) {
            int slash = paths.get(0).indexOf('/', prefix.length());
            if (slash < 0) {
                return prefix;
            }
            String longer = paths.get(0).substring(0, slash + 1);
            String folder = longer.substring(prefix.length());
            boolean wraps = paths.stream().allMatch(p -> p.startsWith(longer) && p.indexOf('/', longer.length()) > 0);
            if (!wraps || folder.equals("train/") || folder.equals("test/")) {
                return prefix;
            }
            prefix = longer;
        }
    }

    private static Map<String, List<String>> byClass(ImageTree tree, String prefix, String part) {
        Map<String, List<String>> byClass = new TreeMap<>();
        String start = prefix + part;
        for (String path : tree.paths()) {
            int slash = path.startsWith(start) ? path.indexOf('/', start.length()) : -1;
            if (slash >= 0) {
                byClass.computeIfAbsent(path.substring(start.length(), slash), c -> new ArrayList<>())
                        .add(path);
            }
        }
        return byClass;
    }

    /** Moves every sixth image of each class, in a shuffled order, to the result. */
    private static Map<String, List<String>> takeTestPart(Map<String, List<String>> train, long seed)
            throws DataException {
        Map<String, List<String>> test = new TreeMap<>();
        int classIndex = 0;
        for (Map.Entry<String, List<String>> entry : train.entrySet()) {
            List<String> all = entry.getValue();
            if (all.size() < 2) {
                throw new DataException(
                        "class '" + entry.getKey() + "' has one image, which cannot be split into training and test",
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

    private static ImageSet decode(
            ImageTree tree, List<String> classes, Map<String, List<String>> byClass, DataRequest request)
            throws DataException {
        int total = count(byClass);
        int size = request.channels() * request.height() * request.width();
        if ((long) total * size > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    tree.name() + " has " + total + " images of " + size + " bytes, more than can be loaded",
                    "Use fewer or smaller images.");
        }
        List<String> paths = new ArrayList<>(total);
        byte[] labels = new byte[total];
        for (int round = 0; paths.size() < total; round++) {
            for (int c = 0; c < classes.size(); c++) {
                List<String> ofClass = byClass.getOrDefault(classes.get(c), List.of());
                if (round < ofClass.size()) {
                    labels[paths.size()] = (byte) c;
                    paths.add(ofClass.get(round));
                }
            }
        }
        byte[] pixels = new byte[total * size];
        decodeAll(tree, paths, pixels, request);
        return new ImageSet(request.channels(), request.height(), request.width(), pixels, labels);
    }

    /** Decodes on a few threads; each image has its place, so the result does not depend on their timing. */
    private static void decodeAll(ImageTree tree, List<String> paths, byte[] pixels, DataRequest request)
            throws DataException {
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
                    decodeRange(tree, paths, start, end, pixels, request);
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

    private static void decodeRange(
            ImageTree tree, List<String> paths, int from, int to, byte[] pixels, DataRequest request)
            throws DataException {
        int size = request.channels() * request.height() * request.width();
        for (int i = from; i < to; i++) {
            try {
                Picture.decode(
                        tree.content(paths.get(i)),
                        request.channels(),
                        request.height(),
                        request.width(),
                        pixels,
                        i * size);
            } catch (IOException e) {
                throw new DataException(
                        "image " + paths.get(i) + " in " + tree.name() + " cannot be read: " + e.getMessage(),
                        "Replace or remove the file.",
                        e);
            }
        }
    }
}
