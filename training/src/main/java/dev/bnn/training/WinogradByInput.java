package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.WinogradMemory.Use;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient by the input of a convolution of stride 1 by {@link Winograd}'s filtering: the convolution of the output's gradient with
 * the kernel turned by half a circle. Each thread has its share of the images.
 */
final class WinogradByInput {
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
        final Tiles inputs;
        /** Those of the output's gradient, one for each tile of the input. */
        final Tiles gradients;

        final Frame frame;
        FloatBuffer left;
        FloatBuffer right;
        PreparedOp[] products;
        PreparedOp[] lastProducts;

        Worker(Tiles inputs, Layer.Conv layer) {
            this.inputs = inputs;
            Shape out = layer.output().shape();
            gradients = inputs.of(out.channels());
            int border = layer.kernel() - 1;
            frame = new Frame(out, border - layer.padding().amount(), gradients, inputs.side() + border, 0);
        }
    }

    /** True where it takes half the products of plain sums or fewer. */
    static boolean suits(Layer.Conv layer) {
        Shape in = layer.input().shape();
        return Winograd.suits(layer, in, layer.output().shape().pixels());
    }

    WinogradByInput(Layer.Conv layer, int batch, Rows rows, Buffers buffers, WinogradMemory memory) {
        this.batch = batch;
        this.rows = rows;
        this.buffers = buffers;
        this.memory = memory;
        in = layer.input().shape();
        out = layer.output().shape();
        kernel = layer.kernel();
        int side = Winograd.side(in);
        winograd = Winograd.of(side, kernel);
        workers = new Worker[rows.threads()];
        rows.shares(batch, (thread, from, to) -> workers[thread] = new Worker(Tiles.over(in, side, to - from), layer));
        for (Worker w : workers) {
            memory.reserveLines(Math.max(w.inputs.line(), w.gradients.line()), in.width() * in.channels());
            memory.reserve(Use.LEFT, (long) winograd.products() * w.gradients.matrix());
            memory.reserve(Use.RIGHT, (long) winograd.products() * w.inputs.matrix());
        }
        memory.reserve(Use.WEIGHTS, (long) winograd.products() * in.channels() * out.channels());
    }

    void gradient(INDArray dy, INDArray weights, INDArray dx) {
        if (workers[0].left == null) {
            bind();
        }
        transform(buffers.of(weights), buffers.of(memory.array(0, Use.WEIGHTS)));
        FloatBuffer gradients = buffers.of(dy);
        FloatBuffer to = buffers.of(dx);
        rows.shares(batch, (thread, first, last) -> {
            Worker w = workers[thread];
            Lines lines = memory.lines(thread);
            int images = w.inputs.images();
            for (int n = first; n < last; n += images) {
                int now = Math.min(images, last - n);
                for (int i = 0; i < now; i++) {
                    w.frame.load(gradients, n + i);
                    w.gradients.write(winograd.data(), w.frame, i, lines, w.left);
                }
                for (PreparedOp product : now == images ? w.products : w.lastProducts) {
                    product.run();
                }
                for (int i = 0; i < now; i++) {
                    w.inputs.read(winograd.outputs(), w.right, i, lines, to, n + i);
                }
            }
        });
    }

    private void bind() {
        rows.shares(batch, (thread, from, to) -> {
            Worker w = workers[thread];
            w.products = products(thread, w.inputs.images());
            w.lastProducts = products(thread, (to - from) % w.inputs.images());
        });
        for (int t = 0; t < workers.length; t++) {
            workers[t].left = buffers.of(memory.array(t, Use.LEFT));
            workers[t].right = buffers.of(memory.array(t, Use.RIGHT));
        }
    }

    /** Those of so many images. */
    private PreparedOp[] products(int thread, int images) {
        Worker w = workers[thread];
        PreparedOp[] ops = new PreparedOp[images == 0 ? 0 : winograd.products()];
        long filter = (long) in.channels() * out.channels();
        for (int p = 0; p < ops.length; p++) {
            ops[p] = new PreparedOp(Operation.matmul(
                    w.gradients.matrix(memory.array(thread, Use.LEFT), p, images),
                    false,
                    Tiles.matrix(memory.array(0, Use.WEIGHTS), p, filter, in.channels(), out.channels()),
                    true,
                    w.inputs.matrix(memory.array(thread, Use.RIGHT), p, images),
                    false));
        }
        return ops;
    }

    /** The turned kernel's transforms: a matrix of input and output channels for each product. */
    private void transform(FloatBuffer weights, FloatBuffer to) {
        int line = out.channels();
        int matrix = in.channels() * line;
        int taps = kernel * kernel;
        rows.shares(in.channels(), (thread, first, last) -> {
            Lines lines = memory.lines(thread);
            for (int channel = first; channel < last; channel++) {
                for (int t = 0; t < taps; t++) {
                    float[] tap = lines.product(winograd.taps(), t);
                    weights.get((taps - 1 - t) * matrix + channel * line, tap, 0, line);
                }
                winograd.taps().tiles(lines.products(), 0, lines.mixed(), lines.transformed(), line);
                for (int p = 0; p < winograd.products(); p++) {
                    to.put(p * matrix + channel * line, lines.transformed()[p], 0, line);
                }
            }
        });
    }
}
