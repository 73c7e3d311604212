// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds programs that are installed on this machine. */
public final class Programs {
    /** A program that takes longer to print its version hangs. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private Programs() {}

    /** The executable of that name on the PATH. */
    public static Optional<Path> find(String name) {
        return find(name, System.getenv().getOrDefault("PATH", ""));
    }

    /** The lines that a program prints about its version; empty if it does not run, such as a placeholder of the operating system. */
    public static Optional<List<String>> version(Path program) {
        List<String> lines = new ArrayList<>();
        try {
            OptionalInt status = Command.of(program.toString(), "--version").run(lines::add, ANSWER);
            return status.equals(OptionalInt.of(0)) ? Optional.of(lines) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The absolute path of the executable of that name in a list of folders such as PATH. */
    public static Optional<Path> find(String name, String path) {
        for (String folder : path.split(File.pathSeparator)) {
            for (String suffix : List.of("", ".exe", ".bat", ".cmd")) {
                // A command may run in another working directory, from which a relative path leads elsewhere.
                Path file = Path.of(folder).toAbsolutePath().resolve(name + suffix);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}
