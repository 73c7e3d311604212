package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Depthwise convolution tap by tap over frames, which are images with their padding. With stride 1 what lies under a tap for a row
 * of outputs is one run of memory, so the weights are repeated for each position of a row and the innermost loop is as long as the
 * row; else it goes over the channels. Each thread has its share of the images and its own sum of the weights' gradient.
 */
final class HostDepthwise implements Convolution {
    private final Shape in;
    private final Shape out;
    private final int batch;
    private final int stride;
    private final int padding;
    private final int kernel;
    private final float padValue;
    /** Values of a row of a frame. */
    private final int line;
    /** Values that the innermost loop goes over, and how many times a row. */
    private final int run;

    private final int runs;
    private final Rows rows;
    private final Buffers buffers;
    private final float[] matrix;
    /** The weights as [tap][run]. */
    private final float[] tiled;

    private final Worker[] workers;

    /** What one thread works with. */
    private final class Worker {
        final float[] image = new float[in.size()];
        final float[] frame;
        final float[] frameGradient;
        final float[] output = new float[out.size()];
        final float[] gradient = new float[tiled.length];

        Worker() {
            frame = new float[(in.height() + 2 * padding) * line];
            frameGradient = new float[frame.length];
            Arrays.fill(frame, padValue);
        }
    }

    HostDepthwise(Layer.Depthwise layer, int batch, Rows rows, Buffers buffers) {
        this.batch = batch;
        this.rows = rows;
        this.buffers = buffers;
        in = layer.input().shape();
        out = layer.output().shape();
        kernel = layer.kernel();
        stride = layer.stride();
        padding = layer.padding().amount();
        padValue = layer.padding().value();
        line = (in.width() + 2 * padding) * in.channels();
        run = (stride == 1 ? out.width() : 1) * in.channels();
        runs = stride == 1 ? 1 : out.width();
        matrix = new float[layer.columns() * in.channels()];
        tiled = new float[layer.columns() * run];
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
                Arrays.fill(w.output, 0);
                each((out, at, tap) -> addProducts(w.output, out, w.frame, at, tiled, tap, run));
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
            Arrays.fill(w.gradient, 0);
            for (int n = first; n < last; n++) {
                frame(w, images, n);
                gradients.get(n * w.output.length, w.output);
                each((out, at, tap) -> addProducts(w.gradient, tap, w.frame, at, w.output, out, run));
                if (to != null) {
                    Arrays.fill(w.frameGradient, 0);
                    each((out, at, tap) -> addProducts(w.frameGradient, at, w.output, out, tiled, tap, run));
                    unframe(w, to, n);
                }
            }
        });
        sum(buffers.of(weightGradient));
    }

    /** What a run of outputs has under one tap: places in the output, the frame and the tiled weights. */
    private interface Run {
        void at(int out, int frame, int tap);
    }

    private void each(Run body) {
        for (int y = 0; y < out.height(); y++) {
            for (int tap = 0; tap < kernel * kernel; tap++) {
                int from = (y * stride + tap / kernel) * line + tap % kernel * in.channels();
                for (int r = 0; r < runs; r++) {
                    int at = y * out.width() * in.channels() + r * run;
                    body.at(at, from + r * stride * in.channels(), tap * run);
                }
            }
        }
    }

    private static void addProducts(float[] sums, int s, float[] a, int i, float[] b, int k, int n) {
        for (int j = 0; j < n; j++) {
            sums[s + j] += a[i + j] * b[k + j];
        }
    }

    private void tile(INDArray weights) {
        buffers.of(weights).get(0, matrix);
        int channels = in.channels();
        for (int place = 0; place < tiled.length; place += channels) {
            System.arraycopy(matrix, place / run * channels, tiled, place, channels);
        }
    }

    /** Adds up the threads' gradients and their places in a run. */
    private void sum(FloatBuffer to) {
        int channels = in.channels();
        Arrays.fill(matrix, 0);
        for (Worker w : workers) {
            for (int place = 0; place < tiled.length; place += channels) {
                int tap = place / run * channels;
                for (int c = 0; c < channels; c++) {
                    matrix[tap + c] += w.gradient[place + c];
                }
            }
        }
        to.put(0, matrix);
    }

    private void frame(Worker w, FloatBuffer images, int n) {
        images.get(n * w.image.length, w.image);
        int length = in.width() * in.channels();
        for (int y = 0; y < in.height(); y++) {
            System.arraycopy(w.image, y * length, w.frame, place(y), length);
        }
    }

    private void unframe(Worker w, FloatBuffer to, int n) {
        int length = in.width() * in.channels();
        for (int y = 0; y < in.height(); y++) {
            System.arraycopy(w.frameGradient, place(y), w.image, y * length, length);
        }
        to.put(n * w.image.length, w.image);
    }

    /** Where a row of the image begins in its frame. */
    private int place(int y) {
        return (y + padding) * line + padding * in.channels();
    }
}
