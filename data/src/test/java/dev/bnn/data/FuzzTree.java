// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Random folders of images, with the irregularities of real ones. */
final class FuzzTree {
    private static final List<String> FOLDERS =
            List.of("train", "Train", "val", "valid", "test", "cat", "dog", "CAT", "d o g", "extra", ".git", "pets");
    private static final List<String> FILES =
            List.of("1.png", "2.png", "3.jpg", "4.gif", "5.bmp", "6.webp", "notes.txt", ".hidden.png", "noend");

    private FuzzTree() {}

    /** Makes five to forty files, and sometimes links to other places in the tree, to themselves or to nowhere. */
    static void grow(Path root, Random random) throws IOException {
        byte[] image = TestImages.png(random.nextInt());
        Files.createDirectories(root);
        boolean tidy = random.nextBoolean();
        for (int i = 5 + random.nextInt(36); i > 0; i--) {
            Path folder = root;
            if (tidy) {
                folder = root.resolve(random.nextBoolean() ? "train" : "test")
                        .resolve(random.nextBoolean() ? "cat" : "dog");
            } else {
                for (int depth = random.nextInt(4); depth > 0; depth--) {
                    folder = folder.resolve(any(FOLDERS, random));
                }
            }
            boolean link = random.nextInt(12) == 0;
            boolean broken = random.nextInt(tidy ? 300 : 30) == 0;
            Path file = folder.resolve(any(tidy ? FILES.subList(0, 2) : FILES, random));
            try {
                Files.createDirectories(folder);
                if (link) {
                    Files.createSymbolicLink(folder.resolve(any(FOLDERS, random)), target(root, random));
                } else {
                    Files.write(file, broken ? Mutation.of(image, random) : image);
                }
            } catch (FileAlreadyExistsException | NotDirectoryException e) {
                // Two draws chose the same place: the first one stays.
                continue;
            } catch (IOException e) {
                // The same happened with a cyclic link, or a file reached through one.
                continue;
            }
        }
    }

    private static Path target(Path root, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> root;
            case 1 -> root.resolve("nowhere");
            default -> root.resolve(any(FOLDERS, random));
        };
    }

    private static String any(List<String> names, Random random) {
        return names.get(random.nextInt(names.size()));
    }

    static void fell(Path root) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(root)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
