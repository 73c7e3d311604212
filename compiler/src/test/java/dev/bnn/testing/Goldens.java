// SPDX-License-Identifier: Apache-2.0
package dev.bnn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Text files beside the tests with the expected results; {@code -Dbnn.updateGoldens=true} rewrites them. */
public final class Goldens {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "dev", "bnn");

    private Goldens() {}

    /** A folder of test files, by its path below the package dev.bnn. */
    public static Path folder(String path) {
        return RESOURCES.resolve(path);
    }

    /** The files of a folder with that ending, in the order of their names. */
    public static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares a text with its golden file, or writes the file if goldens are to be updated. */
    public static void check(Path golden, String text) {
        String actual = text + "\n";
        if (Boolean.getBoolean("bnn.updateGoldens")) {
            try {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, actual);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(golden).exists();
        assertThat(actual).isEqualTo(read(golden));
    }
}
