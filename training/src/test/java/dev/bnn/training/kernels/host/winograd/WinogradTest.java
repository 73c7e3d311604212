// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.winograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.data.SplitMix64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Winograd's filtering computes the plain sums, for all tiles that convolutions use. */
class WinogradTest {
    private static final int N = 5;

    @ParameterizedTest
    @CsvSource({"2,3", "3,2", "4,3", "3,4", "2,2", "1,3"})
    void givesThePlainSums(int m, int r) {
        Winograd winograd = Winograd.of(m, r);
        int n = m + r - 1;
        assertThat(winograd.products()).isEqualTo(n * n);
        SplitMix64 random = new SplitMix64(10 * m + r);
        float[][][] data = random(random, n, n + 1);
        float[][][] taps = random(random, r, r);

        float[][] d = new float[n * n][N];
        winograd.data().tiles(data, 1, new float[n][N], d, N);
        float[][][] products = products(d, transformed(winograd.taps(), taps), n);
        float[][] y = new float[m * m][N];
        winograd.outputs().tiles(products, 0, new float[n][N], y, N);

        for (int row = 0; row < m; row++) {
            for (int column = 0; column < m; column++) {
                for (int i = 0; i < N; i++) {
                    double sum = 0;
                    for (int k = 0; k < r; k++) {
                        for (int l = 0; l < r; l++) {
                            sum += (double) data[column + l][1 + row + k][i] * taps[l][k][i];
                        }
                    }
                    assertThat((double) y[row * m + column][i])
                            .as("row %d, column %d", row, column)
                            .isCloseTo(sum, within(2e-5));
                }
            }
        }
    }

    /**
     * Gradients by the inputs and by the taps, for the tiles that gradients use; the transposes reverse the output's gradient.
     */
    @ParameterizedTest
    @CsvSource({"2,3", "4,3"})
    void transposesGiveTheGradients(int m, int r) {
        Winograd winograd = Winograd.of(m, r);
        int n = m + r - 1;
        SplitMix64 random = new SplitMix64(m);
        float[][][] data = random(random, n, n);
        float[][][] taps = random(random, r, r);
        float[][][] dy = random(random, m, m);

        float[][] d = transformed(winograd.data(), data);
        float[][] g = transformed(winograd.taps(), taps);
        float[][] u = transformed(winograd.outputs().transposed(), dy);
        float[][] byData = transformed(winograd.data().transposed(), products(u, g, n));
        float[][] byTaps = transformed(winograd.taps().transposed(), products(u, d, n));

        for (int i = 0; i < N; i++) {
            double[][] ofData = new double[n][n];
            double[][] ofTaps = new double[r][r];
            for (int row = 0; row < m; row++) {
                for (int column = 0; column < m; column++) {
                    for (int k = 0; k < r; k++) {
                        for (int l = 0; l < r; l++) {
                            ofData[row + k][column + l] += (double) dy[column][row][i] * taps[l][k][i];
                            ofTaps[k][l] += (double) dy[column][row][i] * data[column + l][row + k][i];
                        }
                    }
                }
            }
            assertClose(byData, ofData, i);
            assertClose(byTaps, ofTaps, i);
        }
    }

    private static void assertClose(float[][] lines, double[][] sums, int i) {
        for (int row = 0; row < sums.length; row++) {
            for (int column = 0; column < sums.length; column++) {
                assertThat((double) lines[row * sums.length + column][i])
                        .as("row %d, column %d", row, column)
                        .isCloseTo(sums[row][column], within(1e-4));
            }
        }
    }

    private static float[][] transformed(Winograd.Mix mix, float[][][] lines) {
        float[][] to = new float[mix.rows() * mix.rows()][N];
        mix.tiles(lines, 0, new float[mix.columns()][N], to, N);
        return to;
    }

    /** Elementwise products, by column and row. */
    private static float[][][] products(float[][] a, float[][] b, int n) {
        float[][][] products = new float[n][n][N];
        for (int p = 0; p < n * n; p++) {
            for (int i = 0; i < N; i++) {
                products[p % n][p / n][i] = a[p][i] * b[p][i];
            }
        }
        return products;
    }

    /** Lines by column and row. */
    private static float[][][] random(SplitMix64 random, int columns, int rows) {
        float[][][] lines = new float[columns][rows][N];
        for (float[][] column : lines) {
            for (float[] line : column) {
                for (int i = 0; i < N; i++) {
                    line[i] = (float) random.nextGaussian();
                }
            }
        }
        return lines;
    }
}
