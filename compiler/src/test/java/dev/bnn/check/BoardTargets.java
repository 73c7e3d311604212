// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.check.vocabulary.Boards;
import dev.bnn.model.Target;
import dev.bnn.source.SourceFile;
import java.util.List;

/** The targets of all boards, as a model's text gives them. */
public final class BoardTargets {
    private BoardTargets() {}

    public static List<String> names() {
        return Boards.names();
    }

    /** The target of a section for that board or part. */
    public static Target of(String board) {
        String text = """
                network small
                input 1 x 28 x 28 uint8
                classes 0 .. 9
                layers { dense 10 }
                train { data digits }
                target fast %s { clock 125 MHz }
                """.formatted(board);
        Frontend.Result result = Frontend.load(new SourceFile("small.bnn", text));
        return result.network()
                .orElseThrow(() -> new AssertionError(result.diagnostics()))
                .targets()
                .get(0);
    }
}
