// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.winograd;

/**
 * The scratch lines of a transform of {@link Winograd}, all of the same length.
 *
 * @param products by column and row
 * @param mixed by column
 * @param transformed by row * columns + column
 * @param spare one more line
 */
record WinogradBuffers(float[][][] products, float[][] mixed, float[][] transformed, float[] spare) {
    static WinogradBuffers of(int dimension, int line) {
        return new WinogradBuffers(
                new float[dimension][dimension][line],
                new float[dimension][line],
                new float[dimension * dimension][line],
                new float[line]);
    }

    /** The line of product {@code number}, which is row * columns + column of the transform. */
    float[] product(Winograd.Mix mix, int number) {
        return products[number % mix.columns()][number / mix.columns()];
    }

    /** Adds the first n values of a line to those of another. */
    static void add(float[] from, float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] += from[i];
        }
    }
}
