// SPDX-License-Identifier: Apache-2.0
package dev.bnn.npz;

import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's .npz format: a zip with one .npy entry per array. Entries are stored, not compressed, and carry a fixed time, so that
 * equal arrays give equal bytes. Reading accepts compressed entries too. The required arrays bound how much is read, never the
 * sizes that a file claims. Whatever is wrong with a file is an {@link IOException} whose message names the file and the reason.
 */
final class NpzFile {
    /** The part of a file that is required. */
    interface Need {
        /** Most bytes of the array of that name; empty if it is not required, so it is skipped. */
        OptionalLong bytes(String name);

        /** Most bytes of all arrays together. */
        long total();
    }

    /** Bytes that arrays that are not required, and the names of all arrays, may take beyond a multiple of the required ones. */
    private static final long OTHERS = 16L << 20;

    private static final int MAX_ENTRIES = 100_000;
    private static final String SUFFIX = ".npy";
    /** Java takes the earliest time of the zip format for an earlier one, and then adds another time in the machine's time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private NpzFile() {}

    /** Replaces the file as a whole or not at all. */
    static void write(Path file, Map<String, NpyArray> arrays) throws IOException {
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, NpyArray> e : arrays.entrySet()) {
                writeEntry(zip, e.getKey(), e.getValue());
            }
            zip.finish();
        });
    }

    private static void writeEntry(ZipOutputStream out, String name, NpyArray array) throws IOException {
        byte[] header = NpyHeader.bytes(array.type(), array.shape());
        CRC32 crc = new CRC32();
        crc.update(header);
        crc.update(array.data());
        ZipEntry entry = new ZipEntry(name + SUFFIX);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize((long) header.length + array.data().length);
        entry.setCompressedSize(entry.getSize());
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
        out.write(header);
        out.write(array.data());
        out.closeEntry();
    }

    /** The required arrays by name, in the order of the file. */
    static Map<String, NpyArray> read(Path file, Need need) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such parameter file");
        }
        try {
            // Java reads the directory of a zip completely, and the directory may be most of the file.
            long most = 4 * need.total() + OTHERS;
            if (Files.size(file) > most) {
                throw new ZipException("it has more than " + most + " bytes, which nothing that is needed takes");
            }
            return entries(file, need);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    private static Map<String, NpyArray> entries(Path file, Need need) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        long left = need.total();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new ZipException("it has more arrays than a network can have");
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                if (!name.endsWith(SUFFIX)) {
                    throw new ZipException("entry " + name + " is not an array (.npy)");
                }
                String key = name.substring(0, name.length() - SUFFIX.length());
                OptionalLong most = need.bytes(key);
                if (arrays.containsKey(key)) {
                    throw new ZipException("entry " + name + " is there twice");
                }
                if (most.isPresent()) {
                    NpyArray array = readEntry(zip, entry, Math.min(left, most.getAsLong()));
                    left -= array.data().length;
                    arrays.put(key, array);
                }
            }
        }
        return arrays;
    }

    static IOException unusable(Path file, Exception cause) {
        String reason =
                cause.getMessage() == null ? "it is damaged or cut off" : PrintableText.text(cause.getMessage());
        return new IOException(file + ": not a usable .npz file: " + reason, cause);
    }

    private static NpyArray readEntry(ZipFile zip, ZipEntry entry, long most) throws IOException {
        String name = entry.getName();
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
            NpyHeader header = NpyHeader.read(name, in);
            long needed = header.bytes();
            if (needed > most) {
                throw new ZipException("entry " + name + " has the shape " + header.shapeText() + ", " + needed
                        + " bytes, where " + most + " are needed");
            }
            byte[] data = in.readNBytes((int) needed);
            if (data.length < needed) {
                throw new ZipException(
                        "entry " + name + " holds " + data.length + " bytes of data where its shape needs " + needed);
            }
            if (in.read() >= 0) {
                throw new ZipException("entry " + name + " holds more data than its shape needs");
            }
            if (crc.getValue() != entry.getCrc()) {
                throw new ZipException("entry " + name + " is damaged: its checksum differs");
            }
            return new NpyArray(header.type(), header.shape(), data);
        }
    }
}
