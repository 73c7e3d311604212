package dev.bnn.training;

import dev.bnn.model.Layer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fused kernels over host memory: rows are read in bulk into a Java array, worked on by plain loops over the channels,
 * which the JIT vectorises, and written in bulk.
 */
final class HostKernels implements Kernels {
    private static final int CHUNK = 2048;

    private final Rows rows;
    private final Buffers buffers = new Buffers();

    HostKernels(Rows rows) {
        this.rows = rows;
    }

    private static float[] floats(INDArray vector) {
        float[] values = new float[(int) vector.length()];
        Native.buffer(vector).get(0, values);
        return values;
    }

    private static void store(INDArray vector, float[] values) {
        Native.buffer(vector).put(0, values);
    }

    /** Sums over the blocks, in their order. */
    private static double[] total(double[][] parts) {
        double[] sum = parts[0].clone();
        for (int b = 1; b < parts.length; b++) {
            for (int c = 0; c < sum.length; c++) {
                sum[c] += parts[b][c];
            }
        }
        return sum;
    }

    @Override
    public void batchNorm(INDArray x, BatchNormState norm, boolean sign, INDArray y) {
        int n = (int) x.size(0);
        int channels = norm.channels();
        statistics(Native.buffer(x), n, norm);
        float[] mean = floats(norm.mean());
        float[] slope = floats(norm.inverse());
        float[] gamma = floats(norm.gamma().latent());
        float[] beta = floats(norm.beta().latent());
        for (int c = 0; c < channels; c++) {
            slope[c] *= gamma[c];
        }
        FloatBuffer in = Native.buffer(x);
        FloatBuffer out = Native.buffer(y);
        rows.each(n, channels, (block, from, to) -> {
            float[] row = new float[channels];
            for (int r = from; r < to; r++) {
                in.get(r * channels, row);
                if (sign) {
                    for (int c = 0; c < channels; c++) {
                        row[c] = slope[c] * (row[c] - mean[c]) + beta[c] >= 0 ? 1 : -1;
                    }
                } else {
                    for (int c = 0; c < channels; c++) {
                        row[c] = slope[c] * (row[c] - mean[c]) + beta[c];
                    }
                }
                out.put(r * channels, row);
            }
        });
    }

    /** Mean and variance in one pass, of the differences from the first row so that little cancels. */
    private void statistics(FloatBuffer x, int n, BatchNormState norm) {
        int channels = norm.channels();
        float[] origin = new float[channels];
        x.get(0, origin);
        int blocks = Rows.blocks(n, channels);
        double[][] sums = new double[blocks][];
        double[][] squares = new double[blocks][];
        rows.each(n, channels, (block, from, to) -> {
            double[] sum = new double[channels];
            double[] square = new double[channels];
            float[] row = new float[channels];
            float[] partSum = new float[channels];
            float[] partSquare = new float[channels];
            for (int r = from; r < to; r++) {
                x.get(r * channels, row);
                for (int c = 0; c < channels; c++) {
                    float d = row[c] - origin[c];
                    partSum[c] += d;
                    partSquare[c] += d * d;
                }
                if ((r - from) % 64 == 63 || r == to - 1) {
                    for (int c = 0; c < channels; c++) {
                        sum[c] += partSum[c];
                        square[c] += partSquare[c];
                    }
                    Arrays.fill(partSum, 0);
                    Arrays.fill(partSquare, 0);
                }
            }
            sums[block] = sum;
            squares[block] = square;
        });
        double[] sum = total(sums);
        double[] square = total(squares);
        float[] mean = new float[channels];
        float[] inverse = new float[channels];
        float[] runningMean = floats(norm.runningMean());
        float[] runningVariance = floats(norm.runningVariance());
        double momentum = norm.momentum();
        for (int c = 0; c < channels; c++) {
            double shift = sum[c] / n;
            double variance = Math.max(0, square[c] / n - shift * shift);
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

    @Override
    public void batchNormGradient(INDArray x, BatchNormState norm, boolean sign, INDArray gradient) {
        int n = (int) x.size(0);
        int channels = norm.channels();
        float[] mean = floats(norm.mean());
        float[] inverse = floats(norm.inverse());
        float[] gamma = floats(norm.gamma().latent());
        float[] beta = floats(norm.beta().latent());
        // Without sign nothing is cut off.
        float limit = sign ? 1 : Float.POSITIVE_INFINITY;
        FloatBuffer in = Native.buffer(x);
        FloatBuffer out = Native.buffer(gradient);
        int blocks = Rows.blocks(n, channels);
        double[][] gammaParts = new double[blocks][];
        double[][] betaParts = new double[blocks][];
        rows.each(n, channels, (block, from, to) -> {
            double[] sumGamma = new double[channels];
            double[] sumBeta = new double[channels];
            float[] partGamma = new float[channels];
            float[] partBeta = new float[channels];
            float[] row = new float[channels];
            float[] dy = new float[channels];
            for (int r = from; r < to; r++) {
                in.get(r * channels, row);
                out.get(r * channels, dy);
                for (int c = 0; c < channels; c++) {
                    float normal = (row[c] - mean[c]) * inverse[c];
                    float d = Math.abs(gamma[c] * normal + beta[c]) <= limit ? dy[c] : 0;
                    dy[c] = d;
                    partBeta[c] += d;
                    partGamma[c] += d * normal;
                }
                out.put(r * channels, dy);
                if ((r - from) % 64 == 63 || r == to - 1) {
                    for (int c = 0; c < channels; c++) {
                        sumGamma[c] += partGamma[c];
                        sumBeta[c] += partBeta[c];
                    }
                    Arrays.fill(partGamma, 0);
                    Arrays.fill(partBeta, 0);
                }
            }
            gammaParts[block] = sumGamma;
            betaParts[block] = sumBeta;
        });
        double[] sumGamma = total(gammaParts);
        double[] sumBeta = total(betaParts);
        float[] gammaGradient = new float[channels];
        float[] betaGradient = new float[channels];
        float[] slope = new float[channels];
        float[] shift = new float[channels];
        float[] tilt = new float[channels];
        for (int c = 0; c < channels; c++) {
            gammaGradient[c] = (float) sumGamma[c];
            betaGradient[c] = (float) sumBeta[c];
            slope[c] = gamma[c] * inverse[c];
            shift[c] = (float) (sumBeta[c] / n);
            tilt[c] = (float) (sumGamma[c] / n) * inverse[c];
        }
        store(norm.gamma().gradient(), gammaGradient);
        store(norm.beta().gradient(), betaGradient);
        rows.each(n, channels, (block, from, to) -> {
            float[] row = new float[channels];
            float[] dy = new float[channels];
            for (int r = from; r < to; r++) {
                in.get(r * channels, row);
                out.get(r * channels, dy);
                for (int c = 0; c < channels; c++) {
                    dy[c] = slope[c] * (dy[c] - shift[c] - (row[c] - mean[c]) * tilt[c]);
                }
                out.put(r * channels, dy);
            }
        });
    }

    /** Runs over arrays of any shape in chunks. */
    private void chunks(INDArray array, Rows.Block body) {
        int n = (int) array.length();
        rows.each((n + CHUNK - 1) / CHUNK, CHUNK, (block, first, last) -> {
            for (int chunk = first; chunk < last; chunk++) {
                body.run(block, chunk * CHUNK, Math.min(n, (chunk + 1) * CHUNK));
            }
        });
    }

    @Override
    public void sign(INDArray x, INDArray y) {
        FloatBuffer in = Native.buffer(x);
        FloatBuffer out = Native.buffer(y);
        chunks(x, (block, from, to) -> {
            float[] values = new float[to - from];
            in.get(from, values);
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] >= 0 ? 1 : -1;
            }
            out.put(from, values);
        });
    }

    @Override
    public void signGradient(INDArray x, INDArray gradient) {
        FloatBuffer in = Native.buffer(x);
        FloatBuffer out = Native.buffer(gradient);
        chunks(x, (block, from, to) -> {
            float[] values = new float[to - from];
            float[] dy = new float[to - from];
            in.get(from, values);
            out.get(from, dy);
            for (int i = 0; i < values.length; i++) {
                dy[i] = Math.abs(values[i]) <= 1 ? dy[i] : 0;
            }
            out.put(from, dy);
        });
    }

    @Override
    public long adam(AdamStep step, INDArray weights, INDArray gradient, INDArray m, INDArray v) {
        FloatBuffer ws = Native.buffer(weights);
        FloatBuffer gs = Native.buffer(gradient);
        FloatBuffer ms = Native.buffer(m);
        FloatBuffer vs = Native.buffer(v);
        float limit = step.clip() > 0 ? step.clip() : Float.POSITIVE_INFINITY;
        long[] flips = new long[Rows.blocks((int) ((weights.length() + CHUNK - 1) / CHUNK), CHUNK)];
        chunks(weights, (block, from, to) -> {
            int n = to - from;
            float[] w = new float[n];
            float[] g = new float[n];
            float[] first = new float[n];
            float[] second = new float[n];
            ws.get(from, w);
            gs.get(from, g);
            ms.get(from, first);
            vs.get(from, second);
            int changed = 0;
            for (int i = 0; i < n; i++) {
                first[i] = step.beta1() * first[i] + (1 - step.beta1()) * g[i];
                second[i] = step.beta2() * second[i] + (1 - step.beta2()) * g[i] * g[i];
                float moved = w[i] - step.rate() * first[i] / ((float) Math.sqrt(second[i]) + step.epsilon());
                moved = Math.max(-limit, Math.min(limit, moved));
                changed += (w[i] >= 0) != (moved >= 0) ? 1 : 0;
                w[i] = moved;
            }
            ws.put(from, w);
            ms.put(from, first);
            vs.put(from, second);
            flips[block] += changed;
        });
        return Arrays.stream(flips).sum();
    }

    @Override
    public double crossEntropy(INDArray scores, int[] labels, double scale, INDArray gradient) {
        int n = (int) scores.size(0);
        int classes = (int) scores.size(1);
        FloatBuffer in = Native.buffer(scores);
        FloatBuffer out = Native.buffer(gradient);
        float[] row = new float[classes];
        double[] p = new double[classes];
        double loss = 0;
        for (int r = 0; r < n; r++) {
            in.get(r * classes, row);
            double highest = Double.NEGATIVE_INFINITY;
            for (float s : row) {
                highest = Math.max(highest, scale * s);
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                p[c] = Math.exp(scale * row[c] - highest);
                sum += p[c];
            }
            loss += Math.log(sum) - (scale * row[labels[r]] - highest);
            for (int c = 0; c < classes; c++) {
                row[c] = (float) (scale * (p[c] / sum - (c == labels[r] ? 1 : 0)) / n);
            }
            out.put(r * classes, row);
        }
        return loss / n;
    }

    @Override
    public double squaredHinge(INDArray scores, int[] labels, double scale, INDArray gradient) {
        int n = (int) scores.size(0);
        int classes = (int) scores.size(1);
        FloatBuffer in = Native.buffer(scores);
        FloatBuffer out = Native.buffer(gradient);
        float[] row = new float[classes];
        double count = (double) n * classes;
        double loss = 0;
        for (int r = 0; r < n; r++) {
            in.get(r * classes, row);
            for (int c = 0; c < classes; c++) {
                double t = c == labels[r] ? 1 : -1;
                // Not Math.max: NaN has to reach the loss.
                double margin = 1 - t * scale * row[c];
                margin = margin < 0 ? 0 : margin;
                loss += margin * margin;
                row[c] = (float) (-2 * t * scale * margin / count);
            }
            out.put(r * classes, row);
        }
        return loss / count;
    }

    @Override
    public Convolution convolution(Layer.Conv layer, int batch) {
        return new HostConvolution(layer, batch, rows, buffers);
    }
}
