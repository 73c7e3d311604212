// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Docs, examples and the plugin name the folder that the code uses. */
class CacheFolderTest {
    private static final Pattern FOLDER = Pattern.compile("\\.cache/bnn\\S*");

    @Test
    void isTheSameEverywhere() throws IOException {
        assertThat(DataRequest.defaultCacheDir())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/bnn/data"));
        List<String> named = texts().flatMap(t -> FOLDER.matcher(t).results().map(r -> r.group()))
                .toList();
        assertThat(named).hasSizeGreaterThan(5).allMatch(f -> f.startsWith(".cache/bnn/data"));
    }

    private static Stream<String> texts() throws IOException {
        Path root = Path.of("..");
        Stream<Path> plugin = Files.walk(root.resolve("maven-plugin/src/main")).filter(Files::isRegularFile);
        Stream<Path> docs = Files.list(root.resolve("docs"));
        Stream<Path> examples = Files.list(root.resolve("examples")).map(e -> e.resolve("README.md"));
        return Stream.of(plugin, docs, examples, Stream.of(root.resolve("README.md")))
                .flatMap(s -> s)
                .filter(f -> f.toString().matches(".*\\.(md|java|xml)") && Files.isRegularFile(f))
                .map(CacheFolderTest::text);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
