// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.estimate.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The smallest price of the layers from some layer on, for an interval, by the PE of the previous layer: a recursion from the last
 * layer to the first. It is exact for one price per resource, and a lower bound if there are budgets.
 */
final class RemainingCost {
    private final List<Map<Integer, Best>> layers = new ArrayList<>();

    private record Best(long price, FoldSpace.Choice choice) {}

    RemainingCost(FoldSpace space, ResourcePrices prices, long interval) {
        Map<Integer, Best> next = null;
        for (int i = space.layers() - 1; i >= 0; i--) {
            Map<Integer, Best> here = new HashMap<>();
            for (int before : space.pesBefore(i)) {
                Best best = null;
                for (FoldSpace.Choice choice : space.choices(i)) {
                    int pe = choice.folding().pe();
                    if (choice.cycles() > interval || next != null && !next.containsKey(pe)) {
                        continue;
                    }
                    Resources cost = choice.cost()
                            .plus(space.path(i, before, choice.folding().simd()));
                    long price = prices.of(next == null ? cost.plus(space.tail(pe)) : cost)
                            + (next == null ? 0 : next.get(pe).price());
                    if (best == null || price < best.price()) {
                        best = new Best(price, choice);
                    }
                }
                if (best != null) {
                    here.put(before, best);
                }
            }
            layers.add(0, here);
            next = here;
        }
    }

    /** Whether any choice of the remaining layers keeps to the interval. */
    boolean possible(int layer, int pe) {
        return layer == layers.size() || layers.get(layer).containsKey(pe);
    }

    /** The smallest price of the layers from that one on; it must be {@link #possible}. */
    long min(int layer, int pe) {
        return layer == layers.size() ? 0 : layers.get(layer).get(pe).price();
    }

    /** The cheapest design; there must be one. */
    List<FoldSpace.Choice> design() {
        List<FoldSpace.Choice> chosen = new ArrayList<>();
        int pe = 1;
        for (Map<Integer, Best> layer : layers) {
            FoldSpace.Choice choice = layer.get(pe).choice();
            chosen.add(choice);
            pe = choice.folding().pe();
        }
        return chosen;
    }
}
