// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.dataflow.UnfoldedPipeline;
import dev.bnn.dataflow.Unit;
import dev.bnn.estimate.CostModel;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.FrameRate;
import dev.bnn.estimate.Resources;
import dev.bnn.ir.Ir;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.model.target.Target;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Severity;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses PE, SIMD and the memory of the weights for each layer that the target section leaves open. It finds the cheapest design
 * with the requested frames per second, or the fastest design that leaves a margin of the part free. The cost of a design is the sum
 * of its shares of the part, converters and streams included. The search is exact: see {@link FoldSolver}.
 */
public final class FoldSearch {
    /** Lanes of all layers together if the target requests no frame rate. */
    private static final int DEFAULT_LANES = 1024;

    private final UnfoldedPipeline unfolded;
    private final Optional<Target> target;
    private final Optional<Device> device;
    /** What the target section allows. */
    private final Resources budget;

    private final FoldSpace space;
    private final FoldSolver solver;
    private final List<Diagnostic> notes = new ArrayList<>();

    private FoldSearch(UnfoldedPipeline unfolded, Optional<Target> target, CostModel costs) {
        this.unfolded = unfolded;
        this.target = target;
        device = target.flatMap(Device::of);
        budget = Resources.limits(target.map(Target::budget).orElse(Map.of()));
        space = new FoldSpace(
                unfolded,
                target.map(Target::folds).orElse(Map.of()),
                device,
                target.map(Target::loadable).orElse(false),
                tool(target),
                costs);
        solver = new FoldSolver(space, ResourcePrices.of(device));
    }

    /**
     * Foldings for an integer network.
     *
     * @param costs the cost model of the back end
     * @throws DiagnosticException with the illegal foldings of the target section
     */
    public static FoldPlan plan(Ir ir, Optional<Target> target, CostModel costs) {
        UnfoldedPipeline unfolded =
                DataflowBuilder.unfolded(ir, target.map(Target::labels).orElse(0));
        target.ifPresent(t -> check(unfolded, t));
        return new FoldSearch(unfolded, target, costs).plan();
    }

    private static HlsTool tool(Optional<Target> target) {
        return target.map(Target::tool).orElse(HlsTool.VITIS_HLS);
    }

    private static void check(UnfoldedPipeline unfolded, Target target) {
        List<Diagnostic> errors = new ArrayList<>();
        for (int i = 0; i < unfolded.shapes().size(); i++) {
            MatrixShape shape = unfolded.shapes().get(i);
            Target.Fold wanted = target.folds().get(shape.layer());
            if (wanted == null) {
                continue;
            }
            List<Diagnostic> found = new ArrayList<>();
            LegalFoldings.checkPe(shape, wanted.pe(), wanted.span()).ifPresent(found::add);
            LegalFoldings.checkSimd(shape, wanted.simd(), target.tool(), wanted.span())
                    .ifPresent(found::add);
            if (found.isEmpty()) {
                Folding folding = new Folding(wanted.pe(), wanted.simd(), Memory.BLOCK, target.loadable());
                LegalFoldings.checkWritten(unfolded.matrix(i, folding), target.tool(), wanted.span())
                        .ifPresent(found::add);
            }
            errors.addAll(found);
        }
        if (!errors.isEmpty()) {
            throw new DiagnosticException(errors);
        }
    }

    private FoldPlan plan() {
        boolean asFastAsPossible = target.isPresent()
                && (target.get().fps() == Target.FASTEST
                        || !target.get().wantsFps() && !target.get().budget().isEmpty());
        FoldSolver.Solution solution = asFastAsPossible ? fastest() : keepingUp(interval());
        if (device.isPresent() && !solution.cost().within(device.get().resources())) {
            notes.add(DeviceFit.tooLarge(target.get(), device.get(), solution, space, fitting()));
        } else if (!solution.cost().within(budget)) {
            notes.add(DeviceFit.overBudget(target.get(), budget, solution, space, fitting()));
        }
        return new FoldPlan(space.foldings(solution.choices()), notes);
    }

    private FoldSolver.Solution fastest() {
        if (device.isEmpty() && target.get().budget().isEmpty()) {
            notes.add(new Diagnostic(
                    Code.PART_EXCEEDED,
                    Severity.WARNING,
                    target.get().span(),
                    "`fps max` needs to know what " + target.get().part() + " holds",
                    "ask for a number of frames per second"));
            return keepingUp(lanesInterval());
        }
        return fitting().orElseGet(() -> keepingUp(Long.MAX_VALUE));
    }

    /** The fastest design that leaves the margin free and is within the budget; empty if there is none. */
    private Optional<FoldSolver.Solution> fitting() {
        return solver.fastest(device.map(d -> DeviceFit.budget(d).min(budget)).orElse(budget));
    }

    /** The cheapest design for an interval, within the part and the budget if such a design exists. */
    private FoldSolver.Solution keepingUp(long interval) {
        Resources part = device.map(Device::resources).orElse(Resources.limits(Map.of()));
        Resources both = part.min(budget);
        return solver.cheapest(interval, both)
                .or(() -> both.equals(part) ? Optional.empty() : solver.cheapest(interval, part))
                .orElseGet(() -> solver.cheapest(interval).orElseThrow());
    }

    private long interval() {
        long wanted = target.isPresent() && target.get().wantsFps()
                ? (long) Math.floor(
                        FrameRate.interval(target.get().clockMhz(), target.get().fps()))
                : lanesInterval();
        long min = space.minInterval();
        if (wanted < min && target.isPresent() && target.get().wantsFps()) {
            notes.add(unreachable(min, target.get()));
        }
        return Math.max(wanted, min);
    }

    private long lanesInterval() {
        long macs = unfolded.shapes().stream().mapToLong(MatrixShape::macs).sum();
        return Math.max(macs / DEFAULT_LANES, space.minInterval());
    }

    private Diagnostic unreachable(long min, Target wish) {
        Unit slowest = solver.cheapest(min).orElseThrow().flow(space).units().stream()
                .max(Comparator.comparingLong(Unit::cycles))
                .orElseThrow();
        FrameRate fps = FrameRate.of(wish.clockMhz(), min);
        return new Diagnostic(
                Code.TOO_SLOW,
                Severity.WARNING,
                slowest.span(),
                String.format(
                        Locale.ROOT,
                        "%s reaches %s frames per second at most, not the %s of target %s",
                        slowest.name(),
                        fps.text(),
                        Words.number(wish.fps()),
                        wish.name()),
                "ask for " + fps.literal() + " or fewer, or raise the clock");
    }
}
