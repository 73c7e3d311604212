// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.estimate.Costs;
import dev.bnn.estimate.Resources;
import java.util.List;

/**
 * Tells which kinds of resources of a budget can decide at all. No design takes more flip-flops than so many, and none
 * that keeps to its look-up tables takes more of what comes with those; what cannot run out need not be weighed against
 * the rest.
 */
final class Binding {
    /** Steps between a look-up table that is worth nothing and one worth {@link #MOST}, in shares of the budget. */
    private static final int STEPS = 4;

    private static final int MOST = 2;

    private Binding() {}

    /** The kinds that designs of an interval can run out of, each as the price that counts it. */
    static List<Prices> kinds(FoldSpace space, long interval, Resources budget) {
        return Prices.kinds().stream()
                .filter(kind -> !enough(space, interval, budget, kind))
                .toList();
    }

    /**
     * For any factor, kind = (kind - factor x LUT) + factor x LUT, whose first part is at most a longest path and whose
     * second is bounded by the budget.
     */
    private static boolean enough(FoldSpace space, long interval, Resources budget, Prices kind) {
        long most = kind.of(budget);
        for (int i = 0; i <= (kind.of(new Resources(1, 0, 0, 0, 0)) > 0 ? 0 : STEPS * MOST); i++) {
            // All is multiplied by the steps and the look-up tables, for whole numbers.
            long scale = STEPS * Math.max(1, budget.lut());
            Prices all = kind.times(scale);
            Prices lut = new Prices(new Resources(i * Math.max(1, most), 0, 0, 0, 0));
            Prices less = lut.minus(all);
            long least = new Suffix(space, less, interval).least(0, 1) + less.of(Costs.SHELL);
            if (lut.of(budget) - least <= scale * most) {
                return true;
            }
        }
        return false;
    }
}
