// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds programs that are installed on this machine. */
public final class Programs {
    private Programs() {}

    /** The executable of that name on the PATH. */
    public static Optional<Path> find(String name) {
        return find(name, System.getenv().getOrDefault("PATH", ""));
    }

    /** The executable of that name in a list of folders such as PATH. */
    public static Optional<Path> find(String name, String path) {
        for (String folder : path.split(File.pathSeparator)) {
            for (String suffix : List.of("", ".exe", ".bat", ".cmd")) {
                Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(name + suffix);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}
