// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.UnfoldedPipeline;
import dev.bnn.dataflow.Unit;
import dev.bnn.estimate.CostModel;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.FrameRate;
import dev.bnn.estimate.Resources;
import dev.bnn.ir.Ir;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explores all foldings of a network: the cheapest design for each interval, and what limits the chosen design.
 *
 * @param front the cheapest design of each interval, without those that another beats in frames per second, as displayed, and in all
 *     resources; fastest first
 * @param fitting the fastest design that leaves the margin of the part free and is within the target's budget; empty if there is none,
 *     or the part is not known
 * @param chosen the design of the target section
 * @param flow its pipeline, with streams of the smallest depth
 * @param plan its foldings and their diagnostics
 * @param nextPe the chosen design with the next larger PE in its slowest layer; empty if there is none
 */
public record FoldExplorer(
        List<Point> front,
        Optional<Point> fitting,
        Point chosen,
        Dataflow flow,
        FoldPlan plan,
        Optional<NextPe> nextPe) {
    /**
     * A design.
     *
     * @param interval cycles of its slowest unit
     * @param bottleneck name of that unit
     * @param cost resources of the whole design, with streams of the smallest depth
     */
    public record Point(long interval, String bottleneck, Resources cost, Map<String, Folding> foldings) {
        /** Frames per second at a clock. */
        public FrameRate rate(double clockMhz) {
            return FrameRate.of(clockMhz, interval);
        }
    }

    /** The next larger PE of a layer, and the design that it gives. */
    public record NextPe(String layer, Folding from, Folding to, Point then) {}

    /** Explores the foldings of an integer network. The foldings of the target section apply to the chosen design only. */
    public static FoldExplorer of(Ir ir, Target target, CostModel costs) {
        UnfoldedPipeline unfolded = DataflowBuilder.unfolded(ir, target.labels());
        Optional<Device> device = Device.of(target);
        FoldSpace space = new FoldSpace(unfolded, Map.of(), device, target.loadable(), target.tool(), costs);
        FoldSolver solver = new FoldSolver(space, ResourcePrices.of(device));
        List<Point> front = solver.front().stream()
                .map(s -> point(space, space.foldings(s.choices())))
                .toList();
        Optional<Point> fitting = device.flatMap(
                        d -> solver.fastest(DeviceFit.budget(d).min(Resources.limits(target.budget()))))
                .map(s -> point(space, space.foldings(s.choices())));
        FoldPlan plan = FoldSearch.plan(ir, Optional.of(target), costs);
        return new FoldExplorer(
                shown(front, target.clockMhz()),
                fitting,
                point(space, plan.foldings()),
                unfolded.fold(plan.foldings()),
                plan,
                nextPe(space, plan.foldings(), target.tool()));
    }

    /** Leaves out designs that look as fast as a slower one and take at least as much of each kind. */
    static List<Point> shown(List<Point> front, double clockMhz) {
        return front.stream()
                .filter(p -> front.stream()
                        .noneMatch(other -> other.interval() > p.interval()
                                && other.cost().within(p.cost())
                                && other.rate(clockMhz)
                                        .text()
                                        .equals(p.rate(clockMhz).text())))
                .toList();
    }

    private static Point point(FoldSpace space, Map<String, Folding> foldings) {
        Dataflow flow = space.unfolded().fold(foldings);
        Unit slowest = flow.bottleneck();
        return new Point(slowest.cycles(), slowest.name(), space.estimate(flow).total(), foldings);
    }

    private static Optional<NextPe> nextPe(FoldSpace space, Map<String, Folding> foldings, HlsTool tool) {
        Unit slowest = space.unfolded().fold(foldings).bottleneck();
        if (!(slowest instanceof MatrixUnit matrix)) {
            return Optional.empty();
        }
        Folding now = matrix.folding();
        return space.unfolded().shapes().stream()
                .filter(shape -> shape.layer().equals(matrix.layer()))
                .flatMap(shape -> LegalFoldings.pes(shape).stream())
                .filter(pe -> pe > now.pe())
                .sorted()
                .map(pe -> new Folding(pe, now.simd(), now.memory(), now.loadable()))
                .filter(next -> LegalFoldings.writable(matrix.with(next), tool))
                .findFirst()
                .map(next -> {
                    Map<String, Folding> changed = new LinkedHashMap<>(foldings);
                    changed.put(matrix.layer(), next);
                    return new NextPe(matrix.layer(), now, next, point(space, changed));
                });
    }
}
