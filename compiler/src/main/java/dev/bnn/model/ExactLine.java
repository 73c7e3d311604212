// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A straight line over the integers, x = (slope * a + constant) / divisor, with exact numbers. It maps a sum of bytes to a real
 * number, for example, or a sum of levels to their mean.
 *
 * <p>{@link #apply} rounds down: it yields the greatest float64 that is not above x. So it reaches a float64 exactly where x does,
 * a rising line rises and a falling one falls, and a value that float64 has, such as 0, stays what it is.
 */
public final class ExactLine {
    /** The identity, x = a. */
    public static final ExactLine IDENTITY = whole(1, 0);

    /** Integers of this size, and sums of two of them, are exact in float64. */
    private static final double EXACT = 0x1p52;

    private final BigInteger slope;
    private final BigInteger constant;
    private final BigInteger divisor;

    /** The numbers as float64; {@link #small} says whether they are exact there. */
    private final double slopeValue;

    private final double constantValue;
    private final double divisorValue;
    private final boolean small;

    private ExactLine(BigInteger slope, BigInteger constant, BigInteger divisor) {
        BigInteger common = slope.gcd(constant).gcd(divisor);
        this.slope = slope.divide(common);
        this.constant = constant.divide(common);
        this.divisor = divisor.divide(common);
        slopeValue = this.slope.doubleValue();
        constantValue = this.constant.doubleValue();
        divisorValue = this.divisor.doubleValue();
        small = Math.abs(slopeValue) < EXACT && Math.abs(constantValue) < EXACT && divisorValue < EXACT;
    }

    /** (slope * a + constant) / divisor; the divisor is above 0. */
    public static ExactLine of(BigDecimal slope, BigDecimal constant, long divisor) {
        int digits = Math.max(0, Math.max(slope.scale(), constant.scale()));
        return ratio(
                slope.movePointRight(digits).toBigIntegerExact(),
                constant.movePointRight(digits).toBigIntegerExact(),
                BigInteger.TEN.pow(digits).multiply(BigInteger.valueOf(divisor)));
    }

    /** (slope * a + constant) / divisor; the divisor is above 0. */
    public static ExactLine ratio(BigInteger slope, BigInteger constant, BigInteger divisor) {
        if (divisor.signum() <= 0) {
            throw new IllegalArgumentException("a line over " + divisor);
        }
        return new ExactLine(slope, constant, divisor);
    }

    /** slope * a + constant. */
    public static ExactLine whole(long slope, long constant) {
        return of(BigDecimal.valueOf(slope), BigDecimal.valueOf(constant), 1);
    }

    /** The mean of {@code values} values as a line over their sum. */
    public static ExactLine mean(int values) {
        return of(BigDecimal.ONE, BigDecimal.ZERO, values);
    }

    /**
     * The sum of weights times values, where each value is this line of an integer.
     *
     * @param weights sum of the weights
     * @param extra constant to add: the contribution of padding
     * @return the line over the sum of weights times integers
     */
    public ExactLine ofSum(long weights, long extra) {
        BigInteger more = divisor.multiply(BigInteger.valueOf(extra));
        return new ExactLine(
                slope, constant.multiply(BigInteger.valueOf(weights)).add(more), divisor);
    }

    /** The greatest float64 that is not above x. */
    public double apply(long a) {
        double sum = slopeValue * a + constantValue;
        if (!small || Math.abs(sum) >= EXACT || Math.abs(slopeValue * a) >= EXACT) {
            return exact(a);
        }
        // The quotient is the float64 nearest to x. The remainder is exact, and its sign says on which side of x the
        // quotient lies.
        double quotient = sum / divisorValue;
        return Math.fma(-quotient, divisorValue, sum) < 0 ? Math.nextDown(quotient) : quotient;
    }

    /** Computes {@link #apply} by its definition. */
    double exact(long a) {
        BigInteger sum = slope.multiply(BigInteger.valueOf(a)).add(constant);
        double near = new BigDecimal(sum)
                .divide(new BigDecimal(divisor), MathContext.DECIMAL64)
                .doubleValue();
        // This takes a few iterations at most, since DECIMAL64 has as many digits as float64, except for the last.
        double x = near;
        while (above(x, sum)) {
            x = Math.nextDown(x);
        }
        while (!above(Math.nextUp(x), sum)) {
            x = Math.nextUp(x);
        }
        return x + 0.0;
    }

    /** Whether a float64 is above sum / divisor. */
    private boolean above(double x, BigInteger sum) {
        return new BigDecimal(x).multiply(new BigDecimal(divisor)).compareTo(new BigDecimal(sum)) > 0;
    }

    /** True if x falls as a rises. */
    public boolean falls() {
        return slope.signum() < 0;
    }

    /** The number that a is multiplied by, rounded to {@code digits}. */
    public BigDecimal slope(MathContext digits) {
        return new BigDecimal(slope).divide(new BigDecimal(divisor), digits);
    }

    /** The number that is added, rounded to {@code digits}. */
    public BigDecimal constant(MathContext digits) {
        return new BigDecimal(constant).divide(new BigDecimal(divisor), digits);
    }

    /** The integers of the line, without a common factor. */
    public BigInteger numerator() {
        return slope;
    }

    public BigInteger addend() {
        return constant;
    }

    public BigInteger divisor() {
        return divisor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactLine l
                && slope.equals(l.slope)
                && constant.equals(l.constant)
                && divisor.equals(l.divisor);
    }

    @Override
    public int hashCode() {
        return slope.hashCode() + 31 * (constant.hashCode() + 31 * divisor.hashCode());
    }

    /** For people and for diff: {@code (2 * a - 255) / 255}. */
    @Override
    public String toString() {
        String sign = constant.signum() < 0 ? " - " : " + ";
        String sum = slope + " * a" + (constant.signum() == 0 ? "" : sign + constant.abs());
        return divisor.equals(BigInteger.ONE) ? sum : "(" + sum + ") / " + divisor;
    }
}
