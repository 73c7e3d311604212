// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.recipe.Recipe;

/**
 * The straight-through estimator of an epoch: the function that replaces the derivative of sign.
 *
 * @param sharpness t of {@link Recipe.Ste#TANH}; unused by the others
 */
public record Surrogate(Recipe.Ste ste, double sharpness) {
    public static final Surrogate CLIPPED = new Surrogate(Recipe.Ste.CLIPPED, 1);
    /** The slope of {@link Recipe.Ste#SWISHSIGN}. */
    public static final double SWISH = 5;

    private static final double BLUNT = 0.1;
    private static final double SHARP = 10;

    /** The estimator of an epoch, which counts from 0. */
    public static Surrogate of(Recipe recipe, int epoch) {
        double progress = recipe.run().epochs() < 2
                ? 0
                : Math.min(1, (double) epoch / (recipe.run().epochs() - 1));
        return new Surrogate(recipe.objective().ste(), BLUNT * Math.pow(SHARP / BLUNT, progress));
    }

    /** Factor of tanh, chosen so that a flat tanh passes as much gradient as the identity. */
    public double height() {
        return Math.max(1, 1 / sharpness);
    }

    /** Multiplies each gradient by the estimator's derivative at its value. */
    void apply(float[] gradient, float[] values, int n) {
        switch (ste) {
            case CLIPPED -> Signs.mask(gradient, values, n);
            case APPROXSIGN -> approxSign(gradient, values, n);
            case SWISHSIGN -> swishSign(gradient, values, n);
            case TANH -> tanh(gradient, values, n);
        }
    }

    private static void approxSign(float[] gradient, float[] values, int n) {
        for (int i = 0; i < n; i++) {
            gradient[i] *= Math.max(0f, 2f - 2f * Math.abs(values[i]));
        }
    }

    /**
     * With y = 5x the derivative is 5 (2 - y tanh(y / 2)) / (1 + cosh(y)); in u = exp(-|y|) it cannot overflow:
     * tanh(|y| / 2) = (1 - u) / (1 + u) and 1 / (1 + cosh(y)) = 2u / (1 + u)^2.
     */
    private static void swishSign(float[] gradient, float[] values, int n) {
        for (int i = 0; i < n; i++) {
            double y = SWISH * Math.abs(values[i]);
            double u = Math.exp(-y);
            double v = 1 + u;
            gradient[i] *= (float) (SWISH * (2 - y * (1 - u) / v) * 2 * u / (v * v));
        }
    }

    /** With u = exp(-2 |t x|), 1 - tanh(t x)^2 is 4u / (1 + u)^2. */
    private void tanh(float[] gradient, float[] values, int n) {
        double peak = 4 * height() * sharpness;
        for (int i = 0; i < n; i++) {
            double u = Math.exp(-2 * sharpness * Math.abs(values[i]));
            double v = 1 + u;
            gradient[i] *= (float) (peak * u / (v * v));
        }
    }
}
