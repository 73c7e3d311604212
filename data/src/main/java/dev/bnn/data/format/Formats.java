// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.Messages;
import dev.bnn.data.archive.EntryFilter;
import dev.bnn.data.archive.FolderTree;
import dev.bnn.data.archive.ImageTree;
import dev.bnn.data.archive.ZipTree;
import dev.bnn.data.folder.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Determines the format of a path from its content, and reads it. */
public final class Formats {
    private static final String EXPECTED =
            "Expected: a folder with MNIST's or EMNIST's IDX files, SVHN's MATLAB files or GTSRB, a folder or .tar.gz of the"
                    + " CIFAR binary version, or a folder, .zip or .tar.gz of images with one folder per class, or with the folders"
                    + " images and masks.";

    private Formats() {}

    static boolean recognizes(Path path) {
        return isZip(path) || isArchive(path) || (Files.isDirectory(path) && inFolder(path));
    }

    public static DataSet read(String name, Path path, DataRequest request) throws DataException {
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
        if (Idx.MNIST.in(folder)) {
            return Idx.MNIST.read(name, folder, request);
        }
        Optional<Path> emnist = Emnist.in(folder);
        if (emnist.isPresent()) {
            return Emnist.read(name, emnist.get(), request);
        }
        if (Svhn.in(folder)) {
            return Svhn.read(name, folder, request);
        }
        Optional<CifarVersion.Found> cifar = CifarVersion.found(folder);
        if (cifar.isPresent()) {
            return Cifar.readFolder(name, cifar.get(), request);
        }
        Optional<Path> archive = cifarArchive(folder);
        if (archive.isPresent()) {
            return Archive.read(name, archive.get(), request);
        }
        Optional<Gtsrb> signs = Gtsrb.in(folder);
        if (signs.isPresent()) {
            return signs.get().read(name, request);
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
        return Idx.MNIST.in(folder)
                || Emnist.in(folder).isPresent()
                || Svhn.in(folder)
                || CifarVersion.found(folder).isPresent()
                || cifarArchive(folder).isPresent()
                || hasFolders(folder);
    }

    private static Optional<Path> cifarArchive(Path folder) {
        return Arrays.stream(CifarVersion.values())
                .map(version -> folder.resolve(version.archive()))
                .filter(Formats::isArchive)
                .findFirst();
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
