// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.estimate.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Searches the designs within a budget, layer by layer. It keeps a partial design unless another is at least as good by every
 * measure, or a bound shows that it cannot be completed within the budget.
 *
 * @param space the foldings to choose from
 * @param measures the measures by which designs are compared: the kinds that can run out, and the price if it matters
 */
record BudgetSearch(FoldSpace space, List<ResourcePrices> measures, Resources budget, List<Bound> bounds) {
    /** A limit of the price of a design, and a lower bound of that price for the remaining layers. */
    record Bound(ResourcePrices prices, RemainingCost rest, long max) {
        boolean allows(Resources cost, int nextLayer, int pe) {
            return rest.possible(nextLayer, pe) && prices.of(cost) + rest.min(nextLayer, pe) <= max;
        }
    }

    /** The choices up to some layer, and their cost by each measure. */
    private record Label(Label before, FoldSpace.Choice choice, Resources cost, long[] measured) {
        boolean noWorse(Label other) {
            for (int i = 0; i < measured.length; i++) {
                if (measured[i] > other.measured[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The cheapest design; empty if none is within the budget and the bounds. */
    Optional<List<FoldSpace.Choice>> cheapest(ResourcePrices prices) {
        Map<Integer, List<Label>> labels = Map.of(1, List.of(label(null, null, space.shell())));
        for (int i = 0; i < space.layers(); i++) {
            Map<Integer, List<Label>> next = new LinkedHashMap<>();
            for (FoldSpace.Choice choice : space.choices(i)) {
                List<Label> same = next.computeIfAbsent(choice.folding().pe(), pe -> new ArrayList<>());
                extend(labels, i, choice, same);
            }
            next.replaceAll((pe, all) -> best(all));
            labels = next;
        }
        return labels.values().stream()
                .flatMap(List::stream)
                .min(Comparator.comparingLong(label -> prices.of(label.cost())))
                .map(BudgetSearch::choices);
    }

    private void extend(Map<Integer, List<Label>> labels, int layer, FoldSpace.Choice choice, List<Label> into) {
        int pe = choice.folding().pe();
        int next = layer + 1;
        labels.forEach((peBefore, group) -> {
            Resources path = space.path(layer, peBefore, choice.folding().simd());
            Resources step = choice.cost().plus(path);
            Resources all = next == space.layers() ? step.plus(space.tail(pe)) : step;
            for (Label before : group) {
                Resources cost = before.cost().plus(all);
                if (cost.within(budget) && bounds.stream().allMatch(b -> b.allows(cost, next, pe))) {
                    into.add(label(before, choice, cost));
                }
            }
        });
    }

    private Label label(Label before, FoldSpace.Choice choice, Resources cost) {
        return new Label(
                before,
                choice,
                cost,
                measures.stream().mapToLong(m -> m.of(cost)).toArray());
    }

    /** The labels that no other label beats. They are sorted first, so that a better one comes earlier. */
    private static List<Label> best(List<Label> labels) {
        labels.sort(Comparator.comparing(Label::measured, Arrays::compare));
        List<Label> best = new ArrayList<>();
        for (Label label : labels) {
            if (best.stream().noneMatch(other -> other.noWorse(label))) {
                best.add(label);
            }
        }
        return best;
    }

    private static List<FoldSpace.Choice> choices(Label last) {
        LinkedList<FoldSpace.Choice> choices = new LinkedList<>();
        for (Label label = last; label.choice() != null; label = label.before()) {
            choices.addFirst(label.choice());
        }
        return choices;
    }
}
