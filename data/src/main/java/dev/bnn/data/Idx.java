package dev.bnn.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A folder of four IDX files under MNIST's names, gzip or not. IDX: magic 0x0803 (images) or 0x0801 (labels), the sizes
 * as big-endian 32-bit numbers, then unsigned bytes.
 */
final class Idx {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;
    private static final int MOST_SIDE = 4096;

    private Idx() {}

    /** True if one of the four files is there, so that the folder is meant as one of these. */
    static boolean in(Path folder) {
        return List.of("train", "t10k").stream()
                .anyMatch(
                        part -> find(folder, part + "-images", 3) != null || find(folder, part + "-labels", 1) != null);
    }

    static DataSet read(String name, Path folder) throws DataException {
        ImageSet train = images(folder, "train");
        ImageSet test = images(folder, "t10k");
        if (train.height() != test.height() || train.width() != test.width()) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s has training images of %d x %d but test images of %d x %d",
                            folder,
                            train.height(),
                            train.width(),
                            test.height(),
                            test.width()),
                    "Put the four files of one data set there.");
        }
        int last = 9;
        for (ImageSet set : List.of(train, test)) {
            for (int i = 0; i < set.count(); i++) {
                last = Math.max(last, set.label(i));
            }
        }
        List<String> classes = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            classes.add(Integer.toString(i));
        }
        return DataSet.of(name, classes, train, test);
    }

    private static Path find(Path folder, String stem, int dimensions) {
        for (String separator : List.of("-", ".")) {
            for (String end : List.of("", ".gz")) {
                Path file = folder.resolve(stem + separator + "idx" + dimensions + "-ubyte" + end);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    private static Path require(Path folder, String stem, int dimensions) throws DataException {
        Path found = find(folder, stem, dimensions);
        if (found == null) {
            String expected = stem + "-idx" + dimensions + "-ubyte";
            throw new DataException(
                    folder + " has no " + expected + " (nor " + expected + ".gz)", "Copy the missing file there.");
        }
        return found;
    }

    private static ImageSet images(Path folder, String part) throws DataException {
        Path imageFile = require(folder, part + "-images", 3);
        Path labelFile = require(folder, part + "-labels", 1);
        byte[] labels = read(labelFile, LABELS, new int[1]);
        int[] sizes = new int[3];
        byte[] pixels = read(imageFile, IMAGES, sizes);
        if (sizes[0] != labels.length) {
            throw new DataException(
                    imageFile + " has " + sizes[0] + " images, but " + labelFile.getFileName() + " has " + labels.length
                            + " labels",
                    "Use two files of the same set.");
        }
        return new ImageSet(1, sizes[1], sizes[2], pixels, labels);
    }

    private static byte[] read(Path file, int magic, int[] sizes) throws DataException {
        try (InputStream in = open(file)) {
            DataInputStream header = new DataInputStream(in);
            int found = header.readInt();
            if (found != magic) {
                throw new DataException(
                        String.format(
                                Locale.ROOT,
                                "%s is not an IDX file: it starts with %08x, not %08x",
                                file,
                                found,
                                magic),
                        Messages.FETCH_AGAIN);
            }
            long bytes = 1;
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = header.readInt();
                if (sizes[i] < 1 || (i > 0 && sizes[i] > MOST_SIDE)) {
                    throw new DataException(
                            file + " says " + sizes[i] + (i == 0 ? " items" : " pixels a side") + " in its header",
                            Messages.FETCH_AGAIN);
                }
                bytes *= sizes[i];
            }
            if (bytes > Integer.MAX_VALUE - 8) {
                throw new DataException(
                        file + " says that " + bytes + " bytes follow, more than can be loaded", Messages.FETCH_AGAIN);
            }
            byte[] content = in.readNBytes((int) bytes);
            if (content.length < bytes) {
                throw new DataException(
                        file + " is cut short: its header says " + bytes + " bytes, " + content.length + " are there",
                        Messages.FETCH_AGAIN);
            }
            if (in.read() >= 0) {
                throw new DataException(
                        file + " goes on after the " + bytes + " bytes that its header says", Messages.FETCH_AGAIN);
            }
            return content;
        } catch (EOFException e) {
            throw new DataException(
                    file + " is cut short: " + Messages.size(file) + " bytes are not a whole file",
                    Messages.FETCH_AGAIN,
                    e);
        } catch (ZipException e) {
            throw new DataException(file + " is corrupt: " + e.getMessage(), Messages.FETCH_AGAIN, e);
        } catch (IOException e) {
            throw Messages.unreadable(file, e);
        }
    }

    /** Gzip is told by the first two bytes, whatever the name says. */
    private static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzip ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
