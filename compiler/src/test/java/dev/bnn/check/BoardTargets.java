// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.check.vocabulary.Boards;
import dev.bnn.model.Target;
import dev.bnn.source.SourceFile;
import java.util.List;

/** The targets of boards, as a model's text gives them. */
public final class BoardTargets {
    private BoardTargets() {}

    /** The boards for the vendor's tools. */
    public static List<String> names() {
        return names(false);
    }

    /** The boards for open tools. */
    public static List<String> open() {
        return names(true);
    }

    private static List<String> names(boolean open) {
        return Boards.names().stream()
                .filter(name -> Boards.of(name).orElseThrow().open().isPresent() == open)
                .toList();
    }

    /** The target of a section for that board or part. */
    public static Target of(String board) {
        return of(board, "clock 125 MHz");
    }

    /** The target of a section with some entries. */
    public static Target of(String board, String entries) {
        String text = """
                network small
                input 1 x 28 x 28 uint8
                classes 0 .. 9
                layers { dense 10 }
                train { data digits }
                target fast %s { %s }
                """.formatted(board, entries);
        Frontend.Result result = Frontend.load(new SourceFile("small.bnn", text));
        return result.network()
                .orElseThrow(() -> new AssertionError(result.diagnostics()))
                .targets()
                .get(0);
    }
}
