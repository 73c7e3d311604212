// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.archive;

import dev.bnn.data.DataException;
import dev.bnn.data.Messages;
import dev.bnn.data.picture.Decoder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The images in a zip file. */
public record ZipTree(Path file, ZipFile zip, Map<String, ZipEntry> entries, List<String> notes) implements ImageTree {
    /** The encoding that the format specifies for names that are not marked as UTF-8. Most programs write UTF-8 anyway. */
    private static final String OLD_NAMES = "IBM437";

    public static ZipTree of(Path file, EntryFilter filter) throws DataException {
        ZipFile zip = open(file);
        try {
            Map<String, ZipEntry> entries = new TreeMap<>();
            for (ZipEntry entry : zip.stream().toList()) {
                String path = EntryFilter.inside(file, entry.getName());
                if (!entry.isDirectory() && filter.takes(path) && entries.put(path, entry) != null) {
                    throw new DataException(
                            file + " has two entries named '" + path + "'",
                            "Create the archive again from plain folders.");
                }
            }
            return new ZipTree(file, zip, entries, filter.notes());
        } catch (DataException | RuntimeException e) {
            try {
                zip.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e instanceof DataException problem ? problem : unsound(file, e);
        }
    }

    private static ZipFile open(Path file) throws DataException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException | RuntimeException e) {
            if (!Charset.isSupported(OLD_NAMES)) {
                throw unsound(file, e);
            }
            try {
                return new ZipFile(file.toFile(), Charset.forName(OLD_NAMES));
            } catch (IOException | RuntimeException again) {
                throw unsound(file, e);
            }
        } catch (IOException e) {
            throw Messages.unreadable(file, e);
        }
    }

    private static DataException unsound(Path file, Exception e) {
        return new DataException(
                file + " is not a sound zip file (" + Messages.size(file) + " bytes): " + e.getMessage(),
                Messages.FETCH_AGAIN,
                e);
    }

    @Override
    public List<String> paths() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public byte[] content(String path) throws IOException {
        ZipEntry entry = entries.get(path);
        long size = entry.getSize();
        if (size > Decoder.MOST_FILE) {
            throw new IOException(Messages.tooLarge(size, Decoder.MOST_FILE));
        }
        byte[] content = new byte[(int) Math.max(0, size)];
        try (InputStream in = zip.getInputStream(entry)) {
            if (in.readNBytes(content, 0, content.length) < content.length || in.read() >= 0) {
                throw new IOException("it does not have the " + size + " bytes that the archive says");
            }
        } catch (EOFException e) {
            throw new IOException("it is cut short", e);
        } catch (RuntimeException e) {
            throw new IOException("damaged entry: " + e.getMessage(), e);
        }
        CRC32 sum = new CRC32();
        sum.update(content);
        if (sum.getValue() != entry.getCrc()) {
            throw new IOException("its checksum is not that in the archive");
        }
        return content;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
