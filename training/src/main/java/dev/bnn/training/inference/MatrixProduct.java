// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.training.kernels.array.Native;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution or dense layer of {@link FloatModel}. ND4J multiplies the windows of the input, a matrix with 0 for padded taps,
 * with the weights; {@link SumTransform} then maps the sums to values. A plain matrix product only adds and multiplies, so
 * integers stay exact; a fast convolution (Winograd) does not guarantee that.
 */
final class MatrixProduct {
    /** Integers up to here are exact in float32. */
    private static final double EXACT_FLOAT = 1 << 24;

    private final Layer.Weighted layer;
    private final Shape in;
    private final Shape out;
    private final Window geometry;
    private final Padding padding;
    private final SumTransform[] sumTransforms;
    private final int[] sumTransformAt;
    private final boolean wide;
    private final INDArray matrix;
    private INDArray windows;
    private INDArray sums;

    static MatrixProduct of(Layer.Conv layer, float[] latent) {
        return new MatrixProduct(layer, latent, layer.input().shape(), layer.window(), layer.padding());
    }

    static MatrixProduct of(Layer.Dense layer, float[] latent) {
        return new MatrixProduct(layer, latent, Shape.vector(layer.columns()), Window.square(1, 1), Padding.NONE);
    }

    private MatrixProduct(Layer.Weighted layer, float[] latent, Shape in, Window geometry, Padding padding) {
        if (latent.length != layer.weightCount()) {
            throw new IllegalArgumentException("parameter " + layer.name() + ".weight has " + latent.length
                    + " values where the network needs " + layer.weightCount());
        }
        this.layer = layer;
        this.in = in;
        out = layer.output().shape();
        this.geometry = geometry;
        this.padding = padding;
        ValueSet values = layer.input().values();
        double[] weights = new double[latent.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = layer.weights().of(latent[i]);
        }
        wide = layer.weights() == WeightType.FLOAT
                || largest(values) * layer.weights().limit() * layer.columns() >= EXACT_FLOAT;
        matrix = transposed(weights);
        sumTransformAt = new int[out.pixels()];
        sumTransforms = sumTransforms(weights);
    }

    /** The largest magnitude of a stored value; infinite where values need not be integers. */
    private static double largest(ValueSet values) {
        if (values instanceof ValueSet.ScaledBytes) {
            return 255;
        }
        if (values instanceof ValueSet.Bipolar) {
            return 1;
        }
        if (values instanceof ValueSet.Integers i) {
            return Math.max(Math.abs((double) i.lo()), Math.abs((double) i.hi()));
        }
        return Double.POSITIVE_INFINITY;
    }

    private INDArray transposed(double[] weights) {
        int rows = layer.rows();
        int columns = layer.columns();
        double[] t = new double[weights.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                t[c * rows + r] = weights[r * columns + c];
            }
        }
        return Nd4j.createFromArray(t).castTo(type()).reshape('c', columns, rows);
    }

    private DataType type() {
        return wide ? DataType.DOUBLE : DataType.FLOAT;
    }

    /** One transform per set of valid taps: positions with the same valid rows and columns share one. */
    private SumTransform[] sumTransforms(double[] weights) {
        Map<List<BitSet>, Integer> classes = new LinkedHashMap<>();
        List<SumTransform> all = new ArrayList<>();
        for (int y = 0; y < out.height(); y++) {
            for (int x = 0; x < out.width(); x++) {
                BitSet rows = new BitSet();
                BitSet columns = new BitSet();
                for (int ky = 0; ky < geometry.kernelHeight(); ky++) {
                    int row = row(y, ky);
                    rows.set(ky, row >= 0 && row < in.height());
                }
                for (int kx = 0; kx < geometry.kernelWidth(); kx++) {
                    int column = column(x, kx);
                    columns.set(kx, column >= 0 && column < in.width());
                }
                List<BitSet> key = List.of(rows, columns);
                Integer index = classes.get(key);
                if (index == null) {
                    index = all.size();
                    classes.put(key, index);
                    all.add(sumTransforms(weights, rows, columns));
                }
                sumTransformAt[y * out.width() + x] = index;
            }
        }
        return all.toArray(SumTransform[]::new);
    }

    /** The input row that lies under a row of taps in the windows of output row y. */
    private int row(int y, int kernelRow) {
        return y * geometry.strideY() - padding.top() + kernelRow * geometry.dilationY();
    }

    /** The input column that lies under a column of taps in the windows of output column x. */
    private int column(int x, int kernelColumn) {
        return x * geometry.strideX() - padding.left() + kernelColumn * geometry.dilationX();
    }

    /** The transform for windows whose taps lie on the input in the given rows and columns of the kernel. */
    private SumTransform sumTransforms(double[] weights, BitSet rows, BitSet columns) {
        double[] valid = new double[layer.rows()];
        double[] padded = new double[layer.rows()];
        int channels = in.channels();
        for (int r = 0; r < valid.length; r++) {
            for (int i = 0; i < layer.columns(); i++) {
                int ky = i / channels / geometry.kernelWidth();
                int kx = i / channels % geometry.kernelWidth();
                double w = weights[r * layer.columns() + i];
                if (rows.get(ky) && columns.get(kx)) {
                    valid[r] += w;
                } else {
                    padded[r] += w;
                }
            }
        }
        return SumTransform.of(layer, padding, valid, padded);
    }

    double[] apply(double[] values, int n) {
        int rows = layer.rows();
        int positions = n * out.pixels();
        if (windows == null || windows.size(0) != positions) {
            release();
            windows = Nd4j.zeros(type(), positions, layer.columns());
            sums = Nd4j.zeros(type(), positions, rows);
        }
        fill(values, n);
        Native.matmul(windows, false, matrix, false, sums);
        double[] result = new double[positions * rows];
        FloatBuffer floats = wide ? null : Native.floats(sums);
        DoubleBuffer doubles = wide ? Native.doubles(sums) : null;
        float[] row = new float[rows];
        for (int p = 0; p < positions; p++) {
            int o = p * rows;
            if (wide) {
                doubles.get(o, result, o, rows);
            } else {
                floats.get(o, row, 0, rows);
                for (int r = 0; r < rows; r++) {
                    result[o + r] = row[r];
                }
            }
            sumTransforms[sumTransformAt[p % out.pixels()]].apply(result, o);
        }
        return result;
    }

    private void release() {
        if (windows != null) {
            windows.close();
            sums.close();
            windows = null;
        }
    }

    /** Frees the native memory. */
    void close() {
        release();
        matrix.close();
    }

    private void fill(double[] values, int n) {
        FloatBuffer floats = wide ? null : Native.floats(windows);
        DoubleBuffer doubles = wide ? Native.doubles(windows) : null;
        double[] window = new double[layer.columns()];
        float[] narrow = new float[window.length];
        int p = 0;
        for (int image = 0; image < n; image++) {
            for (int y = 0; y < out.height(); y++) {
                for (int x = 0; x < out.width(); x++, p++) {
                    window(values, image * in.size(), y, x, window);
                    if (wide) {
                        doubles.put(p * window.length, window, 0, window.length);
                    } else {
                        for (int i = 0; i < window.length; i++) {
                            narrow[i] = (float) window[i];
                        }
                        floats.put(p * window.length, narrow, 0, narrow.length);
                    }
                }
            }
        }
        Native.written(windows);
    }

    private void window(double[] values, int image, int y, int x, double[] window) {
        int channels = in.channels();
        Arrays.fill(window, 0);
        for (int tap = 0; tap < geometry.taps(); tap++) {
            int row = row(y, tap / geometry.kernelWidth());
            int column = column(x, tap % geometry.kernelWidth());
            if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                System.arraycopy(values, image + in.index(row, column, 0), window, tap * channels, channels);
            }
        }
    }
}
