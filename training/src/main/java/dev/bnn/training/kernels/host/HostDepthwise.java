// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.training.kernels.Convolution;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.memory.Buffers;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Depthwise convolution over frames, which are images with their padding. It copies the values under a tap for a whole
 * row of outputs into one array, so that the innermost loop is as long as the row and uses one index for all arrays.
 * The weights are repeated for each position of a row. Each thread has its share of the images and its own sum of the
 * weights' gradient.
 */
final class HostDepthwise implements Convolution {
    private final Shape in;
    private final Shape out;
    private final int batch;
    private final Window window;
    private final Padding padding;
    /** An image with its padding. */
    private final Shape framed;

    /** Values of a row of a frame. */
    private final int line;
    /** Values of a row of outputs. */
    private final int run;

    private final RowParallel rows;
    private final Buffers buffers;
    private final float[] matrix;
    /** The weights as [tap][place in a row of outputs]. */
    private final float[][] tiled;

    private final Worker[] workers;

    /** The arrays of one thread. */
    private final class Worker {
        final float[] image = new float[in.size()];
        final float[] frame = new float[framed.height() * line];
        final float[] frameGradient = new float[frame.length];
        final float[] output = new float[out.size()];
        final float[] row = new float[run];
        final float[] under = new float[run];
        /** [tap][place in a row of outputs]. */
        final float[][] gradient = new float[tiled.length][run];

        Worker() {
            Arrays.fill(frame, padding.value());
        }
    }

    HostDepthwise(Layer.Depthwise layer, int batch, RowParallel rows, Buffers buffers) {
        this.batch = batch;
        this.rows = rows;
        this.buffers = buffers;
        in = layer.input().shape();
        out = layer.output().shape();
        window = layer.window();
        padding = layer.padding();
        framed = padding.around(in);
        line = framed.width() * in.channels();
        run = out.width() * in.channels();
        matrix = new float[layer.columns() * in.channels()];
        tiled = new float[layer.columns()][run];
        workers = new Worker[rows.threads()];
        Arrays.setAll(workers, i -> new Worker());
    }

    @Override
    public void forward(INDArray x, INDArray weights, INDArray y) {
        tile(weights);
        FloatBuffer images = buffers.of(x);
        FloatBuffer to = buffers.of(y);
        rows.shares(batch, (thread, first, last) -> {
            Worker w = workers[thread];
            for (int n = first; n < last; n++) {
                frame(w, images, n);
                for (int oy = 0; oy < out.height(); oy++) {
                    Arrays.fill(w.row, 0);
                    for (int tap = 0; tap < tiled.length; tap++) {
                        gather(w.frame, oy, tap, w.under);
                        addProducts(w.row, w.under, tiled[tap]);
                    }
                    System.arraycopy(w.row, 0, w.output, oy * run, run);
                }
                to.put(n * w.output.length, w.output);
            }
        });
    }

    @Override
    public void backward(INDArray x, INDArray weights, INDArray dy, INDArray weightGradient, INDArray dx) {
        tile(weights);
        FloatBuffer images = buffers.of(x);
        FloatBuffer gradients = buffers.of(dy);
        FloatBuffer to = dx == null ? null : buffers.of(dx);
        rows.shares(batch, (thread, first, last) -> {
            Worker w = workers[thread];
            for (float[] gradient : w.gradient) {
                Arrays.fill(gradient, 0);
            }
            for (int n = first; n < last; n++) {
                frame(w, images, n);
                gradients.get(n * w.output.length, w.output);
                Arrays.fill(w.frameGradient, 0);
                for (int oy = 0; oy < out.height(); oy++) {
                    System.arraycopy(w.output, oy * run, w.row, 0, run);
                    row(w, oy, to != null);
                }
                if (to != null) {
                    unframe(w, to, n);
                }
            }
        });
        sum(buffers.of(weightGradient));
    }

    /** Adds the gradient of one row of outputs to that of the weights and, if {@code inputGradient}, to that of the frame. */
    private void row(Worker w, int y, boolean inputGradient) {
        for (int tap = 0; tap < tiled.length; tap++) {
            gather(w.frame, y, tap, w.under);
            addProducts(w.gradient[tap], w.under, w.row);
            if (inputGradient) {
                gather(w.frameGradient, y, tap, w.under);
                addProducts(w.under, w.row, tiled[tap]);
                scatter(w.under, w.frameGradient, y, tap);
            }
        }
    }

    private static void addProducts(float[] sums, float[] a, float[] b) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += a[i] * b[i];
        }
    }

    /** Copies the values under a tap for a row of outputs. */
    private void gather(float[] frame, int y, int tap, float[] under) {
        int from = place(y, tap);
        int piece = piece();
        for (int at = 0; at < run; at += piece, from += window.strideX() * piece) {
            System.arraycopy(frame, from, under, at, piece);
        }
    }

    /** The inverse of {@link #gather}. */
    private void scatter(float[] under, float[] frame, int y, int tap) {
        int to = place(y, tap);
        int piece = piece();
        for (int at = 0; at < run; at += piece, to += window.strideX() * piece) {
            System.arraycopy(under, at, frame, to, piece);
        }
    }

    private int place(int y, int tap) {
        int row = y * window.strideY() + tap / window.kernelWidth() * window.dilationY();
        return row * line + tap % window.kernelWidth() * window.dilationX() * in.channels();
    }

    /** Number of adjacent values in a frame: where windows are a column apart, all of a row. */
    private int piece() {
        return window.strideX() == 1 ? run : in.channels();
    }

    private void tile(INDArray weights) {
        buffers.of(weights).get(0, matrix);
        int channels = in.channels();
        for (int tap = 0; tap < tiled.length; tap++) {
            for (int at = 0; at < run; at += channels) {
                System.arraycopy(matrix, tap * channels, tiled[tap], at, channels);
            }
        }
    }

    /** Sums the gradients over the threads and the positions of a row. */
    private void sum(FloatBuffer to) {
        int channels = in.channels();
        Arrays.fill(matrix, 0);
        for (Worker w : workers) {
            for (int tap = 0; tap < tiled.length; tap++) {
                for (int at = 0; at < run; at++) {
                    matrix[tap * channels + at % channels] += w.gradient[tap][at];
                }
            }
        }
        to.put(0, matrix);
    }

    private void frame(Worker w, FloatBuffer images, int n) {
        images.get(n * w.image.length, w.image);
        int length = in.width() * in.channels();
        for (int y = 0; y < in.height(); y++) {
            System.arraycopy(w.image, y * length, w.frame, inFrame(y), length);
        }
    }

    private void unframe(Worker w, FloatBuffer to, int n) {
        int length = in.width() * in.channels();
        for (int y = 0; y < in.height(); y++) {
            System.arraycopy(w.frameGradient, inFrame(y), w.image, y * length, length);
        }
        to.put(n * w.image.length, w.image);
    }

    /** Where a row of the image begins in its frame. */
    private int inFrame(int y) {
        return (y + padding.top()) * line + padding.left() * in.channels();
    }
}
