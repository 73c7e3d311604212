// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.training.kernels.Convolution;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.Nd4jOperation;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.memory.Buffers;
import dev.bnn.training.kernels.host.memory.PreparedOp;
import dev.bnn.training.kernels.host.winograd.Winograd;
import dev.bnn.training.kernels.host.winograd.WinogradConvolution;
import dev.bnn.training.kernels.host.winograd.WinogradMemory;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution as matrix products of windows, for a few images at a time, so that the windows stay in the cache. This
 * class copies windows out of the images and adds them up again; ND4J multiplies. Where values and weights are -1 and
 * +1, the forward product counts bits instead; gradients use Winograd's filtering or libnd4j's conv2d where that is
 * faster. Each thread has its share of the images and its own sum of the weights' gradient.
 */
final class HostConvolution implements Convolution {
    /** Matrix products with more rows than this are no faster per row. */
    private static final int ROWS = 256;

    private final Shape in;
    private final Shape out;
    private final int batch;
    private final Windows windows;
    private final RowParallel rows;
    private final Buffers buffers;
    private final XnorProduct xnor;
    /** True if all sums are sums of integers, which the forward pass keeps exact. */
    private final boolean exact;

    private final Worker[] workers;
    private final InputGradientConvolution inputGradients;
    private final WinogradConvolution winograd;
    private INDArray boundOutput;
    private INDArray boundGradient;

    /** The arrays of one thread. */
    private final class Worker {
        final INDArray matrix;
        final FloatBuffer memory;
        final INDArray gradient;
        final float[] image = new float[in.size()];
        final float[] line = new float[out.width() * windows.columns()];
        final List<Block> blocks = new ArrayList<>();

        /** The first thread sums directly into the weights' gradient. */
        Worker(int thread, int from, int to) {
            int images = Math.max(1, Math.min(to - from, (ROWS + out.pixels() - 1) / out.pixels()));
            matrix = Native.zeros((long) images * out.pixels(), windows.columns());
            memory = buffers.of(matrix);
            gradient = thread == 0 || winograd != null ? null : Native.zeros(windows.columns(), out.channels());
            for (int n = from; n < to; n += images) {
                blocks.add(new Block(n, Math.min(to, n + images)));
            }
        }
    }

    /** A few images and their products. */
    private static final class Block {
        final int from;
        final int to;
        PreparedOp forward;
        PreparedOp weightGradient;
        PreparedOp windowGradient;

        Block(int from, int to) {
            this.from = from;
            this.to = to;
        }
    }

    HostConvolution(Layer.Conv layer, int batch, RowParallel rows, Buffers buffers, WinogradMemory memory) {
        this.batch = batch;
        this.rows = rows;
        this.buffers = buffers;
        in = layer.input().shape();
        out = layer.output().shape();
        windows = new Windows(in, out, layer.window(), layer.padding());
        xnor = XnorProduct.suits(layer) ? XnorProduct.of(layer, rows.threads()) : null;
        winograd = Winograd.suits(layer) ? new WinogradConvolution(layer, batch, rows, buffers, memory) : null;
        inputGradients = winograd == null && InputGradientConvolution.suits(layer)
                ? new InputGradientConvolution(layer, batch, rows, buffers)
                : null;
        exact = layer.weights() != WeightType.FLOAT && !(layer.input().values() instanceof ValueSet.Reals);
        boolean plain = winograd == null || xnor == null && exact;
        workers = new Worker[plain ? rows.threads() : 0];
        if (plain) {
            rows.shares(batch, (thread, from, to) -> workers[thread] = new Worker(thread, from, to));
        }
    }

    @Override
    public void forward(INDArray x, INDArray weights, INDArray y) {
        FloatBuffer images = buffers.of(x);
        if (xnor != null) {
            FloatBuffer to = buffers.of(y);
            xnor.load(buffers.bits(weights));
            rows.shares(batch, (worker, first, last) -> xnor.apply(worker, images, first, last, to));
            return;
        }
        if (winograd != null && !exact) {
            winograd.forward(x, weights, y);
            return;
        }
        if (boundOutput != y) {
            boundOutput = y;
            eachBlock((w, b) -> b.forward =
                    new PreparedOp(Nd4jOperation.matmul(part(w, b), false, weights, false, part(y, b), false)));
        }
        run((w, b) -> {
            cut(w, b, images);
            b.forward.run();
        });
    }

    @Override
    public void backward(INDArray x, INDArray weights, INDArray dy, INDArray weightGradient, INDArray dx) {
        if (winograd != null) {
            winograd.gradients(x, weights, dy, weightGradient, dx);
        } else {
            if (dx != null && inputGradients != null) {
                inputGradients.inputGradient(dy, weights, dx);
            }
            multiply(x, weights, dy, weightGradient, inputGradients == null ? dx : null);
        }
    }

    /** Gradients as products of windows: by the weights and, unless dx is null, by the input. */
    private void multiply(INDArray x, INDArray weights, INDArray dy, INDArray weightGradient, INDArray dx) {
        if (boundGradient != dy) {
            boundGradient = dy;
            eachBlock((w, b) -> bind(w, b, weights, dy, w.gradient == null ? weightGradient : w.gradient));
        }
        FloatBuffer images = buffers.of(x);
        FloatBuffer to = dx == null ? null : buffers.of(dx);
        run((w, b) -> {
            cut(w, b, images);
            b.weightGradient.run();
            if (to != null) {
                b.windowGradient.run();
                addUp(w, b, to);
            }
        });
        for (Worker worker : workers) {
            if (worker.gradient != null && !worker.blocks.isEmpty()) {
                weightGradient.addi(worker.gradient);
            }
        }
    }

    private void bind(Worker w, Block b, INDArray weights, INDArray dy, INDArray gradient) {
        boolean add = b != w.blocks.get(0);
        b.weightGradient = new PreparedOp(Nd4jOperation.matmul(part(w, b), true, part(dy, b), false, gradient, add));
        b.windowGradient = new PreparedOp(Nd4jOperation.matmul(part(dy, b), false, weights, true, part(w, b), false));
    }

    /** The block's rows of the thread's matrix of windows. */
    private INDArray part(Worker w, Block b) {
        return Native.rows(w.matrix, 0, (long) (b.to - b.from) * out.pixels());
    }

    private INDArray part(INDArray outputs, Block b) {
        return Native.rows(outputs, (long) b.from * out.pixels(), (long) b.to * out.pixels());
    }

    private interface Body {
        void run(Worker worker, Block block);
    }

    private void eachBlock(Body body) {
        for (Worker worker : workers) {
            worker.blocks.forEach(block -> body.run(worker, block));
        }
    }

    private void run(Body body) {
        rows.shares(batch, (worker, from, to) -> {
            for (Block block : workers[worker].blocks) {
                body.run(workers[worker], block);
            }
        });
    }

    private void cut(Worker w, Block b, FloatBuffer images) {
        for (int n = b.from; n < b.to; n++) {
            images.get(n * w.image.length, w.image);
            windows.write(w.image, w.line, w.memory, (n - b.from) * out.height() * w.line.length);
        }
    }

    /** Sums the gradients of the windows into the gradients of the images. */
    private void addUp(Worker w, Block b, FloatBuffer to) {
        for (int n = b.from; n < b.to; n++) {
            Arrays.fill(w.image, 0);
            for (int y = 0; y < out.height(); y++) {
                int place = ((n - b.from) * out.height() + y) * w.line.length;
                w.memory.get(place, w.line);
                windows.add(w.line, y, w.image);
            }
            to.put(n * w.image.length, w.image);
        }
    }
}
