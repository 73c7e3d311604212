// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.UnfoldedPipeline;
import dev.bnn.dataflow.Unit;
import dev.bnn.estimate.CostModel;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.Estimate;
import dev.bnn.estimate.Resources;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.model.target.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * The foldings that each layer of a pipeline can have, and their resources. Two things couple layers: the interval, and the width
 * converters between neighbors, which depend on the PE of one layer and the SIMD of the next.
 */
final class FoldSpace {
    private final UnfoldedPipeline unfolded;
    private final boolean loadable;
    private final CostModel costs;
    private final List<List<Choice>> choices;
    private final List<Map<Long, Resources>> paths;
    private final long floor;

    /** A folding of a layer, the cycles of its matrix unit, and its resources with the stream that it writes. */
    record Choice(Folding folding, long cycles, Resources cost) {}

    /**
     * @param wanted foldings of the target section, by layer
     * @param device the part; if it is not known, no ultra RAM is used
     * @param loadable whether weights and thresholds are loaded at run time
     * @param tool limits the width of words
     * @param costs the cost model of the back end
     */
    FoldSpace(
            UnfoldedPipeline unfolded,
            Map<String, Target.Fold> wanted,
            Optional<Device> device,
            boolean loadable,
            HlsTool tool,
            CostModel costs) {
        this.unfolded = unfolded;
        this.costs = costs;
        this.loadable = loadable;
        choices = new ArrayList<>();
        paths = new ArrayList<>();
        List<Memory> memories = device.isPresent() && device.get().ultraRom()
                ? List.of(Memory.BLOCK, Memory.LUT, Memory.ULTRA)
                : List.of(Memory.BLOCK, Memory.LUT);
        for (int i = 0; i < unfolded.shapes().size(); i++) {
            MatrixShape shape = unfolded.shapes().get(i);
            List<Choice> layer = new ArrayList<>();
            Optional<Target.Fold> chosen = Optional.ofNullable(wanted.get(shape.layer()));
            for (Folding folding : legal(shape, chosen, memories, loadable, tool)) {
                MatrixUnit unit = unfolded.matrix(i, folding);
                if (LegalFoldings.writable(unit, tool)) {
                    layer.add(
                            new Choice(folding, unit.cycles(), costs.unit(unit).plus(costs.streams(unit))));
                }
            }
            choices.add(layer);
            paths.add(new HashMap<>());
        }
        floor = Math.max(
                Math.max(unfolded.input().pixels(), unfolded.answerCycles()),
                unfolded.between().stream()
                        .flatMap(List::stream)
                        .flatMap(stretch -> stretch.units().stream())
                        .mapToLong(Unit::cycles)
                        .max()
                        .orElse(0));
    }

    private FoldSpace(FoldSpace all, List<List<Choice>> left) {
        unfolded = all.unfolded;
        loadable = all.loadable;
        costs = all.costs;
        choices = left;
        paths = all.paths;
        floor = all.floor;
    }

    private static List<Folding> legal(
            MatrixShape shape, Optional<Target.Fold> wanted, List<Memory> memories, boolean loadable, HlsTool tool) {
        List<Folding> legal = new ArrayList<>();
        List<Integer> pes = wanted.map(w -> List.of(w.pe())).orElseGet(() -> LegalFoldings.pes(shape));
        List<Integer> simds = wanted.map(w -> List.of(w.simd())).orElseGet(() -> LegalFoldings.simds(shape, tool));
        for (int pe : pes) {
            for (int simd : simds) {
                for (Memory memory :
                        wanted.flatMap(Target.Fold::memory).map(List::of).orElse(memories)) {
                    legal.add(new Folding(pe, simd, memory, loadable));
                }
            }
        }
        return legal;
    }

    UnfoldedPipeline unfolded() {
        return unfolded;
    }

    /** What surrounds every pipeline. */
    Resources shell() {
        return costs.shell(unfolded.input());
    }

    /** Cycles and resources of a design by unit. */
    Estimate estimate(Dataflow flow) {
        return Estimate.of(flow, costs);
    }

    int layers() {
        return choices.size();
    }

    List<Choice> choices(int layer) {
        return choices.get(layer);
    }

    /** Cycles of the slowest part that no folding changes. The image takes one cycle per pixel, the answer one per score and label. */
    long floor() {
        return floor;
    }

    /** The smallest interval that all layers can reach. */
    long minInterval() {
        long min = floor;
        for (List<Choice> layer : choices) {
            min = Math.max(min, layer.stream().mapToLong(Choice::cycles).min().orElseThrow());
        }
        return min;
    }

    /** All intervals that some folding has, ascending. Between two of them the cheapest design is the same. */
    List<Long> intervals() {
        long min = minInterval();
        TreeSet<Long> intervals = new TreeSet<>(List.of(min));
        for (List<Choice> layer : choices) {
            layer.stream().map(Choice::cycles).filter(c -> c > min).forEach(intervals::add);
        }
        return List.copyOf(intervals);
    }

    /**
     * Resources of the units before a layer's matrix unit, with the streams that they write.
     *
     * @param pe PE of the previous layer; not used for the first
     */
    Resources path(int layer, int pe, int simd) {
        return paths.get(layer)
                .computeIfAbsent(((long) pe << 32) + simd, key -> cost(unfolded.before(layer, pe, simd)));
    }

    /** Resources of the units after the scores. */
    Resources tail(int pe) {
        return cost(unfolded.after(new Folding(pe, 1, Memory.BLOCK, loadable)));
    }

    private Resources cost(List<Unit> units) {
        return units.stream()
                .map(unit -> costs.unit(unit).plus(costs.streams(unit)))
                .reduce(Resources.NONE, Resources::plus);
    }

    /** The foldings of a design by layer. */
    Map<String, Folding> foldings(List<Choice> chosen) {
        Map<String, Folding> foldings = new LinkedHashMap<>();
        for (int i = 0; i < chosen.size(); i++) {
            foldings.put(unfolded.shapes().get(i).layer(), chosen.get(i).folding());
        }
        return foldings;
    }

    /**
     * This space without the choices that another can always replace: one as fast that costs no more by any price, even with the worst
     * change of the converters before and after it. No optimum by these prices is lost.
     */
    FoldSpace pruned(List<ResourcePrices> measures) {
        return pruned(measures, Choice::cycles);
    }

    /**
     * This space for one interval: the foldings that are fast enough and that no other can replace, whichever of them is faster. It is
     * pruned in rounds, since a choice that one round removes is no neighbor in the next.
     */
    FoldSpace within(long interval, List<ResourcePrices> measures) {
        FoldSpace now = new FoldSpace(
                this,
                choices.stream()
                        .map(layer -> layer.stream()
                                .filter(c -> c.cycles() <= interval)
                                .toList())
                        .toList());
        int before;
        do {
            before = now.size();
            now = now.pruned(measures, choice -> 0);
        } while (now.size() < before);
        return now;
    }

    private int size() {
        return choices.stream().mapToInt(List::size).sum();
    }

    private FoldSpace pruned(List<ResourcePrices> measures, ToLongFunction<Choice> speed) {
        List<List<Choice>> pruned = new ArrayList<>();
        for (int i = 0; i < layers(); i++) {
            List<Choice> kept = new ArrayList<>();
            for (Choice choice : choices.get(i)) {
                int layer = i;
                if (kept.stream().noneMatch(k -> replaces(layer, k, choice, measures, speed))) {
                    kept.removeIf(k -> replaces(layer, choice, k, measures, speed));
                    kept.add(choice);
                }
            }
            pruned.add(kept);
        }
        return new FoldSpace(this, pruned);
    }

    private boolean replaces(
            int layer, Choice one, Choice other, List<ResourcePrices> measures, ToLongFunction<Choice> speed) {
        return speed.applyAsLong(one) <= speed.applyAsLong(other)
                && measures.stream().allMatch(m -> m.of(one.cost()) <= m.of(other.cost()))
                && measures.stream()
                        .allMatch(m ->
                                m.of(one.cost()) + worstBefore(layer, one, other, m) + worstAfter(layer, one, other, m)
                                        <= m.of(other.cost()));
    }

    private long worstBefore(int layer, Choice one, Choice other, ResourcePrices by) {
        int simd = one.folding().simd();
        int otherSimd = other.folding().simd();
        return simd == otherSimd
                ? 0
                : worst(pesBefore(layer), pe -> by.of(path(layer, pe, simd)) - by.of(path(layer, pe, otherSimd)));
    }

    private long worstAfter(int layer, Choice one, Choice other, ResourcePrices by) {
        int pe = one.folding().pe();
        int otherPe = other.folding().pe();
        if (pe == otherPe) {
            return 0;
        }
        return layer == layers() - 1
                ? by.of(tail(pe)) - by.of(tail(otherPe))
                : worst(
                        simds(layer + 1),
                        next -> by.of(path(layer + 1, pe, next)) - by.of(path(layer + 1, otherPe, next)));
    }

    private static long worst(List<Integer> neighbors, ToLongFunction<Integer> more) {
        return neighbors.stream().mapToLong(more).max().orElse(0);
    }

    /** The PE that the previous layer can have; 1 for the image. */
    List<Integer> pesBefore(int layer) {
        return layer == 0
                ? List.of(1)
                : choices.get(layer - 1).stream()
                        .map(c -> c.folding().pe())
                        .distinct()
                        .toList();
    }

    private List<Integer> simds(int layer) {
        return choices.get(layer).stream()
                .map(c -> c.folding().simd())
                .distinct()
                .toList();
    }
}
