// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.Memory;
import dev.bnn.data.Messages;
import dev.bnn.data.archive.EntryFilter;
import dev.bnn.data.archive.Gzip;
import dev.bnn.data.archive.ImageTree;
import dev.bnn.data.archive.Tar;
import dev.bnn.data.folder.ImageFiles;
import dev.bnn.data.picture.Decoder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipException;

/** Reads a tar archive, compressed or not: the files of CIFAR-10 or CIFAR-100, or a tree of images, whose files it keeps in memory. */
final class Archive {
    /** Maximum total size of the image files in one archive: 1 GB. */
    private static final long MOST_IMAGES = 1L << 30;

    private final Path file;
    private final DataRequest request;
    private final EntryFilter filter;
    private final long mostImages = Math.min(MOST_IMAGES, Memory.heap() / 5);
    private final Map<String, byte[]> batches = new TreeMap<>();
    private final Map<String, byte[]> images = new TreeMap<>();
    private Optional<CifarVersion> version = Optional.empty();
    private long imageBytes;

    private Archive(Path file, DataRequest request) {
        this.file = file;
        this.request = request;
        this.filter = EntryFilter.of(file, request);
    }

    static DataSet read(String name, Path file, DataRequest request) throws DataException {
        return new Archive(file, request).read(name);
    }

    private DataSet read(String name) throws DataException {
        try (InputStream in = Gzip.open(file)) {
            Tar tar = new Tar(in, Tar.MOST_BYTES);
            for (Tar.Entry entry = tar.next(); entry != null; entry = tar.next()) {
                take(name, entry, tar);
            }
        } catch (EOFException e) {
            throw new DataException(
                    file + " is cut short: " + Messages.size(file) + " bytes are not the whole archive",
                    Messages.FETCH_AGAIN,
                    e);
        } catch (ZipException | Tar.FormatException e) {
            throw new DataException(file + " is not a sound tar archive: " + e.getMessage(), Messages.FETCH_AGAIN, e);
        } catch (IOException e) {
            throw Messages.unreadable(file, e);
        }
        return batches.isEmpty()
                ? ImageFiles.read(name, tree(), request)
                : Cifar.assemble(version.orElseThrow(), name, file, batches, request);
    }

    private void take(String name, Tar.Entry entry, Tar tar) throws IOException, DataException {
        String path = EntryFilter.inside(file, entry.name());
        Optional<CifarVersion> found = CifarVersion.ofEntry(path);
        if (found.isPresent() && (version.isEmpty() || version.equals(found))) {
            version = found;
            Cifar.requireSize(file, request);
            batches.put(
                    path.substring(path.lastIndexOf('/') + 1),
                    tar.content(found.get().mostFile()));
            images.clear();
            request.progress()
                    .step(
                            "Reading " + name,
                            batches.size(),
                            found.get().wanted().size());
        } else if (filter.takes(path) && batches.isEmpty()) {
            imageBytes += entry.size();
            if (imageBytes > mostImages) {
                throw new DataException(
                        String.format(Locale.ROOT, "%s has more than %,d MB of images", file, mostImages >> 20),
                        "Unpack it, and name the folder.");
            }
            images.put(path, tar.content(Decoder.MOST_FILE));
        }
    }

    private ImageTree tree() {
        record Held(Path file, Map<String, byte[]> contents, List<String> notes) implements ImageTree {
            @Override
            public List<String> paths() {
                return List.copyOf(contents.keySet());
            }

            @Override
            public byte[] content(String path) {
                return contents.get(path);
            }

            @Override
            public String name() {
                return file.toString();
            }

            @Override
            public void close() {}
        }
        return new Held(file, images, filter.notes());
    }
}
