package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.data.SplitMix64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filtering gives the plain sums, for all tiles that convolutions use. */
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
        float[][] g = new float[n * n][N];
        winograd.data().tiles(data, 1, new float[n][N], d, N);
        winograd.taps().tiles(taps, 0, new float[r][N], g, N);
        float[][][] products = new float[n][n][N];
        for (int p = 0; p < n * n; p++) {
            for (int i = 0; i < N; i++) {
                products[p % n][p / n][i] = d[p][i] * g[p][i];
            }
        }
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
