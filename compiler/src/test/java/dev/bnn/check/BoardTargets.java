// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.check.vocabulary.Boards;
import dev.bnn.model.target.Board;
import dev.bnn.model.target.Target;
import dev.bnn.source.SourceFile;
import java.util.List;
import java.util.function.Predicate;

/** The targets of boards, read from the text of a model. */
public final class BoardTargets {
    private BoardTargets() {}

    /** The boards with a processor, for the vendor's tools. */
    public static List<String> names() {
        return names(Board::hasProcessor);
    }

    /** The boards without a processor. */
    public static List<String> open() {
        return names(board -> board.open().isPresent());
    }

    /** The cards in a host. */
    public static List<String> cards() {
        return names(board -> board.platform().isPresent());
    }

    private static List<String> names(Predicate<Board> wanted) {
        return Boards.names().stream()
                .filter(name -> wanted.test(Boards.of(name).orElseThrow().board()))
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
