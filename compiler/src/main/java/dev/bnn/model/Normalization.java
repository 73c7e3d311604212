// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;

/**
 * Batch normalization of one channel in inference. This is its only definition: training's evaluation, the interpreter of the IR
 * and the search for thresholds all call {@link #apply}, so they cannot differ.
 *
 * <p>z = gamma * (x - mean) / sqrt(variance + eps) + beta, exactly, and then rounded down: the greatest float64 that is not above
 * it. gamma, beta, mean and variance are float32 numbers, eps is the decimal that the model's text says, and x is a float64.
 *
 * <p>From this follows what lowering needs. z reaches a float64 c exactly where the formula does, for c itself is not above the
 * formula there; so a sign, or a level whose cut is a float64, is decided as mathematics decides it, ties included: x = mean and
 * gamma = 0 both give beta. And for a fixed channel z is monotone in x, since the formula is and rounding down keeps order, so
 * bisection finds every threshold.
 */
public final class Normalization {
    /** Bound of the error of the sum of the rests, as a share of their sizes: a few roundings of 2^-53 each. */
    private static final double REST_ERROR = 0x1p-50;

    /** Bound of what slope + rest leaves out, and of rest * distanceRest, as a share of the product: a few 2^-106. */
    private static final double SLOPE_ERROR = 0x1p-100;

    /** A result smaller than this share of the product has too few digits for those bounds to lie within one step of float64. */
    private static final double CANCELLED = 0x1p-44;

    /** Products below this have errors that float64 cannot hold. */
    private static final double SMALLEST = 0x1p-900;

    private final double gamma;
    private final double beta;
    private final double mean;
    /** variance + eps. */
    private final BigDecimal spread;

    /** gamma / sqrt(spread) is slope + rest, where rest is too small to be seen in slope. */
    private final double slope;

    private final double rest;
    /** True if slope alone is exact. */
    private final boolean exactSlope;

    private Normalization(float gamma, float beta, float mean, BigDecimal spread) {
        this.gamma = gamma;
        this.beta = beta;
        this.mean = mean;
        this.spread = spread;
        // The root and the quotient have twice the digits of float64: the remainder of each rounded result is divided
        // once more.
        double spreadHigh = spread.doubleValue();
        double spreadLow = spread.subtract(exactly(spreadHigh)).doubleValue();
        double root = Math.sqrt(spreadHigh);
        double rootRest = (Math.fma(-root, root, spreadHigh) + spreadLow) / (2 * root);
        double quotient = gamma / root;
        double quotientRest = (Math.fma(-quotient, root, gamma) - quotient * rootRest) / root;
        slope = quotient + quotientRest;
        double left = sumError(quotient, quotientRest, slope);
        exactSlope = Math.abs(left) <= Math.abs(slope) * SLOPE_ERROR
                && square(exactly(slope)).multiply(spread).compareTo(square(exactly(gamma))) == 0;
        rest = exactSlope ? 0 : left;
    }

    /** An {@link IllegalArgumentException} says which number is not finite, or that variance + eps is not above 0. */
    public static Normalization of(float gamma, float beta, float mean, float variance, BigDecimal eps) {
        float[] values = {gamma, beta, mean, variance};
        String[] names = {"gamma", "beta", "mean", "variance"};
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(names[i] + " is " + values[i]);
            }
        }
        BigDecimal spread = exactly(variance).add(eps);
        if (spread.signum() <= 0) {
            throw new IllegalArgumentException("variance " + variance + " + eps " + eps + " is not above 0");
        }
        return new Normalization(gamma, beta, mean, spread);
    }

    /** z, the greatest float64 that is not above the formula's value at x. */
    public double apply(double x) {
        // Twice the digits of float64 nearly always decide on which side of a float64 the value lies (Dekker 1971).
        double distance = x - mean;
        if (distance == 0 || gamma == 0) {
            return beta + 0.0;
        }
        double distanceRest = sumError(x, -mean, distance);
        double product = slope * distance;
        double size = Math.abs(product);
        double rounding = Math.fma(slope, distance, -product);
        double fromDistance = slope * distanceRest;
        double fromSlope = rest * distance;
        double sum = product + beta;
        double sumRest = sumError(product, beta, sum);
        double low = sumRest + (rounding + (fromDistance + fromSlope));
        double lost = Math.abs(rounding) + Math.abs(fromDistance) + Math.abs(fromSlope) + Math.abs(sumRest);
        if (exactSlope && lost == 0 && size > SMALLEST) {
            return sum + 0.0;
        }
        double z = sum + low;
        double left = sumError(sum, low, z);
        double error = lost * REST_ERROR + (exactSlope ? 0 : size * SLOPE_ERROR);
        if (Math.abs(left) > error && Math.abs(z) > size * CANCELLED && size > SMALLEST) {
            return left > 0 ? z : Math.nextDown(z);
        }
        return exact(x);
    }

    /** What the rounding of a + b to {@code sum} left out, exactly (Knuth's TwoSum). */
    private static double sumError(double a, double b, double sum) {
        double second = sum - a;
        return (a - (sum - second)) + (b - second);
    }

    /** {@link #apply} by its definition: the greatest float64 that the formula reaches, by bisection over all of them. */
    double exact(double x) {
        BigDecimal product = exactly(gamma).multiply(exactly(x).subtract(exactly(mean)));
        long reached = order(-Double.MAX_VALUE);
        long above = order(Double.MAX_VALUE) + 1;
        while (reached + 1 < above) {
            long middle = (reached & above) + ((reached ^ above) >> 1);
            if (reaches(product, exactly(ordered(middle)))) {
                reached = middle;
            } else {
                above = middle;
            }
        }
        return ordered(reached) + 0.0;
    }

    /** Whether product / sqrt(spread) + beta >= c. It compares the squares of both sides, which have no root. */
    private boolean reaches(BigDecimal product, BigDecimal c) {
        BigDecimal needed = c.subtract(exactly(beta));
        int sign = product.signum();
        if (sign != needed.signum() || sign == 0) {
            return sign >= needed.signum();
        }
        int order = square(product).compareTo(square(needed).multiply(spread));
        return sign > 0 ? order >= 0 : order <= 0;
    }

    /** The position of a float64 in the order of all float64; -0 and 0 have the same position. */
    private static long order(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    private static double ordered(long place) {
        return Double.longBitsToDouble(place >= 0 ? place : Long.MIN_VALUE - place);
    }

    private static BigDecimal exactly(double x) {
        return new BigDecimal(x);
    }

    private static BigDecimal square(BigDecimal x) {
        return x.multiply(x);
    }

    /** True if z falls as x rises. */
    public boolean falls() {
        return gamma < 0;
    }

    /** gamma / sqrt(variance + eps), rounded to {@code digits}. */
    public BigDecimal slope(MathContext digits) {
        return exactly(gamma).divide(spread.sqrt(digits), digits);
    }

    /** z at x = 0, not rounded down, to {@code digits}. */
    public BigDecimal intercept(MathContext digits) {
        return exactly(beta).subtract(slope(digits).multiply(exactly(mean)), digits);
    }

    public float gamma() {
        return (float) gamma;
    }

    public float beta() {
        return (float) beta;
    }

    public float mean() {
        return (float) mean;
    }

    /** variance + eps. */
    public BigDecimal spread() {
        return spread;
    }

    /** True for the same formula with the same numbers; 0 and -0, which are written differently, are not the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Normalization n
                && Double.compare(gamma, n.gamma) == 0
                && Double.compare(beta, n.beta) == 0
                && Double.compare(mean, n.mean) == 0
                && spread.equals(n.spread);
    }

    @Override
    public int hashCode() {
        return Objects.hash(gamma, beta, mean, spread);
    }

    /** The formula with its numbers, for messages. */
    @Override
    public String toString() {
        return gamma() + " * (x - " + mean() + ") / sqrt(" + spread + ") + " + beta();
    }
}
