// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.archive;

import dev.bnn.data.DataException;
import dev.bnn.data.Messages;
import dev.bnn.data.picture.Decoder;
import dev.bnn.data.picture.Format;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The images in a folder. It follows links to files and folders, except one to a folder that contains the link.
 *
 * @param files by their path from the root; the files themselves are kept because the locale may lack letters of the path
 */
public record FolderTree(Path root, Map<String, Path> files, List<String> notes) implements ImageTree {
    /** Maximum depth of folders. */
    static final int MOST_DEPTH = 32;

    public static FolderTree of(Path root, EntryFilter filter) throws DataException {
        if (root.toAbsolutePath().normalize().getParent() == null) {
            throw new DataException(
                    root + " is the root of a file system, not a data set", "Name the folder of the data set itself.");
        }
        Walk walk = new Walk(root, filter);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MOST_DEPTH, walk);
        } catch (Walk.Stopped e) {
            throw e.problem;
        } catch (IOException e) {
            throw Messages.unreadable(root, e);
        }
        walk.notes.addAll(filter.notes());
        return new FolderTree(root, walk.files, walk.notes);
    }

    @Override
    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    @Override
    public byte[] content(String path) throws IOException {
        return Messages.content(files.get(path), Decoder.MOST_FILE);
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public void close() {}

    private static final class Walk extends SimpleFileVisitor<Path> {
        /** Carries a DataException out of the walk. */
        private static final class Stopped extends IOException {
            private final transient DataException problem;

            Stopped(DataException problem) {
                super(problem);
                this.problem = problem;
            }
        }

        private final Path root;
        private final EntryFilter filter;
        private final Map<String, Path> files = new TreeMap<>();
        private final List<String> notes = new ArrayList<>();

        Walk(Path root, EntryFilter filter) {
            this.root = root;
            this.filter = filter;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = !folder.equals(root)
                    && EntryFilter.hidden(folder.getFileName().toString());
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String path = root.relativize(file).toString().replace(File.separatorChar, '/');
            if (attributes.isDirectory()) {
                throw stop(
                        file + " lies in more than " + MOST_DEPTH + " folders",
                        "Name the folder of the data set itself.");
            }
            if (attributes.isSymbolicLink()) {
                return nowhere(file);
            }
            try {
                if (attributes.isRegularFile() && filter.takes(path)) {
                    Messages.requireReadable(root.toString(), path);
                    files.put(path, file);
                }
            } catch (DataException e) {
                throw new Stopped(e);
            }
            return FileVisitResult.CONTINUE;
        }

        /** Reports a dangling link, which may mean a missing image, or even a missing class. */
        private FileVisitResult nowhere(Path link) throws IOException {
            if (Format.named(link.getFileName().toString())) {
                throw stop(link + " is a dangling link", "Correct or remove the link.");
            }
            notes.add(link + " is a dangling link and is skipped");
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
                notes.add(file + " links back to a folder that contains it and is skipped");
                return FileVisitResult.CONTINUE;
            }
            throw new Stopped(Messages.unreadable(file, e));
        }

        private static Stopped stop(String problem, String nextStep) {
            return new Stopped(new DataException(problem, nextStep));
        }
    }
}
