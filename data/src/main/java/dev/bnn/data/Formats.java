// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the format of a path from its content, and reads it. */
final class Formats {
    private static final String EXPECTED =
            "Expected: a folder with MNIST's IDX files, a folder or .tar.gz of the CIFAR-10 binary version, or a folder,"
                    + " .zip or .tar.gz of images with one folder per class.";

    private Formats() {}

    static boolean recognizes(Path path) {
        return isZip(path) || isArchive(path) || (Files.isDirectory(path) && inFolder(path));
    }

    static DataSet read(String name, Path path, DataRequest request) throws DataException {
        if (Files.isDirectory(path)) {
            return readFolder(name, path, request);
        }
        if (isZip(path)) {
            try (ImageTree tree = ZipTree.of(path, EntryFilter.of(path, request))) {
                return ImageFiles.read(name, tree, request);
            } catch (IOException e) {
                throw Messages.unreadable(path, e);
            }
        }
        if (isArchive(path)) {
            return Archive.read(name, path, request);
        }
        throw new DataException(path + " is not a data set that can be read", EXPECTED);
    }

    private static DataSet readFolder(String name, Path folder, DataRequest request) throws DataException {
        if (Idx.in(folder)) {
            return Idx.read(name, folder, request);
        }
        Path batches = Cifar.in(folder);
        if (batches != null) {
            return Cifar.readFolder(name, batches, request);
        }
        if (isArchive(folder.resolve(Cifar.ARCHIVE))) {
            return Archive.read(name, folder.resolve(Cifar.ARCHIVE), request);
        }
        if (!hasFolders(folder)) {
            throw new DataException(folder + " holds no data set", EXPECTED);
        }
        try (ImageTree tree = FolderTree.of(folder, EntryFilter.of(folder, request))) {
            return ImageFiles.read(name, tree, request);
        } catch (IOException e) {
            throw Messages.unreadable(folder, e);
        }
    }

    private static boolean inFolder(Path folder) {
        return Idx.in(folder)
                || Cifar.in(folder) != null
                || isArchive(folder.resolve(Cifar.ARCHIVE))
                || hasFolders(folder);
    }

    private static boolean hasFolders(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.anyMatch(Files::isDirectory);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isZip(Path path) {
        return Files.isRegularFile(path) && ends(path, ".zip");
    }

    private static boolean isArchive(Path path) {
        return Files.isRegularFile(path) && (ends(path, ".tar.gz") || ends(path, ".tgz") || ends(path, ".tar"));
    }

    private static boolean ends(Path path, String end) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(end);
    }
}
