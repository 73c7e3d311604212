package dev.bnn.npz;

import dev.bnn.runtime.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's .npz format: a zip of one .npy entry an array. Entries are stored, not compressed, and carry a fixed time, so
 * that equal arrays give equal bytes. Reading accepts compressed entries too. Whatever is wrong with a file is an
 * {@link IOException} whose message names the file and the reason.
 */
final class NpzFile {
    /** Most bytes of one array; a header that claims more is refused before anything is allocated. */
    static final long MAX_ARRAY_BYTES = 1L << 30;

    /** Most bytes of all arrays together. */
    private static final long MAX_TOTAL_BYTES = 1L << 31;

    private static final int MAX_ENTRIES = 10_000;
    private static final String SUFFIX = ".npy";
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NpzFile() {}

    /** Replaces the file whole or not at all. */
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

    /** The arrays by name, in the order of the file. */
    static Map<String, NpyArray> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file + ": there is no such parameter file");
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long total = 0;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                if (!name.endsWith(SUFFIX)) {
                    throw new ZipException("entry " + name + " is not an array (.npy)");
                }
                total += Math.max(0, entry.getSize());
                if (arrays.size() >= MAX_ENTRIES || total > MAX_TOTAL_BYTES) {
                    throw new ZipException("more arrays than a network can have");
                }
                String key = name.substring(0, name.length() - SUFFIX.length());
                if (arrays.put(key, readEntry(zip, entry)) != null) {
                    throw new ZipException("entry " + name + " is there twice");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
        return arrays;
    }

    static IOException unusable(Path file, Exception cause) {
        return new IOException(file + ": not a usable .npz file: " + cause.getMessage(), cause);
    }

    private static NpyArray readEntry(ZipFile zip, ZipEntry entry) throws IOException {
        long size = entry.getSize();
        if (size < 0 || size > MAX_ARRAY_BYTES) {
            throw new ZipException("entry " + entry.getName() + " has a size of " + size + " bytes");
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes((int) size);
            if (bytes.length != size || in.read() >= 0) {
                throw new ZipException("entry " + entry.getName() + " is not as long as it says");
            }
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != entry.getCrc()) {
            throw new ZipException("entry " + entry.getName() + " is damaged: its checksum differs");
        }
        NpyHeader header = NpyHeader.parse(entry.getName(), bytes);
        long needed = header.bytes();
        if (bytes.length - header.length() != needed) {
            throw new ZipException("entry " + entry.getName() + " holds " + (bytes.length - header.length())
                    + " bytes of data where its shape needs " + needed);
        }
        return new NpyArray(header.type(), header.shape(), Arrays.copyOfRange(bytes, header.length(), bytes.length));
    }
}
