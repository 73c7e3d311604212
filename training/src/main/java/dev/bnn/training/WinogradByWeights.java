package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.WinogradMemory.Use;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient by the weights of a convolution of stride 1 by {@link Winograd}'s filtering: the convolution of the input whose taps are
 * tiles of the output's gradient, summed over all tiles. Each thread has its share of the images and its own sums.
 */
final class WinogradByWeights {
    private final Shape in;
    private final Shape out;
    private final int kernel;
    private final int batch;
    private final Rows rows;
    private final Buffers buffers;
    private final WinogradMemory memory;
    private final Winograd winograd;
    private final Worker[] workers;

    /** What one thread works with. */
    private static final class Worker {
        final Tiles gradients;
        /** Those of the input, one for each tile of the output's gradient. */
        final Tiles inputs;

        final Frame gradient;
        final Frame image;
        FloatBuffer left;
        FloatBuffer right;
        FloatBuffer sums;
        PreparedOp[] firstProducts;
        PreparedOp[] products;
        PreparedOp[] lastProducts;

        Worker(Tiles gradients, Layer.Conv layer) {
            this.gradients = gradients;
            Shape in = layer.input().shape();
            inputs = gradients.of(in.channels());
            int side = gradients.side();
            gradient = new Frame(layer.output().shape(), 0, gradients, side, 0);
            image = new Frame(
                    in,
                    layer.padding().amount(),
                    inputs,
                    side + layer.kernel() - 1,
                    layer.padding().value());
        }
    }

    /** True where it takes half the products of plain sums or fewer. */
    static boolean suits(Layer.Conv layer) {
        Shape out = layer.output().shape();
        return Winograd.suits(layer, out, out.pixels());
    }

    WinogradByWeights(Layer.Conv layer, int batch, Rows rows, Buffers buffers, WinogradMemory memory) {
        this.batch = batch;
        this.rows = rows;
        this.buffers = buffers;
        this.memory = memory;
        in = layer.input().shape();
        out = layer.output().shape();
        kernel = layer.kernel();
        int side = Winograd.side(out);
        winograd = Winograd.of(kernel, side);
        workers = new Worker[rows.threads()];
        rows.shares(batch, (thread, from, to) -> workers[thread] = new Worker(Tiles.over(out, side, to - from), layer));
        for (Worker w : workers) {
            memory.reserveLines(Math.max(w.inputs.line(), w.gradients.line()), out.channels());
            memory.reserve(Use.LEFT, (long) winograd.products() * w.inputs.matrix());
            memory.reserve(Use.RIGHT, (long) winograd.products() * w.gradients.matrix());
        }
        memory.reserve(Use.WEIGHTS, (long) winograd.products() * in.channels() * out.channels());
    }

    void gradient(INDArray x, INDArray dy, INDArray weightGradient) {
        if (workers[0].left == null) {
            bind();
        }
        FloatBuffer images = buffers.of(x);
        FloatBuffer gradients = buffers.of(dy);
        rows.shares(batch, (thread, first, last) -> {
            Worker w = workers[thread];
            Lines lines = memory.lines(thread);
            int together = w.inputs.images();
            for (int n = first; n < last; n += together) {
                int now = Math.min(together, last - n);
                for (int i = 0; i < now; i++) {
                    w.image.load(images, n + i);
                    w.inputs.write(winograd.data(), w.image, i, lines, w.left);
                    w.gradient.load(gradients, n + i);
                    w.gradients.write(winograd.taps(), w.gradient, i, lines, w.right);
                }
                PreparedOp[] rest = now == together ? w.products : w.lastProducts;
                for (PreparedOp product : n == first ? w.firstProducts : rest) {
                    product.run();
                }
            }
        });
        sum(buffers.of(weightGradient));
    }

    private void bind() {
        rows.shares(batch, (thread, from, to) -> {
            Worker w = workers[thread];
            int together = w.inputs.images();
            w.firstProducts = products(thread, Math.min(to - from, together), false);
            w.products = products(thread, together, true);
            w.lastProducts = products(thread, (to - from) % together, true);
        });
        for (int t = 0; t < workers.length; t++) {
            workers[t].left = buffers.of(memory.array(t, Use.LEFT));
            workers[t].right = buffers.of(memory.array(t, Use.RIGHT));
            workers[t].sums = buffers.of(memory.array(t, Use.WEIGHTS));
        }
    }

    /** Those of so many images, added to the sums if wanted. */
    private PreparedOp[] products(int thread, int images, boolean add) {
        Worker w = workers[thread];
        PreparedOp[] ops = new PreparedOp[images == 0 ? 0 : winograd.products()];
        long sum = (long) in.channels() * out.channels();
        for (int p = 0; p < ops.length; p++) {
            ops[p] = new PreparedOp(Operation.matmul(
                    w.inputs.matrix(memory.array(thread, Use.LEFT), p, images),
                    true,
                    w.gradients.matrix(memory.array(thread, Use.RIGHT), p, images),
                    false,
                    Tiles.matrix(memory.array(thread, Use.WEIGHTS), p, sum, in.channels(), out.channels()),
                    add));
        }
        return ops;
    }

    /** The taps that the sums of all threads give. */
    private void sum(FloatBuffer to) {
        int line = out.channels();
        int matrix = in.channels() * line;
        rows.shares(in.channels(), (thread, first, last) -> {
            Lines lines = memory.lines(thread);
            for (int channel = first; channel < last; channel++) {
                for (int p = 0; p < winograd.products(); p++) {
                    sum(p * matrix + channel * line, line, lines.product(winograd.outputs(), p), lines.row());
                }
                winograd.outputs().tiles(lines.products(), 0, lines.mixed(), lines.transformed(), line);
                for (int t = 0; t < kernel * kernel; t++) {
                    to.put(t * matrix + channel * line, lines.transformed()[t], 0, line);
                }
            }
        });
    }

    private void sum(int at, int n, float[] sum, float[] more) {
        workers[0].sums.get(at, sum, 0, n);
        for (int t = 1; t < workers.length; t++) {
            if (workers[t].firstProducts.length > 0) {
                workers[t].sums.get(at, more, 0, n);
                for (int i = 0; i < n; i++) {
                    sum[i] += more[i];
                }
            }
        }
    }
}
