// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.estimate.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The least that the layers from some layer on cost for an interval, by the PE of the layer before: a recursion from the
 * last layer to the first. Exact for one price a resource; a lower bound where there are budgets.
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

    /** Whether there is any way on. */
    boolean possible(int layer, int pe) {
        return layer == layers.size() || layers.get(layer).containsKey(pe);
    }

    /** What the layers from that one on cost at least; there must be a way on. */
    long min(int layer, int pe) {
        return layer == layers.size() ? 0 : layers.get(layer).get(pe).price();
    }

    /** The design of the least cost; there must be one. */
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
