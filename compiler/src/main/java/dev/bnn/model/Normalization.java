package dev.bnn.model;

/**
 * Batch normalisation of one channel in float64, the one definition of it: training's evaluation, the reference and
 * the search for thresholds all call {@link #apply}, so that they cannot differ.
 *
 * <p>z = gamma * (x - mean) / sqrt(variance + eps) + beta, as slope * x + intercept with both rounded once. For a fixed
 * channel the result is monotone in x, since rounded multiplication and addition of constants are.
 */
public record Normalization(double slope, double intercept) {
    public static final Normalization IDENTITY = new Normalization(1, 0);

    public static Normalization of(double gamma, double beta, double mean, double variance, double eps) {
        double slope = gamma / Math.sqrt(variance + eps);
        return new Normalization(slope, beta - slope * mean);
    }

    public double apply(double x) {
        return slope * x + intercept;
    }
}
