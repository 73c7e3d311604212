// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

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
