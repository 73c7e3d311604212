// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.training.kernels.ActivationFunction;
import dev.bnn.training.kernels.BatchNormState;
import dev.bnn.training.kernels.Surrogate;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.array.Scratch;
import dev.bnn.training.kernels.host.memory.Buffers;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalization with or without sign or levels, over host memory. It processes several rows at a time, with the per-channel
 * values repeated for each row, in short loops over few arrays, so that the JIT compiler can use vectors.
 */
final class HostBatchNorm {
    /** Approximate number of values processed at a time. */
    private static final int CHUNK = 1024;
    /** Number of chunks summed in float32 before they are added to the float64 sums. */
    private static final int FLOAT_SUMS = 32;

    private final RowParallel rows;
    private final Buffers buffers;
    private final Scratch[] scratch;
    private final Scratch shared = new Scratch();
    private double[][] sums = new double[0][];

    HostBatchNorm(RowParallel rows, Buffers buffers, Scratch[] scratch) {
        this.rows = rows;
        this.buffers = buffers;
        this.scratch = scratch;
    }

    /** Work on n values, starting at index {@code place}. */
    private interface Chunk {
        void run(Scratch scratch, int block, int place, int n);
    }

    private static int rowsOf(int channels) {
        return Math.max(1, CHUNK / channels);
    }

    private void chunks(int n, int channels, Chunk body) {
        int step = rowsOf(channels);
        rows.each(n, channels, (worker, block, from, to) -> {
            for (int r = from; r < to; r += step) {
                body.run(scratch[worker], block, r * channels, Math.min(step, to - r) * channels);
            }
        });
    }

    /** The per-channel values, repeated to the length of a chunk. */
    private float[] repeated(int slot, INDArray vector) {
        int channels = (int) vector.length();
        float[] values = shared.floats(slot, rowsOf(channels) * channels);
        buffers.of(vector).get(0, values, 0, channels);
        return repeat(values, channels);
    }

    private static float[] repeat(float[] values, int channels) {
        for (int at = channels; at < rowsOf(channels) * channels; at += channels) {
            System.arraycopy(values, 0, values, at, channels);
        }
        return values;
    }

    void forward(INDArray x, BatchNormState norm, ActivationFunction activation, INDArray y) {
        int n = (int) x.size(0);
        int channels = norm.channels();
        FloatBuffer in = buffers.of(x);
        statistics(in, n, norm);
        float[] mean = repeated(0, norm.mean());
        float[] slope = repeated(1, norm.inverse());
        float[] gamma = repeated(2, norm.gamma().latent());
        float[] beta = repeated(3, norm.beta().latent());
        for (int i = 0; i < rowsOf(channels) * channels; i++) {
            slope[i] *= gamma[i];
        }
        FloatBuffer out = buffers.of(y);
        chunks(n, channels, (s, block, place, count) -> {
            float[] values = s.floats(0, count);
            in.get(place, values, 0, count);
            normalize(values, mean, slope, beta, count);
            activation.apply(values, count);
            out.put(place, values, 0, count);
        });
    }

    private static void normalize(float[] x, float[] mean, float[] slope, float[] beta, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = slope[i] * (x[i] - mean[i]) + beta[i];
        }
    }

    /** Mean and variance in one pass, over the differences from the first row to limit cancellation. */
    private void statistics(FloatBuffer x, int n, BatchNormState norm) {
        int channels = norm.channels();
        float[] origin = shared.floats(0, rowsOf(channels) * channels);
        x.get(0, origin, 0, channels);
        repeat(origin, channels);
        sum(n, channels, (s, block, place, count) -> {
            float[] values = s.floats(0, count);
            x.get(place, values, 0, count);
            addDifferences(values, origin, s.floats(2, 0), s.floats(3, 0), count);
        });
        float[] mean = shared.floats(1, channels);
        float[] inverse = shared.floats(2, channels);
        float[] runningMean = repeated(3, norm.runningMean());
        float[] runningVariance = repeated(4, norm.runningVariance());
        double momentum = norm.momentum();
        for (int c = 0; c < channels; c++) {
            double shift = sums[0][c] / n;
            double variance = Math.max(0, sums[0][channels + c] / n - shift * shift);
            mean[c] = (float) (origin[c] + shift);
            inverse[c] = (float) (1 / Math.sqrt(variance + norm.eps()));
            runningMean[c] += (float) (momentum * (origin[c] + shift - runningMean[c]));
            runningVariance[c] += (float) (momentum * (variance - runningVariance[c]));
        }
        store(norm.mean(), mean);
        store(norm.inverse(), inverse);
        store(norm.runningMean(), runningMean);
        store(norm.runningVariance(), runningVariance);
    }

    private void store(INDArray vector, float[] values) {
        buffers.of(vector).put(0, values, 0, (int) vector.length());
    }

    private static void addDifferences(float[] x, float[] origin, float[] sum, float[] square, int n) {
        for (int i = 0; i < n; i++) {
            float d = x[i] - origin[i];
            sum[i] += d;
            square[i] += d * d;
        }
    }

    /**
     * Runs the body on the chunks; it adds to the thread's arrays 2 and 3, which start at 0. Then sums those per
     * channel in the order of the rows: array 2 into sums[0][c], array 3 into sums[0][channels + c].
     */
    private void sum(int n, int channels, Chunk body) {
        int blocks = RowParallel.blocks(n, channels);
        if (sums.length < blocks || sums[0].length < 2 * channels) {
            sums = new double[Math.max(blocks, sums.length)][2 * channels];
        }
        int step = rowsOf(channels);
        int length = step * channels;
        rows.each(n, channels, (worker, block, from, to) -> {
            Scratch s = scratch[worker];
            float[] first = s.floats(2, length);
            float[] second = s.floats(3, length);
            Arrays.fill(sums[block], 0, 2 * channels, 0);
            Arrays.fill(first, 0, length, 0);
            Arrays.fill(second, 0, length, 0);
            int held = 0;
            for (int r = from; r < to; r += step) {
                body.run(s, block, r * channels, Math.min(step, to - r) * channels);
                held++;
                if (held == FLOAT_SUMS || r + step >= to) {
                    flush(first, length, channels, sums[block], 0);
                    flush(second, length, channels, sums[block], channels);
                    held = 0;
                }
            }
        });
        for (int b = 1; b < blocks; b++) {
            for (int c = 0; c < 2 * channels; c++) {
                sums[0][c] += sums[b][c];
            }
        }
    }

    private static void flush(float[] parts, int length, int channels, double[] to, int at) {
        for (int i = 0; i < length; i += channels) {
            for (int c = 0; c < channels; c++) {
                to[at + c] += parts[i + c];
            }
        }
        Arrays.fill(parts, 0, length, 0);
    }

    void backward(
            INDArray x, BatchNormState norm, ActivationFunction activation, Surrogate surrogate, INDArray gradient) {
        int n = (int) x.size(0);
        int channels = norm.channels();
        float[] mean = repeated(0, norm.mean());
        float[] inverse = repeated(1, norm.inverse());
        float[] gamma = repeated(2, norm.gamma().latent());
        float[] beta = repeated(3, norm.beta().latent());
        FloatBuffer in = buffers.of(x);
        FloatBuffer out = buffers.of(gradient);
        sum(n, channels, (s, block, place, count) -> {
            float[] normal = s.floats(0, count);
            float[] dy = s.floats(1, count);
            in.get(place, normal, 0, count);
            out.get(place, dy, 0, count);
            center(normal, mean, inverse, count);
            if (!activation.none()) {
                float[] value = s.floats(4, count);
                affine(normal, gamma, beta, value, count);
                activation.gradient(surrogate, dy, value, count);
                out.put(place, dy, 0, count);
            }
            addProducts(dy, normal, s.floats(2, 0), s.floats(3, 0), count);
        });
        float[] shift = shared.floats(3, rowsOf(channels) * channels);
        float[] tilt = shared.floats(4, rowsOf(channels) * channels);
        for (int c = 0; c < channels; c++) {
            shift[c] = (float) sums[0][c];
            tilt[c] = (float) sums[0][channels + c];
        }
        store(norm.beta().gradient(), shift);
        store(norm.gamma().gradient(), tilt);
        for (int c = 0; c < channels; c++) {
            shift[c] = (float) (sums[0][c] / n);
            tilt[c] = (float) (sums[0][channels + c] / n) * inverse[c];
            gamma[c] *= inverse[c];
        }
        repeat(shift, channels);
        repeat(tilt, channels);
        repeat(gamma, channels);
        chunks(n, channels, (s, block, place, count) -> {
            float[] centered = s.floats(0, count);
            float[] dy = s.floats(1, count);
            in.get(place, centered, 0, count);
            out.get(place, dy, 0, count);
            center(centered, mean, tilt, count);
            combine(dy, centered, shift, gamma, count);
            out.put(place, dy, 0, count);
        });
    }

    private static void center(float[] x, float[] mean, float[] factor, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = (x[i] - mean[i]) * factor[i];
        }
    }

    private static void affine(float[] x, float[] factor, float[] offset, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = factor[i] * x[i] + offset[i];
        }
    }

    private static void addProducts(float[] dy, float[] normal, float[] sum, float[] product, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += dy[i];
            product[i] += dy[i] * normal[i];
        }
    }

    private static void combine(float[] dy, float[] tilted, float[] shift, float[] slope, int n) {
        for (int i = 0; i < n; i++) {
            dy[i] = slope[i] * (dy[i] - shift[i] - tilted[i]);
        }
    }
}
