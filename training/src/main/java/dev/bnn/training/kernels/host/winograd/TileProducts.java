// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host.winograd;

import dev.bnn.training.kernels.array.Nd4jOperation;
import dev.bnn.training.kernels.host.memory.PreparedOp;
import dev.bnn.training.kernels.host.winograd.WinogradMemory.Use;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One thread's matrix products in {@link Winograd}'s filtering. For each product of a tile, two of the matrices [tiles,
 * input channels], [tiles, output channels] and [input channels, output channels] give the third.
 */
final class TileProducts {
    private final Tiles inputs;
    private final Tiles gradients;
    private final int count;
    private final WinogradMemory memory;
    private final int thread;
    /** Indexed by the number of images. */
    private final PreparedOp[][] byOutput;

    private final PreparedOp[][] byInput;
    /** Indexed by twice the number of images, plus 1 where the products are added to the sums. */
    private final PreparedOp[][] byWeights;

    /**
     * @param inputs tiles with the channels of the layer's input
     * @param gradients as many tiles, with the channels of the layer's output
     * @param count products per tile
     * @param thread the thread that works on these tiles
     */
    TileProducts(Tiles inputs, Tiles gradients, int count, WinogradMemory memory, int thread) {
        this.inputs = inputs;
        this.gradients = gradients;
        this.count = count;
        this.memory = memory;
        this.thread = thread;
        byOutput = new PreparedOp[inputs.images() + 1][];
        byInput = new PreparedOp[inputs.images() + 1][];
        byWeights = new PreparedOp[2 * inputs.images() + 2][];
        memory.reserve(Use.INPUTS, (long) count * inputs.matrix());
        memory.reserve(Use.GRADIENTS, (long) count * gradients.matrix());
        memory.reserve(Use.WEIGHTS, (long) count * weightMatrix());
        memory.reserveLines(Math.max(inputs.line() + inputs.map().channels(), gradients.line()));
    }

    /** Number of values in one of the matrices of weights. */
    private int weightMatrix() {
        return inputs.map().channels() * gradients.map().channels();
    }

    Tiles inputs() {
        return inputs;
    }

    /** Computes the outputs of {@code images} images: their inputs times the weights, which all threads share. */
    void outputs(int images) {
        if (byOutput[images] == null) {
            byOutput[images] = prepare(p -> Nd4jOperation.matmul(
                    tiles(inputs, Use.INPUTS, p, images),
                    false,
                    channels(0, Use.WEIGHTS, p),
                    false,
                    tiles(gradients, Use.GRADIENTS, p, images),
                    false));
        }
        run(byOutput[images]);
    }

    /**
     * Computes the gradients by the inputs of {@code images} images: the output's gradients times the weights, which all threads
     * share.
     */
    void inputs(int images) {
        if (byInput[images] == null) {
            byInput[images] = prepare(p -> Nd4jOperation.matmul(
                    tiles(gradients, Use.GRADIENTS, p, images),
                    false,
                    channels(0, Use.WEIGHTS, p),
                    true,
                    tiles(inputs, Use.INPUTS, p, images),
                    false));
        }
        run(byInput[images]);
    }

    /**
     * Multiplies the inputs of {@code images} images by the output's gradients; stores the products as the thread's sums by
     * weights, or adds them to the sums.
     */
    void weights(int images, Use sums, boolean add) {
        int number = 2 * images + (add ? 1 : 0);
        if (byWeights[number] == null) {
            byWeights[number] = prepare(p -> Nd4jOperation.matmul(
                    tiles(inputs, Use.INPUTS, p, images),
                    true,
                    tiles(gradients, Use.GRADIENTS, p, images),
                    false,
                    channels(thread, sums, p),
                    add));
        }
        run(byWeights[number]);
    }

    private PreparedOp[] prepare(IntFunction<Nd4jOperation> product) {
        return IntStream.range(0, count)
                .mapToObj(p -> new PreparedOp(product.apply(p)))
                .toArray(PreparedOp[]::new);
    }

    private INDArray tiles(Tiles tiles, Use use, int product, int images) {
        return tiles.matrix(memory.array(thread, use), product, images);
    }

    private INDArray channels(int of, Use use, int product) {
        return Tiles.matrix(
                memory.array(of, use),
                product,
                weightMatrix(),
                inputs.map().channels(),
                gradients.map().channels());
    }

    private static void run(PreparedOp[] ops) {
        for (PreparedOp op : ops) {
            op.run();
        }
    }
}
