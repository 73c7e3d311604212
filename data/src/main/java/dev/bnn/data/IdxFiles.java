// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import dev.bnn.data.format.Idx;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes a data set as the four gzipped IDX files that {@link DataSets} reads from a folder. */
public final class IdxFiles {
    private static final int MOST_CLASSES = 256;

    private IdxFiles() {}

    /**
     * The contents of the files, by file name.
     *
     * @throws IllegalArgumentException if the images have more than one channel, or the labels do not fit in a byte
     */
    public static Map<String, byte[]> of(DataSet data) throws IOException {
        if (data.train().channels() != 1 || data.classes().size() > MOST_CLASSES) {
            throw new IllegalArgumentException("IDX files hold gray images with labels of a byte");
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        add(files, "train", data.train());
        add(files, "t10k", data.test());
        return files;
    }

    /** Writes the files to a folder; does not touch existing files with the same bytes. */
    public static void write(DataSet data, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : of(data).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Path beside = folder.resolve(file.getKey() + ".tmp");
            Files.write(beside, file.getValue());
            if (Files.isRegularFile(path) && Files.mismatch(path, beside) < 0) {
                Files.delete(beside);
            } else {
                Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void add(Map<String, byte[]> files, String part, ImageSet images) throws IOException {
        byte[] labels = new byte[images.count()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) images.label(i);
        }
        files.put(
                part + "-images-idx3-ubyte.gz",
                packed(images.pixels(), Idx.IMAGES, images.count(), images.height(), images.width()));
        files.put(part + "-labels-idx1-ubyte.gz", packed(labels, Idx.LABELS, images.count()));
    }

    private static byte[] packed(byte[] content, int... header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            for (int number : header) {
                out.writeInt(number);
            }
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
