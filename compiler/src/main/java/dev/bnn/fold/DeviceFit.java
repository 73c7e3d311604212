// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.FrameRate;
import dev.bnn.estimate.Resources;
import dev.bnn.estimate.UnitEstimate;
import dev.bnn.model.target.ResourceKind;
import dev.bnn.model.target.Target;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a design fits a part, and the diagnostics if it does not. */
public final class DeviceFit {
    /** Share of a part that the search leaves free, since estimates are inexact and a full part is hard to route. */
    public static final double MARGIN = 0.2;

    /** Number of layers that a message names. */
    private static final int NAMED = 2;

    private DeviceFit() {}

    /** The resources of a device less {@link #MARGIN}. */
    public static Resources budget(Device device) {
        Resources all = device.resources();
        return Resources.of(kind -> (long) Math.floor(all.amount(kind) * (1 - MARGIN)));
    }

    /** Which kinds are missing and how much, such as {@code 81,600 LUT too many (312,000 of 230,400)}. */
    public static String missing(Resources cost, Resources available) {
        List<String> parts = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            long used = cost.amount(kind);
            long all = available.amount(kind);
            if (used > all) {
                parts.add(String.format(Locale.ROOT, "%,d %s too many (%,d of %,d)", used - all, kind, used, all));
            }
        }
        return String.join(" and ", parts);
    }

    /** @param fitting the fastest design that fits; empty if none does */
    static Diagnostic tooLarge(
            Target target,
            Device device,
            FoldSolver.Solution solution,
            FoldSpace space,
            Optional<FoldSolver.Solution> fitting) {
        String largest = largest(solution, space, device.resources());
        boolean chosen = !target.folds().isEmpty();
        String hint;
        if (fitting.isPresent()) {
            hint = String.format(
                    Locale.ROOT,
                    "the most that fits with %.0f %% to spare is `fps %s`",
                    100 * MARGIN,
                    FrameRate.of(target.clockMhz(), fitting.get().interval()).literal());
        } else {
            hint = (chosen ? "fold " + largest + " more, with less pe or simd" : "give " + largest + " fewer channels")
                    + ", or choose a larger part";
        }
        return new Diagnostic(
                Code.PART_EXCEEDED,
                Severity.WARNING,
                target.span(),
                "even before its streams are sized, the design does not fit " + target.part() + ": "
                        + missing(solution.cost(), device.resources()) + "; most of it goes to " + largest,
                hint);
    }

    /** @param fitting the fastest design within the budget; empty if there is none */
    static Diagnostic overBudget(
            Target target,
            Resources budget,
            FoldSolver.Solution solution,
            FoldSpace space,
            Optional<FoldSolver.Solution> fitting) {
        ResourceKind scarcest = scarcest(solution, budget);
        long shell = space.shell().amount(scarcest);
        boolean noRoom = shell > budget.amount(scarcest);
        String largest = noRoom ? "the board's shell" : largest(solution, space, budget);
        String hint = fitting.map(f -> "the most within it is `fps "
                        + FrameRate.of(target.clockMhz(), f.interval()).literal() + "`")
                .orElse(
                        noRoom
                                ? String.format(
                                        Locale.ROOT,
                                        "raise it: %s, which is a part of every design, takes %,d %s",
                                        largest,
                                        shell,
                                        scarcest)
                                : "raise it, or give " + largest + " fewer channels");
        return new Diagnostic(
                Code.BUDGET,
                Severity.WARNING,
                target.span(),
                "even before its streams are sized, the design exceeds the budget of target " + target.name() + ": "
                        + missing(solution.cost(), budget) + "; most of it goes to " + largest,
                hint);
    }

    /** The kind of which the design takes most, compared with what there is. */
    private static ResourceKind scarcest(FoldSolver.Solution solution, Resources all) {
        return Arrays.stream(ResourceKind.values())
                .max(Comparator.comparingDouble(k -> solution.cost().amount(k) / (double) Math.max(1, all.amount(k))))
                .orElseThrow();
    }

    /** The layers that take the most of the scarcest kind; if no layer takes any, the units that do. */
    private static String largest(FoldSolver.Solution solution, FoldSpace space, Resources all) {
        ResourceKind scarcest = scarcest(solution, all);
        List<UnitEstimate> takers = space.estimate(solution.flow(space)).units().stream()
                .filter(u -> u.resources().amount(scarcest) > 0)
                .sorted(Comparator.comparingLong(
                                (UnitEstimate u) -> u.resources().amount(scarcest))
                        .reversed())
                .toList();
        List<String> layers = takers.stream()
                .filter(u -> u.unit() instanceof MatrixUnit)
                .map(u -> ((MatrixUnit) u.unit()).layer())
                .toList();
        return (layers.isEmpty() ? takers.stream().map(u -> u.unit().name()).toList() : layers)
                .stream().limit(NAMED).collect(Collectors.joining(" and "));
    }
}
