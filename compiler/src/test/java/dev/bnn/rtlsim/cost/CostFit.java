// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.emit.rtl.SampleUnit;
import dev.bnn.emit.rtl.cost.Amounts;
import dev.bnn.emit.rtl.cost.Family;
import dev.bnn.emit.rtl.cost.Feature;
import dev.bnn.emit.rtl.cost.RtlCosts;
import dev.bnn.rtlsim.YosysCounts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Fits the coefficients of features to measured units: none is negative, and the sum of squared relative errors is minimal,
 * regularized toward given coefficients. Of each kind of unit, the first, third and so on are fitted; the others are held out and
 * measure the error.
 */
final class CostFit {
    /** Added to a measured count before it divides the error, since a few cells of a small unit say little. */
    private static final double SMALL = 20;

    /** Strength of the regularization toward the given coefficients, relative to a feature's weight in the points. */
    private static final double DRAWN = 0.2;

    /** Constant strength that is added to it, so that the regularization dominates for a feature of which the points have little. */
    private static final double DRAWN_SMALL = 0.002;

    private static final int ROUNDS = 20_000;

    private CostFit() {}

    /** A measured unit, and whether it is fitted. */
    record Point(String unit, String kind, boolean fitted, Amounts amounts, YosysCounts counts) {}

    /** The points of a family in the order in which they were measured. */
    static List<Point> points(Family family, Map<String, YosysCounts> measured) {
        Map<String, Integer> seen = new HashMap<>();
        List<Point> points = new ArrayList<>();
        measured.forEach((text, counts) -> {
            SampleUnit sample = SampleUnit.of(text);
            int number = seen.merge(sample.kind(), 1, Integer::sum);
            points.add(new Point(text, sample.kind(), number % 2 == 1, amounts(family, sample), counts));
        });
        return points;
    }

    private static Amounts amounts(Family family, SampleUnit sample) {
        RtlCosts costs = RtlCosts.of(family);
        return sample.part().of(costs::features, stream -> costs.streamFeatures(stream.bits(), stream.depth()));
    }

    /**
     * @param count the count of a point to fit
     * @param towards coefficients toward which the fit is regularized; a feature that no point has gets exactly these
     */
    static Map<Feature, Double> fit(
            List<Point> points, ToDoubleFunction<YosysCounts> count, Map<Feature, Double> towards) {
        List<Point> fitted = points.stream().filter(Point::fitted).toList();
        int features = Feature.values().length;
        double[][] rows = new double[fitted.size()][features];
        double[] left = new double[fitted.size()];
        for (int i = 0; i < rows.length; i++) {
            double measured = count.applyAsDouble(fitted.get(i).counts());
            double scale = 1 / (measured + SMALL);
            int row = i;
            fitted.get(i).amounts().features().forEach((f, amount) -> rows[row][f.ordinal()] = amount * scale);
            left[i] = measured * scale;
        }
        double[] found = new double[features];
        for (int round = 0; round < ROUNDS; round++) {
            for (Feature feature : Feature.values()) {
                step(feature.ordinal(), rows, left, found, towards.get(feature));
            }
        }
        Map<Feature, Double> coefficients = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            coefficients.put(feature, found[feature.ordinal()]);
        }
        return coefficients;
    }

    /** Optimizes one coefficient with the others fixed; {@code left} holds the residuals. */
    private static void step(int f, double[][] rows, double[] left, double[] found, double towards) {
        double square = 0;
        double product = 0;
        for (int i = 0; i < rows.length; i++) {
            square += rows[i][f] * rows[i][f];
            product += rows[i][f] * (left[i] + rows[i][f] * found[f]);
        }
        double drawn = DRAWN * square + DRAWN_SMALL;
        double best = Math.max(0, (product + drawn * towards) / (square + drawn));
        for (int i = 0; i < rows.length; i++) {
            left[i] += rows[i][f] * (found[f] - best);
        }
        found[f] = best;
    }

    /** The estimate of a point by coefficients. */
    static double estimate(Point point, Map<Feature, Double> coefficients) {
        return point.amounts().features().entrySet().stream()
                .mapToDouble(e -> e.getValue() * coefficients.get(e.getKey()))
                .sum();
    }
}
