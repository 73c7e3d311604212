// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.winograd;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.kernels.array.RowParallel;
import dev.bnn.training.kernels.host.memory.Buffers;
import dev.bnn.training.kernels.host.winograd.Winograd.Mix;
import dev.bnn.training.kernels.host.winograd.WinogradMemory.Use;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of stride 1 by {@link Winograd}'s filtering, and both its gradients by the transpose. Forward, a tile of the
 * output is A^T ((G g G^T) * (B^T d B)) A; the gradient of each transform is its transpose. A transforms each tile of the
 * output's gradient once. The product of the result with the transformed kernel, transformed by B, is the gradient by the tile's
 * inputs; overlapping tiles are summed. The product of the result with the transformed inputs, summed over all tiles and
 * transformed by G^T, is the gradient by the weights. Each thread has its share of the images.
 */
public final class WinogradConvolution {
    private final Shape in;
    private final Shape out;
    private final int batch;
    private final RowParallel rows;
    private final Buffers buffers;
    private final WinogradMemory memory;
    private final Winograd winograd;
    private final Mix spread;
    private final Mix gather;
    private final Worker[] workers;
    /**
     * The array for the sums by weights. If the matrices hold all images of each thread, it is that of the weights, which are
     * then no longer needed.
     */
    private final Use sums;

    /** The state of one thread; each tile of the output's gradient has one tile of the input. */
    private record Worker(
            TileProducts products,
            TileLoader image,
            TileLoader gradient,
            TileAccumulator overlap,
            TileAccumulator result,
            int first,
            int last) {
        boolean once() {
            return last - first <= products.inputs().images();
        }
    }

    /** Work on {@code now} images, starting at image n. */
    private interface Block {
        void run(int thread, int n, int now);
    }

    /**
     * Prepares the filtering of a layer.
     *
     * @param batch images of a step
     * @param memory buffers that layers share
     */
    public WinogradConvolution(Layer.Conv layer, int batch, RowParallel rows, Buffers buffers, WinogradMemory memory) {
        this.batch = batch;
        this.rows = rows;
        this.buffers = buffers;
        this.memory = memory;
        in = layer.input().shape();
        out = layer.output().shape();
        int side = Winograd.side(out);
        int pad = layer.padding().top();
        winograd = Winograd.of(side, Winograd.TAPS);
        spread = winograd.outputs().transposed();
        gather = winograd.taps().transposed();
        Mix back = winograd.data().transposed();
        workers = new Worker[rows.threads()];
        rows.shares(batch, (thread, from, to) -> {
            Tiles gradients = Tiles.over(out, side, to - from);
            Tiles inputs = gradients.of(in.channels());
            workers[thread] = new Worker(
                    new TileProducts(inputs, gradients, winograd.products(), memory, thread),
                    new TileLoader(
                            in,
                            pad,
                            inputs,
                            side + Winograd.TAPS - 1,
                            layer.padding().value()),
                    new TileLoader(out, 0, gradients, side, 0),
                    new TileAccumulator(in, pad, inputs, back),
                    new TileAccumulator(out, 0, gradients, winograd.outputs()),
                    from,
                    to);
        });
        memory.reserveLines(out.channels());
        sums = Arrays.stream(workers).allMatch(Worker::once) ? Use.WEIGHTS : Use.SUMS;
        memory.reserve(sums, (long) winograd.products() * in.channels() * out.channels());
    }

    /** Computes the convolution itself; it rounds differently from plain sums. */
    public void forward(INDArray x, INDArray weights, INDArray y) {
        channels(winograd.taps(), new FloatBuffer[] {buffers.of(weights)}, memory.floats(0, Use.WEIGHTS));
        FloatBuffer images = buffers.of(x);
        FloatBuffer outputs = buffers.of(y);
        each((thread, n, now) -> {
            Worker worker = workers[thread];
            load(thread, worker.image(), winograd.data(), Use.INPUTS, images, n, now);
            worker.products().outputs(now);
            FloatBuffer matrices = memory.floats(thread, Use.GRADIENTS);
            WinogradBuffers lines = memory.lines(thread);
            for (int i = 0; i < now; i++) {
                worker.result().add(matrices, i, lines, outputs, n + i);
            }
        });
    }

    /** Computes the gradients by the weights and, unless dx is null, by the input x. */
    public void gradients(INDArray x, INDArray weights, INDArray dy, INDArray weightGradient, INDArray dx) {
        if (dx != null) {
            channels(winograd.taps(), new FloatBuffer[] {buffers.of(weights)}, memory.floats(0, Use.WEIGHTS));
        }
        FloatBuffer images = buffers.of(x);
        FloatBuffer gradients = buffers.of(dy);
        FloatBuffer imageGradients = dx == null ? null : buffers.of(dx);
        Block byInput = (thread, n, now) -> {
            load(thread, workers[thread].gradient(), spread, Use.GRADIENTS, gradients, n, now);
            if (imageGradients != null) {
                byInput(thread, n, now, imageGradients);
            }
        };
        Block byWeights = (thread, n, now) -> {
            load(thread, workers[thread].image(), winograd.data(), Use.INPUTS, images, n, now);
            workers[thread].products().weights(now, sums, n > workers[thread].first());
        };
        if (sums == Use.WEIGHTS) {
            each(byInput);
            each(byWeights);
        } else {
            each((thread, n, now) -> {
                byInput.run(thread, n, now);
                byWeights.run(thread, n, now);
            });
        }
        channels(gather, sums(), buffers.of(weightGradient));
    }

    /** Runs the body on each thread's images, as many at a time as its matrices hold. */
    private void each(Block body) {
        rows.shares(batch, (thread, first, last) -> {
            int together = workers[thread].products().inputs().images();
            for (int n = first; n < last; n += together) {
                body.run(thread, n, Math.min(together, last - n));
            }
        });
    }

    /** Transforms the tiles of {@code now} images, starting at image n. */
    private void load(int thread, TileLoader frame, Mix mix, Use use, FloatBuffer images, int n, int now) {
        FloatBuffer matrices = memory.floats(thread, use);
        WinogradBuffers lines = memory.lines(thread);
        for (int i = 0; i < now; i++) {
            frame.load(images, n + i);
            frame.tiles().write(mix, frame, i, lines, matrices);
        }
    }

    private void byInput(int thread, int n, int now, FloatBuffer to) {
        Worker worker = workers[thread];
        worker.products().inputs(now);
        FloatBuffer matrices = memory.floats(thread, Use.INPUTS);
        WinogradBuffers lines = memory.lines(thread);
        for (int i = 0; i < now; i++) {
            worker.overlap().add(matrices, i, lines, to, n + i);
        }
    }

    /** The threads' sums by weights. */
    private FloatBuffer[] sums() {
        return IntStream.range(0, workers.length)
                .filter(thread -> workers[thread].first() < workers[thread].last())
                .mapToObj(thread -> memory.floats(thread, sums))
                .toArray(FloatBuffer[]::new);
    }

    /**
     * Transforms matrices [input channels, output channels]: one per input of the transform to one per output.
     *
     * @param from matrices to be summed first
     */
    private void channels(Mix mix, FloatBuffer[] from, FloatBuffer to) {
        int line = out.channels();
        int matrix = in.channels() * line;
        rows.shares(in.channels(), (thread, first, last) -> {
            WinogradBuffers lines = memory.lines(thread);
            for (int channel = first; channel < last; channel++) {
                for (int p = 0; p < mix.columns() * mix.columns(); p++) {
                    read(from, p * matrix + channel * line, line, lines.product(mix, p), lines.spare());
                }
                mix.tiles(lines.products(), 0, lines.mixed(), lines.transformed(), line);
                for (int p = 0; p < mix.rows() * mix.rows(); p++) {
                    to.put(p * matrix + channel * line, lines.transformed()[p], 0, line);
                }
            }
        });
    }

    /** Sums n values of each term, starting at index {@code at}; {@code one} is scratch. */
    private static void read(FloatBuffer[] terms, int at, int n, float[] sum, float[] one) {
        terms[0].get(at, sum, 0, n);
        for (int t = 1; t < terms.length; t++) {
            terms[t].get(at, one, 0, n);
            WinogradBuffers.add(one, sum, n);
        }
    }
}
