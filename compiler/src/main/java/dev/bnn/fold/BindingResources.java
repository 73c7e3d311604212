// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.estimate.Resources;
import dev.bnn.model.ResourceKind;
import java.util.List;

/**
 * Tells which kinds of resources of a budget can decide at all. No design takes more flip-flops than so many, and none
 * that keeps to its look-up tables takes more of what comes with those; what cannot run out need not be weighed against
 * the rest.
 */
final class BindingResources {
    /** Steps between a look-up table that is worth nothing and one worth {@link #MAX_WORTH}, in shares of the budget. */
    private static final int STEPS = 4;

    private static final int MAX_WORTH = 2;

    private BindingResources() {}

    /** The kinds that designs of an interval can run out of, each as the price that counts it. */
    static List<ResourcePrices> kinds(FoldSpace space, long interval, Resources budget) {
        return ResourcePrices.kinds().stream()
                .filter(kind -> !enough(space, interval, budget, kind))
                .toList();
    }

    /**
     * For any factor, kind = (kind - factor x LUT) + factor x LUT, whose first part is at most a longest path and whose
     * second is bounded by the budget.
     */
    private static boolean enough(FoldSpace space, long interval, Resources budget, ResourcePrices kind) {
        long max = kind.of(budget);
        for (int i = 0; i <= (kind.of(Resources.of(ResourceKind.LUT, 1)) > 0 ? 0 : STEPS * MAX_WORTH); i++) {
            // All is multiplied by the steps and the look-up tables, for whole numbers.
            long scale = STEPS * Math.max(1, budget.lut());
            ResourcePrices all = kind.times(scale);
            ResourcePrices lut = new ResourcePrices(Resources.of(ResourceKind.LUT, i * Math.max(1, max)));
            ResourcePrices less = lut.minus(all);
            long min = new RemainingCost(space, less, interval).min(0, 1) + less.of(space.shell());
            if (lut.of(budget) - min <= scale * max) {
                return true;
            }
        }
        return false;
    }
}
