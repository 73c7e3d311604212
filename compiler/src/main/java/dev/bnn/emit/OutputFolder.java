// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.runtime.internal.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The generated files of one folder. {@link #commit} writes them together. It does not touch a file whose content has not changed,
 * so that tools that compare dates skip it. It removes a file that an earlier run generated and this run did not. It never touches
 * files of other origin.
 */
public final class OutputFolder {
    /** Lists the generated files for the next run. */
    private static final String MANIFEST = ".generated";

    private final Path root;
    private final Map<String, byte[]> files = new TreeMap<>();

    public OutputFolder(Path root) {
        this.root = root;
    }

    /** @param name path below the folder with slashes */
    public void add(String name, String text) {
        add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public void add(String name, byte[] content) {
        if (files.put(name, content) != null) {
            throw new IllegalArgumentException("two files named " + name);
        }
    }

    /** Passes each added file to {@code each}, by name. */
    public void files(BiConsumer<String, byte[]> each) {
        files.forEach(each);
    }

    /** Writes the files that were added, and removes those of an earlier run that were not. */
    public void commit() throws IOException {
        Path manifest = root.resolve(MANIFEST);
        List<String> before = Files.isRegularFile(manifest) ? Files.readAllLines(manifest) : List.of();
        for (String name : before) {
            if (!files.containsKey(name)) {
                Files.deleteIfExists(inside(name));
            }
        }
        // The manifest is written before the files, so that the next run knows which files an interrupted run has
        // written.
        write(manifest, (String.join("\n", files.keySet()) + "\n").getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(inside(file.getKey()), file.getValue());
        }
    }

    /** Refuses paths outside the folder, since the manifest may have been edited. */
    private Path inside(String name) throws IOException {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root.normalize()) || path.equals(root.normalize())) {
            throw new IOException(root.resolve(MANIFEST) + " names " + name + ", which is not in the folder");
        }
        return path;
    }

    private static void write(Path file, byte[] content) throws IOException {
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return;
        }
        AtomicFile.write(file, content);
    }
}
