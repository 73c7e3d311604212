// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.model.Layer;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.ActivationFunction;
import dev.bnn.training.kernels.AdamUpdate;
import dev.bnn.training.kernels.BatchNormState;
import dev.bnn.training.kernels.BopUpdate;
import dev.bnn.training.kernels.Convolution;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.LossTargets;
import dev.bnn.training.kernels.SgdUpdate;
import dev.bnn.training.kernels.Signs;
import dev.bnn.training.kernels.Surrogate;
import dev.bnn.training.kernels.array.Nd4jOperation;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.array.Scratch;
import dev.bnn.training.kernels.host.memory.Buffers;
import dev.bnn.training.kernels.host.memory.PreparedOp;
import dev.bnn.training.kernels.host.winograd.WinogradMemory;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Fused kernels over host memory. Each reads rows in bulk into a Java array, processes them in plain loops over the
 * channels, which the JIT vectorizes, and writes them in bulk.
 */
public final class HostKernels implements Kernels {
    private final RowParallel rows;
    private final double[] sums = new double[RowParallel.MAX_BLOCKS];
    private final Buffers buffers = new Buffers();
    private final WinogradMemory winograd;
    private final HostChunks chunks;
    private final HostBatchNorm batchNorm;
    private final HostUpdates updates;
    private final HostLosses losses;

    public HostKernels(RowParallel rows) {
        this.rows = rows;
        Scratch[] scratch = Stream.generate(Scratch::new).limit(rows.threads()).toArray(Scratch[]::new);
        winograd = new WinogradMemory(rows.threads(), buffers);
        chunks = new HostChunks(rows, scratch);
        batchNorm = new HostBatchNorm(rows, buffers, scratch);
        updates = new HostUpdates(chunks, buffers);
        losses = new HostLosses(buffers);
    }

    @Override
    public void batchNorm(INDArray x, BatchNormState norm, ActivationFunction activation, INDArray y) {
        batchNorm.forward(x, norm, activation, y);
    }

    @Override
    public void batchNormGradient(
            INDArray x, BatchNormState norm, ActivationFunction activation, Surrogate surrogate, INDArray gradient) {
        batchNorm.backward(x, norm, activation, surrogate, gradient);
    }

    /** An in-place change of n values. */
    private interface Change {
        void apply(float[] values, int n);
    }

    private void map(INDArray x, Change change, INDArray y) {
        FloatBuffer in = buffers.of(x);
        FloatBuffer out = buffers.of(y);
        chunks.each(x, (s, block, place, n) -> {
            float[] values = s.floats(0, n);
            in.get(place, values, 0, n);
            change.apply(values, n);
            out.put(place, values, 0, n);
        });
    }

    @Override
    public void activate(INDArray x, ActivationFunction activation, INDArray y) {
        if (activation.equals(ActivationFunction.SIGN)) {
            sign(x, y);
        } else {
            map(x, activation::apply, y);
        }
    }

    private void sign(INDArray x, INDArray y) {
        IntBuffer in = buffers.bits(x);
        IntBuffer out = buffers.bits(y);
        chunks.each(x, (s, block, place, n) -> {
            int[] values = s.ints(0, n);
            in.get(place, values, 0, n);
            Signs.sign(values, n);
            out.put(place, values, 0, n);
        });
    }

    @Override
    public void activationGradient(INDArray x, ActivationFunction activation, Surrogate surrogate, INDArray gradient) {
        FloatBuffer in = buffers.of(x);
        FloatBuffer out = buffers.of(gradient);
        chunks.each(x, (s, block, place, n) -> {
            float[] values = s.floats(0, n);
            float[] dy = s.floats(1, n);
            in.get(place, values, 0, n);
            out.get(place, dy, 0, n);
            activation.gradient(surrogate, dy, values, n);
            out.put(place, dy, 0, n);
        });
    }

    @Override
    public float meanStep(INDArray latent, WeightType type) {
        FloatBuffer in = buffers.of(latent);
        Arrays.fill(sums, 0);
        chunks.each(latent, (s, block, place, n) -> {
            float[] values = s.floats(0, n);
            in.get(place, values, 0, n);
            for (int i = 0; i < n; i++) {
                sums[block] += Math.abs(values[i]);
            }
        });
        double mean = Arrays.stream(sums).sum() / latent.length();
        return (float) Math.max(Float.MIN_NORMAL, 2 * mean / Math.sqrt(type.limit()));
    }

    @Override
    public void integers(INDArray latent, WeightType type, float step, INDArray used) {
        Change round = (values, n) -> {
            for (int i = 0; i < n; i++) {
                values[i] = type.of(values[i] / step);
            }
        };
        map(latent, round, used);
    }

    @Override
    public double stepGradient(INDArray latent, WeightType type, float step, INDArray used, INDArray gradient) {
        FloatBuffer in = buffers.of(latent);
        FloatBuffer integers = buffers.of(used);
        FloatBuffer gs = buffers.of(gradient);
        Arrays.fill(sums, 0);
        chunks.each(latent, (s, block, place, n) -> {
            float[] values = s.floats(0, n);
            float[] q = s.floats(1, n);
            float[] g = s.floats(2, n);
            in.get(place, values, 0, n);
            integers.get(place, q, 0, n);
            gs.get(place, g, 0, n);
            for (int i = 0; i < n; i++) {
                float units = values[i] / step;
                sums[block] += g[i] * (Math.abs(units) <= type.limit() ? q[i] - units : q[i]);
            }
        });
        return Arrays.stream(sums).sum();
    }

    @Override
    public void approach(INDArray mean, INDArray values, float share) {
        updates.approach(mean, values, share);
    }

    @Override
    public long adam(AdamUpdate update, INDArray weights, INDArray gradient, INDArray m, INDArray v) {
        return updates.adam(update, weights, gradient, m, v);
    }

    @Override
    public long bop(BopUpdate update, INDArray weights, INDArray gradient, INDArray mean) {
        return updates.bop(update, weights, gradient, mean);
    }

    @Override
    public long center(INDArray weights, INDArray used) {
        return updates.center(weights, used);
    }

    @Override
    public void rectify(INDArray weights, float reach) {
        updates.rectify(weights, reach);
    }

    @Override
    public long sgd(SgdUpdate update, INDArray weights, INDArray gradient, INDArray velocity) {
        return updates.sgd(update, weights, gradient, velocity);
    }

    @Override
    public double crossEntropy(INDArray scores, LossTargets targets, double scale, INDArray gradient) {
        return losses.crossEntropy(scores, targets, scale, gradient);
    }

    @Override
    public double squaredHinge(INDArray scores, LossTargets targets, double scale, INDArray gradient) {
        return losses.squaredHinge(scores, targets, scale, gradient);
    }

    @Override
    public double distil(
            INDArray scores,
            double scale,
            INDArray teacherScores,
            Recipe.Teacher teacher,
            double loss,
            INDArray gradient) {
        return losses.distil(scores, scale, teacherScores, teacher, loss, gradient);
    }

    @Override
    public Runnable prepare(Nd4jOperation operation) {
        return new PreparedOp(operation);
    }

    @Override
    public Runnable dense(Layer.Dense layer, INDArray x, INDArray weights, INDArray y) {
        if (!XnorProduct.suits(layer)) {
            return Kernels.super.dense(layer, x, weights, y);
        }
        XnorProduct product = XnorProduct.of(layer, rows.threads());
        FloatBuffer in = buffers.of(x);
        FloatBuffer out = buffers.of(y);
        IntBuffer matrix = buffers.bits(weights);
        int batch = (int) x.size(0);
        return () -> {
            product.load(matrix);
            rows.shares(batch, (thread, from, to) -> product.apply(thread, in, from, to, out));
        };
    }

    @Override
    public Convolution depthwise(Layer.Depthwise layer, int batch) {
        return new HostDepthwise(layer, batch, rows, buffers);
    }

    @Override
    public Convolution convolution(Layer.Conv layer, int batch) {
        return new HostConvolution(layer, batch, rows, buffers, winograd);
    }
}
