// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.pass.rewrite.FoldInputScale;
import dev.bnn.pass.rewrite.FoldLevels;
import dev.bnn.pass.rewrite.FoldShuffles;
import dev.bnn.pass.rewrite.FoldZeroPadding;
import dev.bnn.pass.rewrite.MovePoolsAfterNormalize;
import dev.bnn.pass.rewrite.MovePoolsAfterSign;
import dev.bnn.pass.rewrite.NormalizeSignToThreshold;
import dev.bnn.pass.rewrite.OutputScores;
import dev.bnn.pass.rewrite.RemoveIdentities;
import java.util.List;

/** The pipelines, as data. */
public final class Passes {
    /** From the trained network to integers. */
    public static final List<Pass> PIPELINE = List.of(
            new RemoveIdentities(),
            new FoldShuffles(),
            new FoldInputScale(),
            new FoldZeroPadding(),
            new MovePoolsAfterNormalize(),
            new MovePoolsAfterSign(),
            new FoldLevels(),
            new NormalizeSignToThreshold(),
            new OutputScores());

    private Passes() {}
}
