// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.request.DivergedException;
import java.util.List;
import java.util.Locale;

/** Decides what counts as divergence, and words the error message. */
final class Divergence {
    /** A loss above 100 and above this many times the first epoch's counts as divergence. */
    private static final double DIVERGED = 1e4;

    private Divergence() {}

    /** The largest loss that does not count as divergence after these epochs. */
    static double limit(List<EpochFigures> epochs) {
        return epochs.isEmpty()
                ? Double.MAX_VALUE
                : Math.max(100, DIVERGED * epochs.get(0).loss());
    }

    /**
     * @param epoch from 0
     * @param step from 1
     */
    static DivergedException of(String what, String layer, int epoch, int step, double rate) {
        return new DivergedException(String.format(
                Locale.ROOT,
                "training diverged in epoch %d, step %d: %s, first seen in layer %s; try a smaller rate than %s,"
                        + " or a batch norm after that layer",
                epoch + 1,
                step,
                what,
                layer,
                rate));
    }
}
