package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
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
    private final Winograd winograd;
    private final Worker[] workers;

    /** What one thread works with; there is a tile of the input for each of the output's gradient. */
    private record Worker(TileProducts products, Frame image, Frame gradient, boolean idle) {}

    /** True where it takes half the products of plain sums or fewer. */
    static boolean suits(Layer.Conv layer) {
        Shape out = layer.output().shape();
        return Winograd.suits(layer, out, out.pixels());
    }

    WinogradByWeights(Layer.Conv layer, int batch, Rows rows, Buffers buffers, WinogradMemory memory) {
        this.batch = batch;
        this.rows = rows;
        this.buffers = buffers;
        in = layer.input().shape();
        out = layer.output().shape();
        kernel = layer.kernel();
        int side = Winograd.side(out);
        int pad = layer.padding().amount();
        winograd = Winograd.of(kernel, side);
        workers = new Worker[rows.threads()];
        rows.shares(batch, (thread, from, to) -> {
            Tiles gradients = Tiles.over(out, side, to - from);
            Tiles inputs = gradients.of(in.channels());
            workers[thread] = new Worker(
                    new TileProducts(
                            inputs, gradients, winograd.products(), memory, thread, thread, WinogradByWeights::product),
                    new Frame(
                            in, pad, inputs, side + kernel - 1, layer.padding().value()),
                    new Frame(out, 0, gradients, side, 0),
                    from == to);
        });
        memory.reserveLines(0, out.channels());
    }

    private static Operation product(INDArray inputs, INDArray gradients, INDArray weights, boolean add) {
        return Operation.matmul(inputs, true, gradients, false, weights, add);
    }

    void gradient(INDArray x, INDArray dy, INDArray weightGradient) {
        FloatBuffer images = buffers.of(x);
        FloatBuffer gradients = buffers.of(dy);
        rows.shares(batch, (thread, first, last) -> {
            Worker worker = workers[thread];
            TileProducts products = worker.products();
            Lines lines = products.lines();
            FloatBuffer left = products.inputMatrices();
            FloatBuffer right = products.gradientMatrices();
            int together = products.inputs().images();
            for (int n = first; n < last; n += together) {
                int now = Math.min(together, last - n);
                for (int i = 0; i < now; i++) {
                    worker.image().load(images, n + i);
                    products.inputs().write(winograd.data(), worker.image(), i, lines, left);
                    worker.gradient().load(gradients, n + i);
                    products.gradients().write(winograd.taps(), worker.gradient(), i, lines, right);
                }
                products.run(now, n > first);
            }
        });
        sum(buffers.of(weightGradient));
    }

    /** The taps that the sums of all threads give. */
    private void sum(FloatBuffer to) {
        int line = out.channels();
        int matrix = in.channels() * line;
        FloatBuffer[] sums = Arrays.stream(workers)
                .filter(w -> !w.idle())
                .map(w -> w.products().weightMatrices())
                .toArray(FloatBuffer[]::new);
        rows.shares(in.channels(), (thread, first, last) -> {
            Lines lines = workers[thread].products().lines();
            for (int channel = first; channel < last; channel++) {
                for (int p = 0; p < winograd.products(); p++) {
                    float[] sum = lines.product(winograd.outputs(), p);
                    sum(sums, p * matrix + channel * line, line, sum, lines.row());
                }
                winograd.outputs().tiles(lines.products(), 0, lines.mixed(), lines.transformed(), line);
                for (int t = 0; t < kernel * kernel; t++) {
                    to.put(t * matrix + channel * line, lines.transformed()[t], 0, line);
                }
            }
        });
    }

    /** n sums from that place on of all threads, with an array for those of one. */
    private static void sum(FloatBuffer[] sums, int at, int n, float[] sum, float[] one) {
        sums[0].get(at, sum, 0, n);
        for (int t = 1; t < sums.length; t++) {
            sums[t].get(at, one, 0, n);
            for (int i = 0; i < n; i++) {
                sum[i] += one[i];
            }
        }
    }
}
