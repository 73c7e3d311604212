// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

/**
 * What a transform of {@link Winograd} works with, lines of the same length.
 *
 * @param products by column and row
 * @param mixed by column
 * @param transformed by row and column in one
 * @param spare one more
 */
record WinogradBuffers(float[][][] products, float[][] mixed, float[][] transformed, float[] spare) {
    static WinogradBuffers of(int most, int line) {
        return new WinogradBuffers(
                new float[most][most][line], new float[most][line], new float[most * most][line], new float[line]);
    }

    /** The line of a product by row and column in one, for a transform of so many columns. */
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
