// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.emit.rtl.cost.Feature;
import dev.bnn.rtlsim.YosysCounts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The errors of estimates for units that were not fitted. A few cells are a large share of a small unit, so its error is given in
 * cells.
 *
 * @param units number of units
 * @param close number of units that are off by at most a tenth or {@link #FEW} cells
 * @param median median of the relative errors
 * @param large greatest relative error of units with at least {@link #SMALL} look-up tables
 * @param small greatest error of the other units in cells
 */
record HeldOut(int units, int close, double median, double large, double small) {
    static final int SMALL = 200;
    private static final double TENTH = 0.1;
    private static final int FEW = 10;

    /** The errors at the points that were not fitted. */
    static HeldOut of(
            List<CostFit.Point> points, ToDoubleFunction<YosysCounts> count, Map<Feature, Double> coefficients) {
        List<CostFit.Point> held = points.stream().filter(p -> !p.fitted()).toList();
        ToDoubleFunction<CostFit.Point> cells =
                p -> Math.abs(CostFit.estimate(p, coefficients) - count.applyAsDouble(p.counts()));
        ToDoubleFunction<CostFit.Point> relative =
                p -> cells.applyAsDouble(p) / Math.max(1, count.applyAsDouble(p.counts()));
        double[] sorted = held.stream().mapToDouble(relative).sorted().toArray();
        return new HeldOut(
                held.size(),
                (int) held.stream()
                        .filter(p -> relative.applyAsDouble(p) <= TENTH || cells.applyAsDouble(p) <= FEW)
                        .count(),
                sorted.length == 0 ? 0 : sorted[sorted.length / 2],
                held.stream()
                        .filter(p -> p.counts().lut() >= SMALL)
                        .mapToDouble(relative)
                        .max()
                        .orElse(0),
                held.stream()
                        .filter(p -> p.counts().lut() < SMALL)
                        .mapToDouble(cells)
                        .max()
                        .orElse(0));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d held out, %d close, median %.1f %%, large ones at most %.0f %%, small ones %.0f cells",
                units,
                close,
                100 * median,
                100 * large,
                small);
    }
}
