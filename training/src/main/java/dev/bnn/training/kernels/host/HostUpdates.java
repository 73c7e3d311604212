// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.training.kernels.AdamUpdate;
import dev.bnn.training.kernels.BopUpdate;
import dev.bnn.training.kernels.SgdUpdate;
import dev.bnn.training.kernels.Signs;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.array.Scratch;
import dev.bnn.training.kernels.host.memory.Buffers;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arithmetic of the optimizers over host memory, for {@link HostKernels}. Each call reads and writes each value
 * once; the moments and velocities belong to {@link dev.bnn.training.optimizer.Optimizer}.
 */
final class HostUpdates {
    private final HostChunks chunks;
    private final Buffers buffers;
    private final long[] flips = new long[RowParallel.MAX_BLOCKS];
    private final double[] sizes = new double[RowParallel.MAX_BLOCKS];
    /** The sums of {@link #center}. */
    private double[] sums = new double[0];

    HostUpdates(HostChunks chunks, Buffers buffers) {
        this.chunks = chunks;
        this.buffers = buffers;
    }

    long adam(AdamUpdate update, INDArray weights, INDArray gradient, INDArray m, INDArray v) {
        FloatBuffer ws = buffers.of(weights);
        FloatBuffer gs = buffers.of(gradient);
        FloatBuffer ms = buffers.of(m);
        FloatBuffer vs = buffers.of(v);
        IntBuffer bits = buffers.bits(weights);
        Arrays.fill(flips, 0);
        chunks.each(weights, (s, block, place, n) -> {
            float[] w = s.floats(0, n);
            float[] g = s.floats(1, n);
            float[] first = s.floats(2, n);
            float[] second = s.floats(3, n);
            float[] moved = s.floats(4, n);
            ws.get(place, w, 0, n);
            int[] before = s.ints(0, n);
            bits.get(place, before, 0, n);
            gs.get(place, g, 0, n);
            ms.get(place, first, 0, n);
            vs.get(place, second, 0, n);
            if (update.decay() > 0) {
                add(update.decay(), w, g, n);
            }
            moments(update, g, first, second, n);
            move(update, w, first, second, moved, n);
            if (update.shrink() > 0) {
                add(-update.shrink(), w, moved, n);
            }
            clamp(moved, update.clip(), n);
            ws.put(place, moved, 0, n);
            ms.put(place, first, 0, n);
            vs.put(place, second, 0, n);
            flips[block] += Signs.changes(before, after(s, bits, place, n), n);
        });
        return Arrays.stream(flips).sum();
    }

    private static void moments(AdamUpdate update, float[] g, float[] first, float[] second, int n) {
        float beta1 = update.beta1();
        float beta2 = update.beta2();
        for (int i = 0; i < n; i++) {
            first[i] = beta1 * first[i] + (1 - beta1) * g[i];
            second[i] = beta2 * second[i] + (1 - beta2) * g[i] * g[i];
        }
    }

    private static void move(AdamUpdate update, float[] w, float[] first, float[] second, float[] moved, int n) {
        float rate = update.rate();
        float epsilon = update.epsilon();
        for (int i = 0; i < n; i++) {
            moved[i] = w[i] - rate * first[i] / ((float) Math.sqrt(second[i]) + epsilon);
        }
    }

    long sgd(SgdUpdate update, INDArray weights, INDArray gradient, INDArray velocity) {
        FloatBuffer ws = buffers.of(weights);
        FloatBuffer gs = buffers.of(gradient);
        FloatBuffer vs = buffers.of(velocity);
        IntBuffer bits = buffers.bits(weights);
        Arrays.fill(flips, 0);
        chunks.each(weights, (s, block, place, n) -> {
            float[] w = s.floats(0, n);
            float[] g = s.floats(1, n);
            float[] v = s.floats(2, n);
            float[] moved = s.floats(3, n);
            ws.get(place, w, 0, n);
            int[] before = s.ints(0, n);
            bits.get(place, before, 0, n);
            gs.get(place, g, 0, n);
            vs.get(place, v, 0, n);
            if (update.decay() > 0) {
                add(update.decay(), w, g, n);
            }
            accelerate(update.momentum(), g, v, n);
            if (update.nesterov()) {
                add(update.momentum(), v, g, n);
            }
            System.arraycopy(w, 0, moved, 0, n);
            add(-update.rate(), update.nesterov() ? g : v, moved, n);
            clamp(moved, update.clip(), n);
            ws.put(place, moved, 0, n);
            vs.put(place, v, 0, n);
            flips[block] += Signs.changes(before, after(s, bits, place, n), n);
        });
        return Arrays.stream(flips).sum();
    }

    long bop(BopUpdate update, INDArray weights, INDArray gradient, INDArray mean) {
        FloatBuffer ws = buffers.of(weights);
        FloatBuffer gs = buffers.of(gradient);
        FloatBuffer ms = buffers.of(mean);
        IntBuffer bits = buffers.bits(weights);
        Arrays.fill(flips, 0);
        chunks.each(weights, (s, block, place, n) -> {
            float[] w = s.floats(0, n);
            float[] g = s.floats(1, n);
            float[] m = s.floats(2, n);
            int[] before = s.ints(0, n);
            ws.get(place, w, 0, n);
            gs.get(place, g, 0, n);
            ms.get(place, m, 0, n);
            bits.get(place, before, 0, n);
            approach(m, g, update.gamma(), n);
            flip(w, m, update.threshold(), n);
            ws.put(place, w, 0, n);
            ms.put(place, m, 0, n);
            flips[block] += Signs.changes(before, after(s, bits, place, n), n);
        });
        return Arrays.stream(flips).sum();
    }

    private static void flip(float[] w, float[] m, float threshold, int n) {
        for (int i = 0; i < n; i++) {
            boolean same = w[i] >= 0 ? m[i] > threshold : m[i] < -threshold;
            // The sign of both 0 and -0 is +1.
            w[i] = same ? w[i] == 0 ? -Float.MIN_NORMAL : -w[i] : w[i];
        }
    }

    long center(INDArray weights, INDArray used) {
        int fanIn = (int) weights.size(0);
        int outputs = (int) weights.size(1);
        Scratch s = chunks.scratch()[0];
        float[] row = s.floats(0, outputs);
        float[] means = s.floats(1, outputs);
        if (sums.length < outputs) {
            sums = new double[outputs];
        }
        Arrays.fill(sums, 0, outputs, 0);
        FloatBuffer ws = buffers.of(weights);
        for (int i = 0; i < fanIn; i++) {
            ws.get(i * outputs, row, 0, outputs);
            for (int o = 0; o < outputs; o++) {
                sums[o] += row[o];
            }
        }
        for (int o = 0; o < outputs; o++) {
            means[o] = (float) (sums[o] / fanIn);
        }
        IntBuffer signs = buffers.bits(used);
        IntBuffer bits = buffers.bits(weights);
        int[] before = s.ints(0, outputs);
        long changed = 0;
        for (int i = 0; i < fanIn; i++) {
            int place = i * outputs;
            ws.get(place, row, 0, outputs);
            for (int o = 0; o < outputs; o++) {
                row[o] -= means[o];
            }
            ws.put(place, row, 0, outputs);
            signs.get(place, before, 0, outputs);
            changed += Signs.changes(before, after(s, bits, place, outputs), outputs);
        }
        return changed;
    }

    void rectify(INDArray weights, float reach) {
        FloatBuffer ws = buffers.of(weights);
        Arrays.fill(sizes, 0);
        chunks.each(weights, (s, block, place, n) -> {
            float[] w = s.floats(0, n);
            ws.get(place, w, 0, n);
            sizes[block] += size(w, n);
        });
        float limit = (float) (reach * (Arrays.stream(sizes).sum() / weights.length()));
        chunks.each(weights, (s, block, place, n) -> {
            float[] w = s.floats(0, n);
            ws.get(place, w, 0, n);
            clamp(w, limit, n);
            ws.put(place, w, 0, n);
        });
    }

    private static double size(float[] values, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.abs(values[i]);
        }
        return sum;
    }

    void approach(INDArray mean, INDArray values, float share) {
        FloatBuffer means = buffers.of(mean);
        FloatBuffer all = buffers.of(values);
        chunks.each(mean, (s, block, place, n) -> {
            float[] m = s.floats(0, n);
            float[] v = s.floats(1, n);
            means.get(place, m, 0, n);
            all.get(place, v, 0, n);
            approach(m, v, share, n);
            means.put(place, m, 0, n);
        });
    }

    private static void approach(float[] mean, float[] values, float share, int n) {
        for (int i = 0; i < n; i++) {
            mean[i] += share * (values[i] - mean[i]);
        }
    }

    /** The bits of the weights after the update. */
    private static int[] after(Scratch s, IntBuffer bits, int place, int n) {
        int[] after = s.ints(1, n);
        bits.get(place, after, 0, n);
        return after;
    }

    private static void accelerate(float momentum, float[] g, float[] v, int n) {
        for (int i = 0; i < n; i++) {
            v[i] = momentum * v[i] + g[i];
        }
    }

    private static void add(float factor, float[] from, float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] += factor * from[i];
        }
    }

    private static void clamp(float[] values, float clip, int n) {
        float limit = clip > 0 ? clip : Float.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            values[i] = Math.max(-limit, Math.min(limit, values[i]));
        }
    }
}
