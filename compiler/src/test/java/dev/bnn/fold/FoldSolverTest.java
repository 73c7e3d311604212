// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.dataflow.UnfoldedPipeline;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.Estimate;
import dev.bnn.estimate.Resources;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.testing.Designs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search against all foldings of small random networks, each built and estimated as a whole. */
class FoldSolverTest {
    private static final int NETWORKS = 400;
    private static final int MOST_DESIGNS = 30_000;
    private static final List<Memory> MEMORIES = List.of(Memory.LUT, Memory.BLOCK, Memory.ULTRA);

    /** A part that small networks fill, with ultra RAM for constants. */
    private static final Device DEVICE = new Device("tiny", 12_000, 30_000, 20, 6, 12, true);

    private record Made(long interval, Resources cost) {}

    @Test
    void findsTheOptimaOfAllFoldings() {
        ResourcePrices prices = ResourcePrices.of(Optional.of(DEVICE));
        int compared = 0;
        int bound = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            UnfoldedPipeline unfolded =
                    DataflowBuilder.unfolded(Designs.random(seed).lowered().ir(), 0);
            List<Made> all = new ArrayList<>();
            if (count(unfolded) > MOST_DESIGNS) {
                continue;
            }
            // Half of them with parameters that are loaded.
            boolean loadable = seed % 2 == 1;
            all(unfolded, loadable, 0, new LinkedHashMap<>(), all);
            compared++;
            FoldSpace space =
                    new FoldSpace(unfolded, Map.of(), Optional.of(DEVICE), loadable, HlsTool.VITIS_HLS, Designs.COSTS);
            FoldSolver solver = new FoldSolver(space, prices);
            Random random = new Random(seed);
            for (int i = 0; i < 6; i++) {
                long interval = all.get(random.nextInt(all.size())).interval();
                Resources one = all.get(random.nextInt(all.size())).cost();
                Resources other = all.get(random.nextInt(all.size())).cost().minus(new Resources(1, 1, 0, 0, 0));
                Resources budget = Resources.of(kind -> Math.max(one.amount(kind), other.amount(kind)));
                assertThat(price(solver.cheapest(interval)))
                        .as("seed %d, interval %d", seed, interval)
                        .isEqualTo(cheapest(all, interval, Optional.empty(), prices));
                OptionalLong within = cheapest(all, interval, Optional.of(budget), prices);
                assertThat(price(solver.cheapest(interval, budget)))
                        .as("seed %d, interval %d, budget %s", seed, interval, budget)
                        .isEqualTo(within);
                bound += within.equals(cheapest(all, interval, Optional.empty(), prices)) ? 0 : 1;
                assertThat(solver.fastest(budget).map(FoldSolver.Solution::interval))
                        .as("seed %d, budget %s", seed, budget)
                        .isEqualTo(all.stream()
                                .filter(m -> m.cost().within(budget))
                                .map(Made::interval)
                                .min(Long::compare));
            }
        }
        assertThat(compared).isGreaterThan(NETWORKS / 4);
        assertThat(bound).isGreaterThan(compared / 2);
    }

    @Test
    void whatItPromisesIsWhatTheEstimateSays() {
        for (long seed = 0; seed < 100; seed++) {
            UnfoldedPipeline unfolded =
                    DataflowBuilder.unfolded(Designs.random(seed).lowered().ir(), (int) (seed % 2));
            FoldSpace space = new FoldSpace(
                    unfolded, Map.of(), Optional.of(DEVICE), seed % 2 == 1, HlsTool.VITIS_HLS, Designs.COSTS);
            FoldSolver solver = new FoldSolver(space, ResourcePrices.of(Optional.of(DEVICE)));
            for (FoldSolver.Solution solution : solver.front()) {
                Dataflow flow = solution.flow(space);
                assertThat(Estimate.of(flow, Designs.COSTS).total())
                        .as("seed %d", seed)
                        .isEqualTo(solution.cost());
                assertThat(flow.bottleneck().cycles()).as("seed %d", seed).isEqualTo(solution.interval());
            }
        }
    }

    private static OptionalLong price(Optional<FoldSolver.Solution> solution) {
        return solution.map(s -> OptionalLong.of(s.price())).orElse(OptionalLong.empty());
    }

    private static OptionalLong cheapest(
            List<Made> all, long interval, Optional<Resources> budget, ResourcePrices prices) {
        return all.stream()
                .filter(m -> m.interval() <= interval)
                .filter(m -> budget.isEmpty() || m.cost().within(budget.get()))
                .mapToLong(m -> prices.of(m.cost()))
                .min();
    }

    /** Number of foldings. Large networks have more than fit in a long, so it stops counting above the limit. */
    private static long count(UnfoldedPipeline unfolded) {
        long count = 1;
        for (MatrixShape shape : unfolded.shapes()) {
            count *= (long) LegalFoldings.pes(shape).size()
                    * LegalFoldings.simds(shape, HlsTool.VITIS_HLS).size()
                    * MEMORIES.size();
            if (count > MOST_DESIGNS) {
                return count;
            }
        }
        return count;
    }

    private static void all(
            UnfoldedPipeline unfolded, boolean loadable, int layer, Map<String, Folding> chosen, List<Made> found) {
        if (layer == unfolded.shapes().size()) {
            Dataflow flow = unfolded.fold(chosen);
            found.add(new Made(
                    flow.bottleneck().cycles(), Estimate.of(flow, Designs.COSTS).total()));
            return;
        }
        MatrixShape shape = unfolded.shapes().get(layer);
        for (int pe : LegalFoldings.pes(shape)) {
            for (int simd : LegalFoldings.simds(shape, HlsTool.VITIS_HLS)) {
                for (Memory memory : MEMORIES) {
                    chosen.put(shape.layer(), new Folding(pe, simd, memory, loadable));
                    all(unfolded, loadable, layer + 1, chosen, found);
                }
            }
        }
    }

    /** With loaded parameters a score has 64 bits, so the tool's widest word decides how many scores leave at once. */
    @ParameterizedTest
    @CsvSource({"VITIS_HLS, 60", "VIVADO_HLS, 120"})
    void noMoreScoresLeaveAtOnceThanAWordHolds(HlsTool tool, int most) {
        UnfoldedPipeline unfolded = DataflowBuilder.unfolded(
                Designs.wide(120, Designs.LOADABLE).lowered().ir(), 0);
        FoldSpace space = new FoldSpace(unfolded, Map.of(), Optional.empty(), true, tool, Designs.COSTS);
        assertThat(space.choices(0).stream().mapToInt(c -> c.folding().pe()).max())
                .hasValue(most);
    }
}
