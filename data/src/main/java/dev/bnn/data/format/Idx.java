// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Labels;
import dev.bnn.data.Memory;
import dev.bnn.data.Messages;
import dev.bnn.data.archive.Gzip;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * Four IDX files, compressed or not. IDX: magic 0x0803 (images) or 0x0801 (labels), the sizes as big-endian 32-bit numbers,
 * then unsigned bytes.
 *
 * @param train prefix of the training file names, such as {@code train}
 * @param test prefix of the test file names, such as {@code t10k}
 */
public record Idx(String train, String test) {
    public static final int IMAGES = 0x803;
    public static final int LABELS = 0x801;

    /** The names in MNIST, and also in Fashion-MNIST. */
    static final Idx MNIST = new Idx("train", "t10k");

    /** A training set and a test set with the labels of the files. */
    record Parts(ImageSet train, ImageSet test) {}

    /** The content of a file that may be compressed; the size is that of the file itself. */
    record Source(String name, InputStream in, long size) {}

    /** True if one of the four files exists; the folder then counts as IDX. */
    boolean in(Path folder) {
        return List.of(train, test).stream()
                .anyMatch(
                        part -> find(folder, part + "-images", 3) != null || find(folder, part + "-labels", 1) != null);
    }

    DataSet read(String name, Path folder, DataRequest request) throws DataException {
        Parts parts = parts(folder, request);
        return Labels.numbered(name, folder.toString(), parts.train(), parts.test(), request);
    }

    Parts parts(Path folder, DataRequest request) throws DataException {
        ImageSet trained = images(folder, train, request, 0);
        return new Parts(trained, images(folder, test, request, trained.pixels().length));
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

    /** @param held bytes of the images that have been read */
    private static ImageSet images(Path folder, String part, DataRequest request, long held) throws DataException {
        Path imageFile = require(folder, part + "-images", 3);
        Path labelFile = require(folder, part + "-labels", 1);
        int[] sizes = new int[3];
        byte[] pixels = read(imageFile, IMAGES, sizes, request, held);
        byte[] labels = read(labelFile, LABELS, new int[1], request, held);
        return labelled(imageFile.toString(), labelFile.getFileName().toString(), sizes, pixels, labels);
    }

    private static byte[] read(Path file, int magic, int[] sizes, DataRequest request, long held) throws DataException {
        try (InputStream in = Gzip.open(file)) {
            return read(new Source(file.toString(), in, Files.size(file)), magic, sizes, request, held);
        } catch (EOFException e) {
            throw cutInHeader(file.toString(), Messages.size(file), e);
        } catch (ZipException e) {
            throw corrupt(file.toString(), e);
        } catch (IOException e) {
            throw Messages.unreadable(file, e);
        }
    }

    static DataException corrupt(String file, ZipException e) {
        return new DataException(file + " is corrupt: " + e.getMessage(), Messages.FETCH_AGAIN, e);
    }

    static DataException cutInHeader(String file, long size, EOFException e) {
        return new DataException(
                file + " is cut short: " + size + " bytes are not a whole file", Messages.FETCH_AGAIN, e);
    }

    static ImageSet labelled(String imageFile, String labelFile, int[] sizes, byte[] pixels, byte[] labels)
            throws DataException {
        if (sizes[0] != labels.length) {
            throw new DataException(
                    imageFile + " has " + sizes[0] + " images, but " + labelFile + " has " + labels.length + " labels",
                    "Use two files of the same set.");
        }
        int[] indices = new int[labels.length];
        Arrays.setAll(indices, i -> labels[i] & 0xFF);
        return new ImageSet(1, sizes[1], sizes[2], pixels, indices);
    }

    /**
     * Reads the bytes after the header, and stores the header's sizes in {@code sizes}.
     *
     * @param held bytes of the images read so far
     */
    static byte[] read(Source file, int magic, int[] sizes, DataRequest request, long held)
            throws DataException, IOException {
        DataInputStream header = new DataInputStream(file.in());
        int found = header.readInt();
        if (found != magic) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s is not an IDX file: it starts with %08x, not %08x",
                            file.name(),
                            found,
                            magic),
                    Messages.FETCH_AGAIN);
        }
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = header.readInt();
            if (sizes[i] < 1) {
                throw new DataException(
                        file.name() + " says " + sizes[i] + (i == 0 ? " items" : " pixels a side") + " in its header",
                        Messages.FETCH_AGAIN);
            }
        }
        if (magic == IMAGES) {
            DataSets.requireSize(file.name(), 1, sizes[1], sizes[2], request);
        }
        byte[] content = new byte[length(file, sizes, held)];
        int read = file.in().readNBytes(content, 0, content.length);
        if (read < content.length) {
            throw cutShort(file.name(), content.length, read + " are there");
        }
        if (file.in().read() >= 0) {
            throw new DataException(
                    file.name() + " goes on after the " + content.length + " bytes that its header says",
                    Messages.FETCH_AGAIN);
        }
        return content;
    }

    /** The number of bytes after the header. Refuses more than the file can contain or memory can hold. */
    private static int length(Source file, int[] sizes, long held) throws DataException {
        long bytes = sizes[0];
        for (int i = 1; i < sizes.length; i++) {
            bytes *= sizes[i];
        }
        if (bytes > file.size() * Gzip.MOST_RATIO) {
            throw cutShort(file.name(), bytes, "its " + file.size() + " cannot hold as many, packed or not");
        }
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    file.name() + " says that " + bytes + " bytes follow, more than can be loaded",
                    Messages.FETCH_AGAIN);
        }
        Memory.require(file.name(), held + bytes);
        return (int) bytes;
    }

    private static DataException cutShort(String file, long bytes, String found) {
        return new DataException(
                file + " is cut short: its header says " + bytes + " bytes, " + found, Messages.FETCH_AGAIN);
    }
}
