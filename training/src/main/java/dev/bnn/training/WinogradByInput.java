package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
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
    private final Winograd winograd;
    private final Worker[] workers;

    /** What one thread works with; there is a tile of the output's gradient for each of the input. */
    private record Worker(TileProducts products, Frame gradient) {}

    /** True where it takes half the products of plain sums or fewer. */
    static boolean suits(Layer.Conv layer) {
        return Winograd.suits(
                layer, layer.input().shape(), layer.output().shape().pixels());
    }

    WinogradByInput(Layer.Conv layer, int batch, Rows rows, Buffers buffers, WinogradMemory memory) {
        this.batch = batch;
        this.rows = rows;
        this.buffers = buffers;
        in = layer.input().shape();
        out = layer.output().shape();
        kernel = layer.kernel();
        int side = Winograd.side(in);
        int border = kernel - 1;
        winograd = Winograd.of(side, kernel);
        workers = new Worker[rows.threads()];
        rows.shares(batch, (thread, from, to) -> {
            Tiles inputs = Tiles.over(in, side, to - from);
            Tiles gradients = inputs.of(out.channels());
            workers[thread] = new Worker(
                    new TileProducts(
                            inputs, gradients, winograd.products(), memory, thread, 0, WinogradByInput::product),
                    new Frame(out, border - layer.padding().amount(), gradients, side + border, 0));
        });
    }

    private static Operation product(INDArray inputs, INDArray gradients, INDArray weights, boolean add) {
        return Operation.matmul(gradients, false, weights, true, inputs, add);
    }

    void gradient(INDArray dy, INDArray weights, INDArray dx) {
        transform(buffers.of(weights));
        FloatBuffer gradients = buffers.of(dy);
        FloatBuffer to = buffers.of(dx);
        rows.shares(batch, (thread, first, last) -> {
            TileProducts products = workers[thread].products();
            Frame gradient = workers[thread].gradient();
            Lines lines = products.lines();
            FloatBuffer left = products.gradientMatrices();
            FloatBuffer result = products.inputMatrices();
            int together = products.inputs().images();
            for (int n = first; n < last; n += together) {
                int images = Math.min(together, last - n);
                for (int i = 0; i < images; i++) {
                    gradient.load(gradients, n + i);
                    products.gradients().write(winograd.data(), gradient, i, lines, left);
                }
                products.run(images, false);
                for (int i = 0; i < images; i++) {
                    products.inputs().read(winograd.outputs(), result, i, lines, to, n + i);
                }
            }
        });
    }

    /** The turned kernel's transforms: a matrix of input and output channels for each product. */
    private void transform(FloatBuffer weights) {
        FloatBuffer to = workers[0].products().weightMatrices();
        int line = out.channels();
        int matrix = in.channels() * line;
        int taps = kernel * kernel;
        rows.shares(in.channels(), (thread, first, last) -> {
            Lines lines = workers[thread].products().lines();
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
