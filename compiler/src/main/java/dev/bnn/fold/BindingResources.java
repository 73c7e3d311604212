// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.estimate.Resources;
import dev.bnn.model.target.ResourceKind;
import java.util.List;

/**
 * Finds the kinds of resources that designs can run out of. If no design within the LUTs of a budget can exceed its flip-flops, say,
 * the search need not compare designs by flip-flops.
 */
final class BindingResources {
    /**
     * The factors that are tried are multiples of 1 / {@code STEPS} from 0 to {@link #MAX_WORTH}; both kinds are measured in shares
     * of the budget.
     */
    private static final int STEPS = 4;

    private static final int MAX_WORTH = 2;

    private BindingResources() {}

    /** The kinds that designs of an interval can run out of, each as the price that counts it alone. */
    static List<ResourcePrices> kinds(FoldSpace space, long interval, Resources budget) {
        return ResourcePrices.kinds().stream()
                .filter(kind -> !enough(space, interval, budget, kind))
                .toList();
    }

    /**
     * For any factor, kind = (kind - factor x LUT) + factor x LUT. A longest path bounds the first part, and the budget the second.
     */
    private static boolean enough(FoldSpace space, long interval, Resources budget, ResourcePrices kind) {
        long max = kind.of(budget);
        for (int i = 0; i <= (kind.of(Resources.of(ResourceKind.LUT, 1)) > 0 ? 0 : STEPS * MAX_WORTH); i++) {
            // Multiplying all terms by the steps and the LUTs makes them whole numbers.
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
