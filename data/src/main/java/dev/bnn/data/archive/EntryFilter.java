// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.archive;

import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.Memory;
import dev.bnn.data.picture.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Selects the images of a tree or an archive, counts the other files, and stops at the limits. It skips hidden files and
 * folders and macOS's {@code __MACOSX}.
 */
public final class EntryFilter {
    /** Maximum number of files that are not images. */
    public static final long MOST_OTHERS = 1_000_000;

    /** Approximate number of bytes that the path of an image takes in addition to its pixels. */
    private static final int PATH_BYTES = 300;

    private static final String MAC = "__MACOSX";

    private final Path source;
    private final long mostImages;
    private final long mostOthers;
    private long images;
    private long others;
    private long foreign;
    private String firstForeign;

    public EntryFilter(Path source, long mostImages, long mostOthers) {
        this.source = source;
        this.mostImages = mostImages;
        this.mostOthers = mostOthers;
    }

    /** A filter whose limit follows from the network's image size and the heap. */
    public static EntryFilter of(Path source, DataRequest request) {
        long most = Memory.forImages(Memory.heap()) / (request.imageSize() + PATH_BYTES);
        return new EntryFilter(source, most, MOST_OTHERS);
    }

    /** Whether the file with that path (with slashes) is an image of the set. */
    public boolean takes(String path) throws DataException {
        if (Stream.of(path.split("/")).anyMatch(EntryFilter::hidden)) {
            return false;
        }
        if (Format.named(path)) {
            if (++images > mostImages) {
                throw new DataException(
                        String.format(
                                Locale.ROOT,
                                "%s has more than %,d images, the most that the Java heap can hold",
                                source,
                                mostImages),
                        "Raise the heap, such as MAVEN_OPTS=-Xmx8g, or name a folder with fewer images.");
            }
            return true;
        }
        if (++others > mostOthers) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s has more than %,d files that are no images", source, mostOthers),
                    "Name the folder of the data set itself.");
        }
        if (Format.foreign(path)) {
            foreign++;
            firstForeign = firstForeign == null ? path : firstForeign;
        }
        return false;
    }

    static boolean hidden(String name) {
        return name.startsWith(".") || name.equals(MAC);
    }

    /** Notes for the user on the files that were skipped. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (foreign > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%s: only PNG, JPEG, GIF, BMP and PPM are read; files skipped: %,d, first: %s",
                    source,
                    foreign,
                    firstForeign));
        }
        return notes;
    }

    /**
     * The name of an archive's entry as a path with slashes.
     *
     * @throws DataException if it points outside the archive
     */
    public static String inside(Path archive, String entry) throws DataException {
        String path = entry.replace('\\', '/');
        List<String> parts = Stream.of(path.split("/"))
                .filter(p -> !p.isEmpty() && !p.equals("."))
                .toList();
        if (path.startsWith("/") || path.indexOf(':') == 1 || parts.contains("..") || path.indexOf('\0') >= 0) {
            throw new DataException(
                    archive + " has an entry '" + entry.replace("\0", "\\0") + "' that points outside the archive",
                    "Do not use this file. Create the archive again from plain folders.");
        }
        return String.join("/", parts);
    }
}
