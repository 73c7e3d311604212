// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.layers;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The values a of a layer (its integer sums, or the results of its batch normalization) after the graph's scales and shifts: gain
 * * a + shift per channel. It collects scales of quantizers, biases, multiplications and additions.
 */
public final class ScaledSums {
    private final double[] gain;
    private final double[] shift;

    /** @param scales one per channel */
    public ScaledSums(double[] scales) {
        gain = scales.clone();
        shift = new double[scales.length];
    }

    /** Values of {@code channels} channels, all in units of {@code scale}. */
    public static ScaledSums of(int channels, double scale) {
        double[] all = new double[channels];
        Arrays.fill(all, scale);
        return new ScaledSums(all);
    }

    int channels() {
        return gain.length;
    }

    /** Multiplies by one number per channel. */
    public void multiply(float[] by) {
        for (int c = 0; c < gain.length; c++) {
            gain[c] *= by[c];
            shift[c] *= by[c];
        }
    }

    /** Divides by one number per channel. */
    public void divide(float[] by) {
        for (int c = 0; c < gain.length; c++) {
            gain[c] /= by[c];
            shift[c] /= by[c];
        }
    }

    /** Adds {@code times * more}. */
    public void add(float[] more, double times) {
        for (int c = 0; c < shift.length; c++) {
            shift[c] += times * more[c];
        }
    }

    /** True if every gain is 1 and every shift is 0. */
    boolean plain() {
        return Arrays.stream(gain).allMatch(g -> g == 1) && unshifted();
    }

    /** True if the results have the same signs as the values a. */
    boolean sameSigns() {
        return rising() && unshifted();
    }

    /** True if the largest value of a channel stays one of the largest. */
    boolean keepsLargest() {
        return Arrays.stream(gain).allMatch(g -> g >= 0 && g < Double.POSITIVE_INFINITY);
    }

    /** True if the order of a channel's values is preserved. */
    boolean rising() {
        return Arrays.stream(gain).allMatch(g -> g > 0 && g < Double.POSITIVE_INFINITY);
    }

    /** True if the order of the channels is preserved. */
    boolean sameOrder() {
        return rising()
                && Arrays.stream(gain).allMatch(g -> g == gain[0])
                && Arrays.stream(shift).allMatch(s -> s == shift[0]);
    }

    private boolean unshifted() {
        return Arrays.stream(shift).allMatch(s -> s == 0);
    }

    /** True if float32, which batch normalizations have, does not hold all gains and shifts. */
    boolean rounded() {
        return DoubleStream.concat(Arrays.stream(gain), Arrays.stream(shift)).anyMatch(v -> (float) v != v);
    }

    /** This map as a batch normalization of the values a. */
    ImportedLayer.Norm norm() {
        int n = gain.length;
        float[] one = new float[n];
        Arrays.fill(one, 1);
        return new ImportedLayer.Norm(floats(gain), floats(shift), new float[n], one, 0, 0.1);
    }

    /** Folds this map into the batch normalization after it: gamma * gain, (mean - shift) / gain. */
    ImportedLayer.Norm into(ImportedLayer.Norm of) {
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
        return new ImportedLayer.Norm(
                floats(gamma), floats(beta), floats(mean), of.variance(), of.eps(), of.momentum());
    }

    /** Folds this map into the batch normalization before it: gamma * gain, beta * gain + shift. */
    ImportedLayer.Norm after(ImportedLayer.Norm of) {
        double[] gamma = new double[gain.length];
        double[] beta = new double[gain.length];
        for (int c = 0; c < gain.length; c++) {
            gamma[c] = of.gamma()[c] * gain[c];
            beta[c] = of.beta()[c] * gain[c] + shift[c];
        }
        return new ImportedLayer.Norm(floats(gamma), floats(beta), of.mean(), of.variance(), of.eps(), of.momentum());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
