// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.change;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Range;
import java.util.ArrayList;
import java.util.List;

/** The changes of a text without errors that leave its network as it is: extracting layers to a block, and inlining blocks. */
public final class Refactorings {
    private Refactorings() {}

    /** The refactorings for a range, which may be empty. An extracted block gets an unused name, for the user to change. */
    public static List<Refactoring> at(Analysis analysis, Range range) {
        List<Refactoring> all = new ArrayList<>();
        if (analysis.network().isPresent()) {
            new ExtractBlock(analysis).of(range).ifPresent(all::add);
            all.addAll(new InlineBlock(analysis).at(range.start()));
        }
        return all;
    }
}
