// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Operations on whole folders. */
public final class Folders {
    private Folders() {}

    /** Deletes a folder, if it exists, with everything in it. Deletes links, but not their targets. */
    public static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> contents;
        try (Stream<Path> all = Files.walk(folder)) {
            contents = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : contents) {
            Files.deleteIfExists(path);
        }
    }
}
