// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.Nd4jOperation;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.memory.Buffers;
import dev.bnn.training.kernels.host.memory.PreparedOp;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient by the input of a convolution of stride 1: the convolution of the output's gradient with the kernel
 * rotated by 180 degrees and its input and output channels swapped. libnd4j's conv2d is several times faster than its
 * conv2d_bp.
 */
final class InputGradientConvolution {
    /** Positions per image below which conv2d is slower than matrix products. */
    private static final int SMALLEST = 25;

    private final Shape in;
    private final Shape out;
    private final Window window;
    private final Padding padding;
    private final int batch;
    private final RowParallel rows;
    private final Buffers buffers;
    private final INDArray rotated;
    private final FloatBuffer memory;
    private final float[] tap;
    private final float[] rotatedTap;
    private final PreparedOp[] ops;
    private INDArray bound;

    static boolean suits(Layer.Conv layer) {
        Window window = layer.window();
        Padding padding = layer.padding();
        boolean alike = padding.top() == padding.bottom() && padding.left() == padding.right();
        // libnd4j's conv2d refuses dilations on a CPU.
        Window near = new Window(window.kernelHeight(), window.kernelWidth(), 1, 1, 1, 1);
        return window.equals(near)
                && alike
                && padding.top() < window.kernelHeight()
                && padding.left() < window.kernelWidth()
                && layer.input().shape().pixels() >= SMALLEST;
    }

    InputGradientConvolution(Layer.Conv layer, int batch, RowParallel rows, Buffers buffers) {
        this.batch = batch;
        this.rows = rows;
        this.buffers = buffers;
        in = layer.input().shape();
        out = layer.output().shape();
        window = layer.window();
        padding = layer.padding();
        rotated = Native.zeros(window.kernelHeight(), window.kernelWidth(), out.channels(), in.channels());
        memory = buffers.of(rotated);
        tap = new float[in.channels() * out.channels()];
        rotatedTap = new float[tap.length];
        ops = new PreparedOp[rows.threads()];
    }

    void inputGradient(INDArray dy, INDArray weights, INDArray dx) {
        rotate(buffers.of(weights));
        if (bound != dy) {
            bound = dy;
            rows.shares(batch, (thread, from, to) -> ops[thread] = from == to ? null : op(dy, dx, from, to));
        }
        rows.shares(batch, (thread, from, to) -> {
            if (ops[thread] != null) {
                ops[thread].run();
            }
        });
    }

    private PreparedOp op(INDArray dy, INDArray dx, int from, int to) {
        return new PreparedOp(Nd4jOperation.of(
                "conv2d",
                new INDArray[] {images(dy, out, from, to), rotated},
                new INDArray[] {images(dx, in, from, to)},
                window.kernelHeight(),
                window.kernelWidth(),
                1,
                1,
                window.kernelHeight() - 1 - padding.top(),
                window.kernelWidth() - 1 - padding.left(),
                1,
                1,
                0,
                1,
                0));
    }

    private static INDArray images(INDArray matrix, Shape shape, int from, int to) {
        return Native.rows(matrix, (long) from * shape.pixels(), (long) to * shape.pixels())
                .reshape('c', to - from, shape.height(), shape.width(), shape.channels());
    }

    private void rotate(FloatBuffer weights) {
        int taps = window.taps();
        int inputs = in.channels();
        int outputs = out.channels();
        for (int t = 0; t < taps; t++) {
            weights.get((taps - 1 - t) * tap.length, tap);
            for (int i = 0; i < inputs; i++) {
                for (int o = 0; o < outputs; o++) {
                    rotatedTap[o * inputs + i] = tap[i * outputs + o];
                }
            }
            memory.put(t * tap.length, rotatedTap);
        }
    }
}
