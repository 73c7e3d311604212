// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.folder;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.archive.ImageTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parts and classes of a tree of images: {@code train/CLASS/...}, {@code val/CLASS/...} and {@code test/CLASS/...}, or
 * just {@code CLASS/...}. A single folder around everything is skipped.
 *
 * @param prefix the folders around everything, with a slash at the end; empty for none
 * @param folders the name of each part's folder
 * @param classes for each part that is there, its paths by folder name
 * @param notes notes for the user about what was skipped
 */
public record Layout(
        String prefix, Map<Part, String> folders, Map<Part, Map<String, List<String>>> classes, List<String> notes) {
    /** The purpose of a set of images. */
    public enum Part {
        TRAIN(Set.of("train", "training")),
        VALIDATION(Set.of("val", "valid", "validation")),
        TEST(Set.of("test", "testing"));

        private final Set<String> names;

        Part(Set<String> names) {
            this.names = names;
        }

        static Part of(String folder) {
            for (Part part : values()) {
                if (part.names.contains(folder.toLowerCase(Locale.ROOT))) {
                    return part;
                }
            }
            return null;
        }
    }

    static final String ADVICE =
            "Lay the images out as train/CLASS/NAME.png, val/CLASS/NAME.png and test/CLASS/NAME.png,"
                    + " or as CLASS/NAME.png.";

    /** @param wanted the classes; if the top folders have exactly these names, none of them is a part */
    static Layout of(ImageTree tree, ClassNames wanted) throws DataException {
        List<String> paths = tree.paths();
        if (paths.isEmpty()) {
            throw new DataException(tree.name() + " has no image files: PNG, JPEG, GIF, BMP or PPM", ADVICE);
        }
        String prefix = commonFolder(paths);
        Map<String, List<String>> tops = new TreeMap<>();
        List<String> loose = new ArrayList<>();
        group(paths, prefix, tops, loose);
        Map<Part, String> folders = parts(tree, prefix, tops, wanted);
        Map<Part, Map<String, List<String>>> classes = new EnumMap<>(Part.class);
        List<String> notes = new ArrayList<>(tree.notes());
        if (folders.isEmpty()) {
            classes.put(Part.TRAIN, tops);
        } else {
            folders.forEach((part, folder) -> {
                Map<String, List<String>> ofPart = new TreeMap<>();
                group(tops.get(folder), prefix + folder + "/", ofPart, loose);
                classes.put(part, ofPart);
            });
            tops.forEach((folder, images) -> {
                if (!folders.containsValue(folder)) {
                    notes.add(unused(tree, images, prefix + folder + " is none of train, val and test"));
                }
            });
        }
        if (!loose.isEmpty()) {
            notes.add(unused(tree, loose, "no folder gives their class"));
        }
        if (!classes.containsKey(Part.TRAIN)) {
            throw new DataException(
                    tree.name() + " has " + String.join(" and ", folders.values()) + " images but no training images",
                    ADVICE);
        }
        return new Layout(prefix, folders, classes, notes);
    }

    /** The images of a part by folder; empty if the part is missing. */
    Map<String, List<String>> of(Part part) {
        return classes.getOrDefault(part, Map.of());
    }

    /** The location of a part, for messages. */
    String place(ImageTree tree, Part part) {
        String inside = prefix + folders.getOrDefault(part, "");
        return inside.isEmpty() ? tree.name() : tree.name() + "/" + inside.replaceFirst("/$", "");
    }

    private static String unused(ImageTree tree, List<String> images, String why) {
        return String.format(
                Locale.ROOT, "%s: %s; images skipped: %,d, first: %s", tree.name(), why, images.size(), images.get(0));
    }

    /** Groups paths by the folder after the start. Paths without such a folder are kept apart. */
    private static void group(
            Collection<String> paths, String start, Map<String, List<String>> byFolder, List<String> loose) {
        for (String path : paths) {
            int slash = path.indexOf('/', start.length());
            if (slash < 0) {
                loose.add(path);
            } else {
                byFolder.computeIfAbsent(path.substring(start.length(), slash), f -> new ArrayList<>())
                        .add(path);
            }
        }
    }

    private static Map<Part, String> parts(
            ImageTree tree, String prefix, Map<String, List<String>> tops, ClassNames wanted) throws DataException {
        Map<Part, String> folders = new EnumMap<>(Part.class);
        ClassNames.Match match = wanted.match(tops.keySet());
        if (!wanted.any() && match.strangers().isEmpty() && match.missing().isEmpty()) {
            return folders;
        }
        for (Map.Entry<String, List<String>> top : tops.entrySet()) {
            String folder = top.getKey();
            Part part = Part.of(folder);
            int inside = prefix.length() + folder.length() + 1;
            if (part == null || top.getValue().stream().noneMatch(p -> p.indexOf('/', inside) >= 0)) {
                continue;
            }
            String other = folders.put(part, folder);
            if (other != null) {
                throw new DataException(
                        tree.name() + " has both " + prefix + other + " and " + prefix + folder,
                        "Put their images into one of them.");
            }
        }
        return folders;
    }

    /** The top folder, with its slash, that contains everything; archives often have one. */
    private static String commonFolder(List<String> paths) {
        String prefix = "";
        while (true) {
            int slash = paths.get(0).indexOf('/', prefix.length());
            if (slash < 0) {
                return prefix;
            }
            String longer = paths.get(0).substring(0, slash + 1);
            String folder = longer.substring(prefix.length(), slash);
            boolean wraps = paths.stream().allMatch(p -> p.startsWith(longer) && p.indexOf('/', longer.length()) > 0);
            if (!wraps || Part.of(folder) != null) {
                return prefix;
            }
            prefix = longer;
        }
    }
}
