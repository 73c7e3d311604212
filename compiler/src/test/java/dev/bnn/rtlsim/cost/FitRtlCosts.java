// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.rtl.cost.Family;
import dev.bnn.emit.rtl.cost.Feature;
import dev.bnn.rtlsim.YosysCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Fits the coefficients to the measured points, writes them, and prints their errors at the points that were not fitted. Runs with
 * {@code -Dbnn.fitCosts=true}.
 */
class FitRtlCosts {
    static final Path RESOURCE = Path.of("src/main/resources/dev/bnn/emit/rtl/cost/coefficients.csv");

    /** Smaller errors, in share or in cells, are not printed point by point. */
    private static final double RELATIVE = 0.1;

    private static final double CELLS = 8;

    @Test
    void fits() throws Exception {
        assumeTrue(Boolean.getBoolean("bnn.fitCosts"), "-Dbnn.fitCosts is not set");
        Fitted fitted = Fitted.all();
        for (Family family : Family.values()) {
            List<CostFit.Point> points = fitted.points().get(family);
            tell(family + " LUT", points, YosysCounts::lut, fitted.luts().get(family));
            tell(family + " FF", points, YosysCounts::ff, fitted.ffs().get(family));
            for (CostFit.Point p : points) {
                if (p.amounts().ram() != p.counts().ram()
                        || p.amounts().dsp() != p.counts().dsp()) {
                    tell(
                            "%s RAM %d, %d estimated; DSP %d, %d: %s",
                            family,
                            p.counts().ram(),
                            p.amounts().ram(),
                            p.counts().dsp(),
                            p.amounts().dsp(),
                            p.unit());
                }
            }
        }
        Files.createDirectories(RESOURCE.getParent());
        Files.writeString(RESOURCE, fitted.csv());
    }

    private static void tell(
            String what,
            List<CostFit.Point> points,
            ToDoubleFunction<YosysCounts> count,
            Map<Feature, Double> coefficients) {
        for (CostFit.Point p : points) {
            double measured = count.applyAsDouble(p.counts());
            double estimate = CostFit.estimate(p, coefficients);
            double error = (estimate - measured) / Math.max(1, measured);
            if (Math.abs(error) > RELATIVE && Math.abs(estimate - measured) > CELLS) {
                tell(
                        "%s %s: %.0f measured, %.0f estimated %+.0f %% %s",
                        what, p.fitted() ? "fit " : "held", measured, estimate, 100 * error, p.unit());
            }
        }
        points.stream()
                .collect(Collectors.groupingBy(CostFit.Point::kind, TreeMap::new, Collectors.toList()))
                .forEach((kind, all) ->
                        tell("%s %-10s %d measured, %s", what, kind, all.size(), HeldOut.of(all, count, coefficients)));
        tell("%s %-10s %d measured, %s", what, "all", points.size(), HeldOut.of(points, count, coefficients));
    }

    private static void tell(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
