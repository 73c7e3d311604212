package dev.bnn.fold;

import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.ir.Ir;
import dev.bnn.model.Target;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses PE and SIMD by layer: as the target section says where it does, else the fewest lanes (PE * SIMD) with which
 * the layer keeps to the cycles that the wanted frames per second leave. The set of legal foldings of a layer is small,
 * and layers do not depend on one another here, so the choice is exact.
 */
public final class FoldSearch {
    /** Lanes that a network gets in all where nobody says how fast it must be. */
    private static final int DEFAULT_LANES = 1024;

    private FoldSearch() {}

    /** Foldings for an integer network; a {@link DiagnosticException} lists the illegal ones of the target section. */
    public static FoldPlan plan(Ir ir, Optional<Target> target) {
        List<MatrixShape> shapes = MatrixShape.of(ir);
        long budget = budget(shapes, target);
        Map<String, Folding> foldings = new LinkedHashMap<>();
        List<Diagnostic> errors = new ArrayList<>();
        List<Diagnostic> notes = new ArrayList<>();
        for (MatrixShape shape : shapes) {
            Target.Fold wanted = target.map(t -> t.folds().get(shape.layer())).orElse(null);
            Folding folding;
            if (wanted != null) {
                folding = new Folding(wanted.pe(), wanted.simd());
                LegalFoldings.checkPe(shape, wanted.pe(), wanted.span()).ifPresent(errors::add);
                LegalFoldings.checkSimd(shape, wanted.simd(), wanted.span()).ifPresent(errors::add);
            } else {
                folding = fewestLanes(shape, budget);
                boolean asked = target.isPresent() && target.get().fps() > 0;
                if (asked && shape.cycles(folding) > budget) {
                    notes.add(unreachable(shape, folding, target.get()));
                }
            }
            foldings.put(shape.layer(), folding);
        }
        if (!errors.isEmpty()) {
            throw new DiagnosticException(errors);
        }
        return new FoldPlan(foldings, notes);
    }

    private static long budget(List<MatrixShape> shapes, Optional<Target> target) {
        if (target.isPresent() && target.get().fps() > 0) {
            return (long)
                    Math.floor(target.get().clockMhz() * 1e6 / target.get().fps());
        }
        return Math.max(1, shapes.stream().mapToLong(MatrixShape::macs).sum() / DEFAULT_LANES);
    }

    /** The least lanes within the budget, the faster of equals; the fastest folding of all where none keeps to it. */
    private static Folding fewestLanes(MatrixShape shape, long budget) {
        List<Folding> legal = LegalFoldings.of(shape);
        Comparator<Folding> least = Comparator.comparingInt(Folding::lanes)
                .thenComparingLong(shape::cycles)
                .thenComparingInt(Folding::pe);
        return legal.stream()
                .filter(f -> shape.cycles(f) <= budget)
                .min(least)
                .orElseGet(() -> legal.stream()
                        .min(Comparator.comparingLong(shape::cycles).thenComparing(least))
                        .orElseThrow());
    }

    private static Diagnostic unreachable(MatrixShape shape, Folding folding, Target target) {
        double fps = target.clockMhz() * 1e6 / shape.cycles(folding);
        return new Diagnostic(
                "BNN402",
                Severity.WARNING,
                shape.span(),
                String.format(
                        Locale.ROOT,
                        "%s reaches %.0f frames per second at most, not the %.0f of target %s",
                        shape.layer(),
                        fps,
                        target.fps(),
                        target.name()),
                String.format(Locale.ROOT, "ask for %.0f or fewer, or raise the clock", Math.floor(fps)));
    }
}
