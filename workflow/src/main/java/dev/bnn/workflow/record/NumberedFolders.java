// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Model folders that were set aside: 1, 2, ... under a root.
 *
 * @param root the folder above them
 * @param name the network's name
 */
record NumberedFolders(Path root, String name) {
    /** All folders, the oldest first. */
    List<ModelFolder> all() throws IOException {
        List<ModelFolder> all = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> folders = Files.list(root)) {
                folders.filter(f -> f.getFileName().toString().matches("[1-9][0-9]{0,8}"))
                        .forEach(f -> all.add(new ModelFolder(f, name)));
            }
        }
        all.sort(Comparator.comparingInt(NumberedFolders::number));
        return all;
    }

    /** The next folder to make. */
    ModelFolder next() throws IOException {
        List<ModelFolder> all = all();
        int number = all.isEmpty() ? 1 : number(all.get(all.size() - 1)) + 1;
        return new ModelFolder(root.resolve(Integer.toString(number)), name);
    }

    private static int number(ModelFolder folder) {
        return Integer.parseInt(folder.root().getFileName().toString());
    }
}
