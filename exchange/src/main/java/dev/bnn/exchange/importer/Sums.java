// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import java.util.Arrays;

/**
 * What a graph makes of a layer's values a, which are its integer sums or those of its batch normalization: gain * a + shift, by
 * channel. Quantizer scales, biases and plain multiplications and additions end up here.
 */
final class Sums {
    private final double[] gain;
    private final double[] shift;

    Sums(int channels, double scale) {
        gain = new double[channels];
        shift = new double[channels];
        Arrays.fill(gain, scale);
    }

    void multiply(float[] by) {
        for (int c = 0; c < gain.length; c++) {
            gain[c] *= by[c];
            shift[c] *= by[c];
        }
    }

    void divide(float[] by) {
        for (int c = 0; c < gain.length; c++) {
            gain[c] /= by[c];
            shift[c] /= by[c];
        }
    }

    void add(float[] more, int sign) {
        for (int c = 0; c < shift.length; c++) {
            shift[c] += sign * more[c];
        }
    }

    /** True where they are the values themselves. */
    boolean plain() {
        return Arrays.stream(gain).allMatch(g -> g == 1) && unshifted();
    }

    /** True where the signs are those of the values. */
    boolean sameSigns() {
        return rising() && unshifted();
    }

    /** True where a maximum is of the same value as among the values. */
    boolean rising() {
        return Arrays.stream(gain).allMatch(g -> g > 0 && g < Double.POSITIVE_INFINITY);
    }

    /** True where the largest channel is that of the values. */
    boolean sameOrder() {
        return rising()
                && Arrays.stream(gain).allMatch(g -> g == gain[0])
                && Arrays.stream(shift).allMatch(s -> s == shift[0]);
    }

    private boolean unshifted() {
        return Arrays.stream(shift).allMatch(s -> s == 0);
    }

    /** The same as a batch normalization of the sums. */
    Step.Norm norm() {
        int n = gain.length;
        float[] one = new float[n];
        Arrays.fill(one, 1);
        return new Step.Norm(floats(gain), floats(shift), new float[n], one, 0, 0.1);
    }

    /** A batch normalization of these values as one of the sums: gamma * gain, (mean - shift) / gain. */
    Step.Norm into(Step.Norm of) {
        double[] gamma = new double[gain.length];
        double[] beta = new double[gain.length];
        double[] mean = new double[gain.length];
        for (int c = 0; c < gain.length; c++) {
            gamma[c] = of.gamma()[c] * gain[c];
            beta[c] = of.beta()[c];
            mean[c] = (of.mean()[c] - shift[c]) / gain[c];
            if (gain[c] == 0) {
                double slope = of.gamma()[c] / Math.sqrt(of.variance()[c] + of.eps());
                beta[c] += slope * (shift[c] - of.mean()[c]);
                mean[c] = 0;
            }
        }
        return new Step.Norm(floats(gamma), floats(beta), floats(mean), of.variance(), of.eps(), of.momentum());
    }

    /** These values, which are of what a batch normalization yields, as one batch normalization. */
    Step.Norm after(Step.Norm of) {
        double[] gamma = new double[gain.length];
        double[] beta = new double[gain.length];
        for (int c = 0; c < gain.length; c++) {
            gamma[c] = of.gamma()[c] * gain[c];
            beta[c] = of.beta()[c] * gain[c] + shift[c];
        }
        return new Step.Norm(floats(gamma), floats(beta), of.mean(), of.variance(), of.eps(), of.momentum());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
