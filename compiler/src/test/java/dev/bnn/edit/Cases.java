// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

import dev.bnn.testing.Goldens;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A text with a caret.
 *
 * @param title what the case shows
 * @param text the text without the mark of the caret
 */
public record Cases(String title, String text, int caret) {
    private static final String HEAD = """
            network n
            input 1 x 28 x 28 uint8
            classes 0 .. 9
            const WIDE = 16
            block pair(n) { conv n kernel 3; batchnorm; sign }
            """;

    /** The cases of a file: {@code ---- TITLE}, then a text with {@code |} at the caret; {@code @head} stands for a beginning. */
    public static List<Cases> of(Path file) {
        return Arrays.stream(Goldens.read(file).split("(?m)^---- "))
                .filter(c -> !c.isBlank())
                .map(Cases::parse)
                .toList();
    }

    private static Cases parse(String text) {
        int line = text.indexOf('\n');
        String marked = text.substring(line + 1).replace("@head\n", HEAD);
        int caret = marked.indexOf('|');
        return new Cases(text.substring(0, line), marked.substring(0, caret) + marked.substring(caret + 1), caret);
    }

    public Analysis analysis() {
        return Analysis.of("case.bnn", text);
    }

    public Position position() {
        return new LineTable(text).position(caret);
    }
}
