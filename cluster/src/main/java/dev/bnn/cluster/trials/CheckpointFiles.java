// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.trials;

import dev.bnn.runtime.internal.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads and writes the checkpoint in a training's folder as bytes. */
final class CheckpointFiles {
    private static final String CHECKPOINTS = "checkpoints";
    /** The file that names the others, so it is written last. */
    private static final String INDEX = "last.json";

    private CheckpointFiles() {}

    /** The files by name; empty if there is no checkpoint. */
    static TreeMap<String, byte[]> read(Path folder) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        Path place = folder.resolve(CHECKPOINTS);
        if (Files.isDirectory(place)) {
            for (Path file : list(place)) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** Replaces the checkpoint; deletes the old one once the new one is complete. */
    static void write(Path folder, TreeMap<String, byte[]> files) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        Path place = Files.createDirectories(folder.resolve(CHECKPOINTS));
        for (String name : files.keySet()) {
            if (!name.equals(INDEX)) {
                AtomicFile.write(place.resolve(name), files.get(name));
            }
        }
        AtomicFile.write(place.resolve(INDEX), files.get(INDEX));
        for (Path file : list(place)) {
            if (!files.containsKey(file.getFileName().toString())) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
