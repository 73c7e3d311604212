// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster.trials;

import dev.bnn.runtime.internal.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The checkpoint of a training's folder as bytes. */
final class CheckpointFiles {
    private static final String CHECKPOINTS = "checkpoints";
    /** Names the other files, so it is written last. */
    private static final String INDEX = "last.json";

    private CheckpointFiles() {}

    /** The files by name; none where there is no checkpoint. */
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

    /** Replaces the checkpoint; what was there before is deleted once the new one is whole. */
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
