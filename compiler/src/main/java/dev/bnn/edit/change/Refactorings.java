// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.change;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Range;
import java.util.ArrayList;
import java.util.List;

/** The changes of a text without errors that leave its network as it is: layers become a block, and blocks are written out. */
public final class Refactorings {
    private Refactorings() {}

    /** Those that a range allows, which may be empty. The extracted block has a name that nothing else has, to be renamed. */
    public static List<Refactoring> at(Analysis analysis, Range range) {
        List<Refactoring> all = new ArrayList<>();
        if (analysis.network().isPresent()) {
            new ExtractBlock(analysis).of(range).ifPresent(all::add);
            all.addAll(new InlineBlock(analysis).at(range.start()));
        }
        return all;
    }
}
