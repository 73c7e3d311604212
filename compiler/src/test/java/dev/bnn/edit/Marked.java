// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text with a cursor, which is written as {@code ‸}.
 *
 * @param position position of the cursor
 */
public record Marked(Analysis analysis, Position position) {
    private static final String CURSOR = "\u2038";

    public static Marked of(String text) {
        Analysis analysis = Analysis.of("n.bnn", text.replace(CURSOR, ""));
        return new Marked(analysis, analysis.lines().position(text.indexOf(CURSOR)));
    }

    /** The models of the examples. */
    public static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
            return files.filter(
                            f -> f.toString().endsWith(".bnn") && f.getParent().endsWith(Path.of("src", "main", "bnn")))
                    .sorted()
                    .toList();
        }
    }

    /** A feature applied to a text; it must never throw. */
    public interface Feature {
        void with(Analysis analysis);
    }

    /** Tries prefixes of each example: about {@code count} of each. */
    public static void prefixes(int many, Feature feature) throws IOException {
        for (Path example : examples()) {
            String text = Goldens.read(example);
            for (int end = 0; end <= text.length(); end += 1 + text.length() / many) {
                String prefix = text.substring(0, end);
                try {
                    feature.with(Analysis.of("n.bnn", prefix));
                } catch (RuntimeException e) {
                    throw new AssertionError("fails on:\n" + prefix, e);
                }
            }
        }
    }
}
