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
import dev.bnn.model.HlsTool;
import dev.bnn.model.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at all foldings of a network: for each interval the cheapest design, and what holds the chosen one back.
 *
 * @param front the designs that no other beats in frames per second, as they are shown, and all resources, fastest first;
 *     each is the cheapest of its interval
 * @param fitting the fastest that leaves the margin of the part free and keeps to the target's budget; empty where none does or the part is not known
 * @param chosen the design of the target section
 * @param flow its pipeline, with streams of the least depth
 * @param plan what is to be said of that
 * @param nextPe the chosen design with the next larger PE in its slowest layer; empty where that has none
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
     * @param cost of the whole design, with streams of the least depth
     */
    public record Point(long interval, String bottleneck, Resources cost, Map<String, Folding> foldings) {
        /** Frames per second at a clock. */
        public FrameRate rate(double clockMhz) {
            return FrameRate.of(clockMhz, interval);
        }
    }

    /** The next larger PE of a layer, and the design that it gives. */
    public record NextPe(String layer, Folding from, Folding to, Point then) {}

    /** Explores the foldings of an integer network; those that the target section chooses bind the chosen design only. */
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

    /** Without those that are faster than another by less than is shown, and take as much of all. */
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
