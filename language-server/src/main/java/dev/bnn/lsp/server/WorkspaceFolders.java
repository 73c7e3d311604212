// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import dev.bnn.lsp.text.FileUris;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.eclipse.lsp4j.WorkspaceFolder;

/** The folders that the client works in, and the model files below them. */
final class WorkspaceFolders {
    /** The file name extension of models. */
    static final String EXTENSION = ".bnn";

    /** Limits, in case a client opens a home folder or a whole disk. */
    private static final int MOST_MODELS = 1_000;

    private static final int MOST_ENTRIES = 100_000;
    private static final int DEEPEST = 16;

    /** Folders of build outputs, whose models are copies. Hidden folders and hidden files are also skipped, as in the goals. */
    private static final Set<String> OUTPUTS = Set.of("target", "build", "out", "bin", "node_modules");

    private final Set<Path> folders = new CopyOnWriteArraySet<>();

    void add(List<WorkspaceFolder> more) {
        more.forEach(folder -> FileUris.path(folder.getUri()).ifPresent(folders::add));
    }

    void remove(List<WorkspaceFolder> fewer) {
        fewer.forEach(folder -> FileUris.path(folder.getUri()).ifPresent(folders::remove));
    }

    /** Whether the path lies in one of the folders. */
    boolean contains(Path path) {
        return folders.stream().anyMatch(path::startsWith);
    }

    /** The model files below all folders, up to the limits. */
    List<Path> models() {
        Finder finder = new Finder();
        for (Path folder : folders) {
            try {
                Files.walkFileTree(folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, finder);
            } catch (IOException e) {
                // A folder that does not exist has no models.
                continue;
            }
        }
        return List.copyOf(finder.found);
    }

    private static final class Finder extends SimpleFileVisitor<Path> {
        private final List<Path> found = new ArrayList<>();
        private int entries;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            boolean skipped = name != null
                    && (OUTPUTS.contains(name.toString()) || name.toString().startsWith("."));
            return skipped ? FileVisitResult.SKIP_SUBTREE : counted();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (attributes.isRegularFile() && name.endsWith(EXTENSION) && !name.startsWith(".")) {
                found.add(file);
            }
            return counted();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult counted() {
            entries++;
            return entries < MOST_ENTRIES && found.size() < MOST_MODELS
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.TERMINATE;
        }
    }
}
