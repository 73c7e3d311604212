// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.emit.rtl.cost.Family;
import dev.bnn.emit.rtl.cost.Feature;
import dev.bnn.rtlsim.YosysCounts;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fitted coefficients of all families. Those of seven-series are regularized toward {@link NaturalCoefficients}. UltraScale+
 * has fewer measured points, so its coefficients are regularized toward those of seven-series; so are the flip-flops of iCE40, but
 * its logic cells toward natural ones.
 */
record Fitted(
        Map<Family, List<CostFit.Point>> points,
        Map<Family, Map<Feature, Double>> luts,
        Map<Family, Map<Feature, Double>> ffs) {
    static Fitted all() throws IOException {
        Fitted all = new Fitted(new EnumMap<>(Family.class), new EnumMap<>(Family.class), new EnumMap<>(Family.class));
        for (Family family : Family.values()) {
            List<CostFit.Point> points =
                    CostFit.points(family, CostPoints.of(family.word()).all());
            all.points.put(family, points);
            all.luts.put(family, CostFit.fit(points, YosysCounts::lut, all.towardsLuts(family)));
            all.ffs.put(
                    family,
                    CostFit.fit(points, YosysCounts::ff, all.ffs.getOrDefault(Family.XC7, NaturalCoefficients.ffs())));
        }
        return all;
    }

    private Map<Feature, Double> towardsLuts(Family family) {
        return switch (family) {
            case XC7 -> NaturalCoefficients.luts();
            case XCUP -> luts.get(Family.XC7);
            case ICE40 -> NaturalCoefficients.cells();
        };
    }

    /** The content of the resource {@code coefficients.csv}. */
    String csv() {
        StringBuilder text = new StringBuilder(CostPoints.MEASURED);
        text.append("feature");
        for (Family family : Family.values()) {
            text.append(',')
                    .append(family.word())
                    .append("_lut,")
                    .append(family.word())
                    .append("_ff");
        }
        text.append('\n');
        for (Feature feature : Feature.values()) {
            text.append(feature.word());
            for (Family family : Family.values()) {
                text.append(String.format(
                        Locale.ROOT,
                        ",%.3f,%.3f",
                        luts.get(family).get(feature),
                        ffs.get(family).get(feature)));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
