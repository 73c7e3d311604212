package dev.bnn.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The image files of a folder or of a zip, by their path with slashes; nothing of a zip is ever written out. */
interface ImageTree extends Closeable {
    /** Paths of PNG and JPEG files, sorted. */
    List<String> paths();

    /** The content of one of them; called from several threads. */
    byte[] content(String path) throws IOException;

    /** What it is called in messages. */
    String name();

    private static boolean isImage(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String file = lower.substring(lower.lastIndexOf('/') + 1);
        return !file.startsWith(".")
                && !lower.startsWith("__macosx/")
                && (lower.endsWith(".png") || lower.endsWith(".jpg") || lower.endsWith(".jpeg"));
    }

    static ImageTree folder(Path folder) throws DataException {
        List<String> paths;
        try (Stream<Path> files = Files.walk(folder)) {
            paths = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(ImageTree::isImage)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Messages.unreadable(folder, e);
        } catch (UncheckedIOException e) {
            throw Messages.unreadable(folder, e.getCause());
        }
        record Folder(Path root, List<String> paths) implements ImageTree {
            @Override
            public byte[] content(String path) throws IOException {
                return Files.readAllBytes(root.resolve(path));
            }

            @Override
            public String name() {
                return root.toString();
            }

            @Override
            public void close() {}
        }
        return new Folder(folder, paths);
    }

    static ImageTree zip(Path file) throws DataException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new DataException(
                    file + " is not a sound zip file (" + Messages.size(file) + " bytes): " + e.getMessage(),
                    Messages.FETCH_AGAIN,
                    e);
        } catch (IOException e) {
            throw Messages.unreadable(file, e);
        }
        try {
            List<String> paths = new ArrayList<>();
            for (ZipEntry entry : zip.stream().toList()) {
                refuseTricks(file, entry.getName());
                if (!entry.isDirectory() && isImage(entry.getName())) {
                    paths.add(entry.getName());
                }
            }
            paths.sort(null);
            return new Zip(file, zip, List.copyOf(paths));
        } catch (DataException | RuntimeException e) {
            try {
                zip.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static void refuseTricks(Path file, String entry) throws DataException {
        boolean climbs = Stream.of(entry.split("/")).anyMatch(".."::equals);
        if (climbs || entry.startsWith("/") || entry.indexOf('\\') >= 0 || entry.indexOf(':') == 1) {
            throw new DataException(
                    file + " has an entry '" + entry + "' that points outside the archive",
                    "Do not use a file like this; make the zip anew from plain folders.");
        }
    }

    /** An open zip. */
    record Zip(Path file, ZipFile zip, List<String> paths) implements ImageTree {
        private static final int MOST_BYTES = 1 << 28;

        @Override
        public byte[] content(String path) throws IOException {
            try (InputStream in = zip.getInputStream(zip.getEntry(path))) {
                byte[] content = in.readNBytes(MOST_BYTES);
                if (content.length == MOST_BYTES) {
                    throw new IOException("larger than " + MOST_BYTES + " bytes");
                }
                return content;
            }
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
}
