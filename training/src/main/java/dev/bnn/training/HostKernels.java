package dev.bnn.training;

import dev.bnn.model.Layer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fused kernels over host memory: rows are read in bulk into a Java array, worked on by plain loops over the channels,
 * which the JIT vectorises, and written in bulk.
 */
final class HostKernels implements Kernels {
    private static final int CHUNK = 2048;

    private final Rows rows;
    private final Buffers buffers = new Buffers();
    private final Scratch[] scratch;
    private final HostBatchNorm batchNorm;
    private final long[] flips = new long[Rows.MAX_BLOCKS];

    HostKernels(Rows rows) {
        this.rows = rows;
        scratch = Stream.generate(Scratch::new).limit(rows.threads()).toArray(Scratch[]::new);
        batchNorm = new HostBatchNorm(rows, buffers, scratch);
    }

    @Override
    public void batchNorm(INDArray x, BatchNormState norm, boolean sign, INDArray y) {
        batchNorm.forward(x, norm, sign, y);
    }

    @Override
    public void batchNormGradient(INDArray x, BatchNormState norm, boolean sign, INDArray gradient) {
        batchNorm.backward(x, norm, sign, gradient);
    }

    /** Work on n values from that place on. */
    private interface Chunk {
        void run(Scratch scratch, int block, int place, int n);
    }

    /** Runs over arrays of any shape in chunks. */
    private void chunks(INDArray array, Chunk body) {
        int n = (int) array.length();
        rows.each((n + CHUNK - 1) / CHUNK, CHUNK, (thread, block, first, last) -> {
            for (int chunk = first; chunk < last; chunk++) {
                body.run(scratch[thread], block, chunk * CHUNK, Math.min(CHUNK, n - chunk * CHUNK));
            }
        });
    }

    @Override
    public void sign(INDArray x, INDArray y) {
        FloatBuffer in = buffers.of(x);
        FloatBuffer out = buffers.of(y);
        chunks(x, (s, block, place, n) -> {
            float[] values = s.floats(0, n);
            in.get(place, values, 0, n);
            Signs.sign(values, n);
            out.put(place, values, 0, n);
        });
    }

    @Override
    public void signGradient(INDArray x, INDArray gradient) {
        FloatBuffer in = buffers.of(x);
        FloatBuffer out = buffers.of(gradient);
        chunks(x, (s, block, place, n) -> {
            float[] values = s.floats(0, n);
            float[] dy = s.floats(1, n);
            in.get(place, values, 0, n);
            out.get(place, dy, 0, n);
            Signs.mask(dy, values, n);
            out.put(place, dy, 0, n);
        });
    }

    @Override
    public long adam(AdamStep step, INDArray weights, INDArray gradient, INDArray m, INDArray v) {
        FloatBuffer ws = buffers.of(weights);
        FloatBuffer gs = buffers.of(gradient);
        FloatBuffer ms = buffers.of(m);
        FloatBuffer vs = buffers.of(v);
        Arrays.fill(flips, 0);
        chunks(weights, (s, block, place, n) -> {
            float[] w = s.floats(0, n);
            float[] g = s.floats(1, n);
            float[] first = s.floats(2, n);
            float[] second = s.floats(3, n);
            float[] moved = s.floats(4, n);
            ws.get(place, w, 0, n);
            gs.get(place, g, 0, n);
            ms.get(place, first, 0, n);
            vs.get(place, second, 0, n);
            moments(step, g, first, second, n);
            move(step, w, first, second, moved, n);
            ws.put(place, moved, 0, n);
            ms.put(place, first, 0, n);
            vs.put(place, second, 0, n);
            flips[block] += Signs.changes(w, moved, n);
        });
        return Arrays.stream(flips).sum();
    }

    private static void moments(AdamStep step, float[] g, float[] first, float[] second, int n) {
        float beta1 = step.beta1();
        float beta2 = step.beta2();
        for (int i = 0; i < n; i++) {
            first[i] = beta1 * first[i] + (1 - beta1) * g[i];
            second[i] = beta2 * second[i] + (1 - beta2) * g[i] * g[i];
        }
    }

    private static void move(AdamStep step, float[] w, float[] first, float[] second, float[] moved, int n) {
        float rate = step.rate();
        float epsilon = step.epsilon();
        float limit = step.clip() > 0 ? step.clip() : Float.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            float to = w[i] - rate * first[i] / ((float) Math.sqrt(second[i]) + epsilon);
            moved[i] = Math.max(-limit, Math.min(limit, to));
        }
    }

    @Override
    public double crossEntropy(INDArray scores, int[] labels, double scale, INDArray gradient) {
        int n = (int) scores.size(0);
        int classes = (int) scores.size(1);
        FloatBuffer in = buffers.of(scores);
        FloatBuffer out = buffers.of(gradient);
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
        FloatBuffer in = buffers.of(scores);
        FloatBuffer out = buffers.of(gradient);
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
