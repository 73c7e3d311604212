// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.estimate.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the cheapest foldings for an interval, exactly. The later layers depend on the earlier ones only through the cost so far
 * and the PE of the last layer. Without a budget the cheapest design is a shortest path ({@link RemainingCost}). If a budget binds,
 * {@link BudgetSearch} keeps all partial designs that no other dominates, and prunes them by lower bounds of the remaining cost:
 * shortest paths by other prices.
 */
final class FoldSolver {
    private final FoldSpace space;
    private final ResourcePrices prices;
    private final List<Long> intervals;

    FoldSolver(FoldSpace space, ResourcePrices prices) {
        this.space = space.pruned(ResourcePrices.kinds());
        this.prices = prices;
        intervals = this.space.intervals();
    }

    /**
     * A folding for each layer.
     *
     * @param interval cycles of its slowest unit, at most those asked for
     * @param cost resources of the whole design, with streams of the smallest depth and the shell
     * @param price their price
     */
    record Solution(List<FoldSpace.Choice> choices, long interval, Resources cost, long price) {
        /** The pipeline that it gives. */
        Dataflow flow(FoldSpace space) {
            return space.unfolded().fold(space.foldings(choices));
        }
    }

    /** The cheapest design that takes at most {@code interval} cycles per image; empty if there is none. */
    Optional<Solution> cheapest(long interval) {
        if (interval < space.floor()) {
            return Optional.empty();
        }
        RemainingCost rest = new RemainingCost(space, prices, interval);
        return rest.possible(0, 1) ? Optional.of(solution(rest.design())) : Optional.empty();
    }

    /** The cheapest such design within a budget; empty if there is none. */
    Optional<Solution> cheapest(long interval, Resources budget) {
        return within(interval, budget, false);
    }

    /** The cheapest of the fastest designs within a budget; empty if no design is within it. */
    Optional<Solution> fastest(Resources budget) {
        // A design that fits at some interval fits at any longer one, so bisection finds the shortest.
        int tooFast = -1;
        int enough = intervals.size() - 1;
        if (within(intervals.get(enough), budget, true).isEmpty()) {
            return Optional.empty();
        }
        while (enough - tooFast > 1) {
            int middle = (tooFast + enough) / 2;
            if (within(intervals.get(middle), budget, true).isPresent()) {
                enough = middle;
            } else {
                tooFast = middle;
            }
        }
        return cheapest(intervals.get(enough), budget);
    }

    /** The cheapest design of each interval, fastest first, without those that a faster one beats in all resources. */
    List<Solution> front() {
        List<Solution> front = new ArrayList<>();
        for (long interval : intervals) {
            Solution next = cheapest(interval).orElseThrow();
            if (front.stream().noneMatch(faster -> faster.cost().within(next.cost()))) {
                front.add(next);
            }
        }
        return front;
    }

    /** @param any true to accept any design, false to find the cheapest */
    private Optional<Solution> within(long interval, Resources budget, boolean any) {
        Optional<Solution> free = cheapest(interval);
        if (free.isEmpty() || free.get().cost().within(budget)) {
            return free;
        }
        List<ResourcePrices> measures = new ArrayList<>(BindingResources.kinds(space, interval, budget));
        if (!any) {
            measures.add(prices);
        }
        FoldSpace near = space.within(interval, measures);
        List<BudgetSearch.Bound> bounds = new ArrayList<>();
        Optional<Solution> best = Optional.empty();
        for (ResourcePrices other : ResourcePrices.bounds(budget)) {
            RemainingCost rest = new RemainingCost(near, other, interval);
            bounds.add(new BudgetSearch.Bound(other, rest, other.of(budget)));
            if (rest.min(0, 1) + other.of(space.shell()) > other.of(budget)) {
                return Optional.empty();
            }
            Solution candidate = solution(rest.design());
            if (candidate.cost().within(budget)
                    && (best.isEmpty() || candidate.price() < best.get().price())) {
                best = Optional.of(candidate);
            }
        }
        if (any && best.isPresent()) {
            return best;
        }
        bounds.add(new BudgetSearch.Bound(
                prices,
                new RemainingCost(near, prices, interval),
                best.map(b -> b.price() - 1).orElse(Long.MAX_VALUE)));
        Optional<Solution> better = new BudgetSearch(near, measures, budget, bounds)
                .cheapest(prices)
                .map(this::solution);
        return better.isPresent() ? better : best;
    }

    private Solution solution(List<FoldSpace.Choice> choices) {
        Resources cost = space.shell();
        long interval = space.floor();
        int pe = 1;
        for (int i = 0; i < choices.size(); i++) {
            FoldSpace.Choice choice = choices.get(i);
            cost = cost.plus(choice.cost())
                    .plus(space.path(i, pe, choice.folding().simd()));
            interval = Math.max(interval, choice.cycles());
            pe = choice.folding().pe();
        }
        cost = cost.plus(space.tail(pe));
        return new Solution(List.copyOf(choices), interval, cost, prices.of(cost));
    }
}
