// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.winograd;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Winograd's minimal filtering: m outputs y_i = sum over k of d_(i + k) g_k, for r taps g, from m + r - 1 products
 * instead of m r, as y = A^T ((G g) * (B^T d)); in two dimensions each transform is applied to rows, then to columns.
 * Lavin and Gray (2016) use it for convolutions. The matrices evaluate and interpolate polynomials (Toom and Cook) at
 * 0, 1, -1, 2, -2 and infinity.
 *
 * <p>Its rounding differs from that of plain sums, so it is for gradients, not for sums that have to be exact.
 *
 * @param data B^T
 * @param taps G
 * @param outputs A^T
 */
public record Winograd(Mix data, Mix taps, Mix outputs) {
    /** Maximum number of products per dimension. */
    static final int MAX_DIMENSION = 6;

    private static final double[] POINTS = {0, 1, -1, 2, -2};

    /** Taps of a kernel in each direction. */
    static final int TAPS = 3;

    /** From this number of channels, the saved products outweigh the transforms. */
    private static final int CHANNELS = 32;

    /** True for a convolution whose gradients take at most half the products of plain sums. */
    public static boolean suits(Layer.Conv layer) {
        Shape out = layer.output().shape();
        int side = side(out);
        int dimension = side + TAPS - 1;
        int products = Tiles.over(out, side, 1).count() * dimension * dimension;
        return layer.window().equals(Window.square(TAPS, 1))
                && layer.padding().isUniform()
                && Math.min(layer.input().shape().channels(), out.channels()) >= CHANNELS
                && 2 * products <= out.pixels() * TAPS * TAPS;
    }

    /** The side of a tile for a map: larger tiles save more products, unless they extend beyond the edge. */
    static int side(Shape map) {
        return Math.max(map.height(), map.width()) > 2 ? 4 : 2;
    }

    /** The filtering of m outputs and r taps per dimension, with m + r - 1 at most 6. */
    static Winograd of(int m, int r) {
        int n = m + r - 1;
        double[] points = Arrays.copyOf(POINTS, n - 1);
        double[][] b = new double[n][];
        double[][] g = new double[n][r];
        double[][] a = new double[m][n];
        for (int i = 0; i < n - 1; i++) {
            double weight = 1;
            double[] polynomial = {1};
            for (int k = 0; k < n - 1; k++) {
                if (k != i) {
                    weight *= points[i] - points[k];
                    polynomial = timesRoot(polynomial, points[k]);
                }
            }
            b[i] = Arrays.copyOf(polynomial, n);
            for (int j = 0; j < r; j++) {
                g[i][j] = Math.pow(points[i], j) / weight;
            }
            for (int j = 0; j < m; j++) {
                a[j][i] = Math.pow(points[i], j);
            }
        }
        double[] all = {1};
        for (double point : points) {
            all = timesRoot(all, point);
        }
        b[n - 1] = all;
        g[n - 1][r - 1] = 1;
        a[m - 1][n - 1] = 1;
        return new Winograd(Mix.of(b), Mix.of(g), Mix.of(a));
    }

    /** The coefficients of p(x) (x - root), the lowest first. */
    private static double[] timesRoot(double[] p, double root) {
        double[] product = new double[p.length + 1];
        for (int i = 0; i < p.length; i++) {
            product[i + 1] += p[i];
            product[i] -= root * p[i];
        }
        return product;
    }

    /** Products per tile. */
    int products() {
        return data.rows() * data.rows();
    }

    /**
     * A small sparse matrix: row i has factors[i] at the columns places[i]. It combines lines of values, each in an
     * array of its own, since the JIT vectorizes only loops over whole arrays.
     */
    record Mix(int columns, int[][] places, float[][] factors) {
        static Mix of(double[][] matrix) {
            int[][] places = new int[matrix.length][];
            float[][] factors = new float[matrix.length][];
            for (int i = 0; i < matrix.length; i++) {
                double[] row = matrix[i];
                int[] used =
                        IntStream.range(0, row.length).filter(j -> row[j] != 0).toArray();
                places[i] = used;
                factors[i] = new float[used.length];
                for (int k = 0; k < used.length; k++) {
                    factors[i][k] = (float) row[used[k]];
                }
            }
            return new Mix(matrix[0].length, places, factors);
        }

        int rows() {
            return places.length;
        }

        /** The transpose, which is the gradient of this transform. */
        Mix transposed() {
            double[][] matrix = new double[columns][rows()];
            for (int i = 0; i < rows(); i++) {
                for (int k = 0; k < places[i].length; k++) {
                    matrix[places[i][k]][i] = factors[i][k];
                }
            }
            return of(matrix);
        }

        /**
         * Transforms tiles, one value of each in a line: M x M^T.
         *
         * @param from lines by column and row
         * @param first row
         * @param mixed one line per column
         * @param to lines by row and column
         */
        void tiles(float[][][] from, int first, float[][] mixed, float[][] to, int n) {
            for (int i = 0; i < rows(); i++) {
                for (int j = 0; j < columns; j++) {
                    row(i, from[j], first, mixed[j], n);
                }
                for (int k = 0; k < rows(); k++) {
                    row(k, mixed, 0, to[i * rows() + k], n);
                }
            }
        }

        /** Stores in {@code to} the sum of the lines, starting at {@code first}, weighted by the factors of row i. */
        void row(int i, float[][] lines, int first, float[] to, int n) {
            int[] p = places[i];
            float[] f = factors[i];
            switch (p.length) {
                case 1 -> one(lines[first + p[0]], f[0], to, n);
                case 2 -> two(lines[first + p[0]], f[0], lines[first + p[1]], f[1], to, n);
                case 3 -> three(lines[first + p[0]], f[0], lines[first + p[1]], f[1], lines[first + p[2]], f[2], to, n);
                default -> {
                    four(
                            lines[first + p[0]],
                            f[0],
                            lines[first + p[1]],
                            f[1],
                            lines[first + p[2]],
                            f[2],
                            lines[first + p[3]],
                            f[3],
                            to,
                            n);
                    if (p.length == 5) {
                        oneMore(lines[first + p[4]], f[4], to, n);
                    }
                }
            }
        }

        private static void one(float[] a, float byA, float[] to, int n) {
            for (int i = 0; i < n; i++) {
                to[i] = byA * a[i];
            }
        }

        private static void oneMore(float[] a, float byA, float[] to, int n) {
            for (int i = 0; i < n; i++) {
                to[i] += byA * a[i];
            }
        }

        private static void two(float[] a, float byA, float[] b, float byB, float[] to, int n) {
            for (int i = 0; i < n; i++) {
                to[i] = byA * a[i] + byB * b[i];
            }
        }

        private static void three(float[] a, float byA, float[] b, float byB, float[] c, float byC, float[] to, int n) {
            for (int i = 0; i < n; i++) {
                to[i] = byA * a[i] + byB * b[i] + byC * c[i];
            }
        }

        private static void four(
                float[] a,
                float byA,
                float[] b,
                float byB,
                float[] c,
                float byC,
                float[] d,
                float byD,
                float[] to,
                int n) {
            for (int i = 0; i < n; i++) {
                to[i] = byA * a[i] + byB * b[i] + byC * c[i] + byD * d[i];
            }
        }
    }
}
