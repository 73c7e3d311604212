// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

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
 * A folder of four IDX files with MNIST's names, compressed or not. IDX: magic 0x0803 (images) or 0x0801 (labels), the sizes
 * as big-endian 32-bit numbers, then unsigned bytes.
 */
final class Idx {
    static final int IMAGES = 0x803;
    static final int LABELS = 0x801;

    private Idx() {}

    /** True if one of the four files is there, so that the folder is meant to be IDX. */
    static boolean in(Path folder) {
        return List.of("train", "t10k").stream()
                .anyMatch(
                        part -> find(folder, part + "-images", 3) != null || find(folder, part + "-labels", 1) != null);
    }

    static DataSet read(String name, Path folder, DataRequest request) throws DataException {
        ImageSet train = images(folder, "train", request, 0);
        ImageSet test = images(folder, "t10k", request, train.pixels().length);
        return Labels.numbered(name, folder.toString(), train, test, request);
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
        if (sizes[0] != labels.length) {
            throw new DataException(
                    imageFile + " has " + sizes[0] + " images, but " + labelFile.getFileName() + " has " + labels.length
                            + " labels",
                    "Use two files of the same set.");
        }
        int[] indices = new int[labels.length];
        Arrays.setAll(indices, i -> labels[i] & 0xFF);
        return new ImageSet(1, sizes[1], sizes[2], pixels, indices);
    }

    private static byte[] read(Path file, int magic, int[] sizes, DataRequest request, long held) throws DataException {
        try (InputStream in = Gzip.open(file)) {
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
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = header.readInt();
                if (sizes[i] < 1) {
                    throw new DataException(
                            file + " says " + sizes[i] + (i == 0 ? " items" : " pixels a side") + " in its header",
                            Messages.FETCH_AGAIN);
                }
            }
            if (magic == IMAGES) {
                DataSets.requireSize(file.toString(), 1, sizes[1], sizes[2], request);
            }
            byte[] content = new byte[length(file, sizes, held)];
            int read = in.readNBytes(content, 0, content.length);
            if (read < content.length) {
                throw cutShort(file, content.length, read + " are there");
            }
            if (in.read() >= 0) {
                throw new DataException(
                        file + " goes on after the " + content.length + " bytes that its header says",
                        Messages.FETCH_AGAIN);
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

    /** The bytes after the header. Refuses more than the file can have or memory can hold. */
    private static int length(Path file, int[] sizes, long held) throws DataException, IOException {
        long bytes = sizes[0];
        for (int i = 1; i < sizes.length; i++) {
            bytes *= sizes[i];
        }
        long size = Files.size(file);
        if (bytes > size * Gzip.MOST_RATIO) {
            throw cutShort(file, bytes, "its " + size + " cannot hold as many, packed or not");
        }
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new DataException(
                    file + " says that " + bytes + " bytes follow, more than can be loaded", Messages.FETCH_AGAIN);
        }
        Memory.require(file.toString(), held + bytes);
        return (int) bytes;
    }

    private static DataException cutShort(Path file, long bytes, String found) {
        return new DataException(
                file + " is cut short: its header says " + bytes + " bytes, " + found, Messages.FETCH_AGAIN);
    }
}
