package dev.bnn.training;

import dev.bnn.training.WinogradMemory.Use;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One thread's products by {@link Winograd}'s filtering: for each product of a tile that of two of the matrices [tiles, input channels],
 * [tiles, output channels] and [input channels, output channels], which gives the third.
 */
final class TileProducts {
    private final Tiles inputs;
    private final Tiles gradients;
    private final int count;
    private final WinogradMemory memory;
    private final int thread;
    private final int weightsOf;
    private final Product product;
    /** By the number of images, and whether they are added. */
    private final PreparedOp[][] prepared;

    /** Which of the three is computed, and how. */
    interface Product {
        Operation of(INDArray inputs, INDArray gradients, INDArray weights, boolean add);
    }

    /**
     * @param inputs with the channels of the layer's input
     * @param gradients as many tiles, with the channels of its output
     * @param count products a tile
     * @param thread that has these tiles
     * @param weightsOf the thread that has the matrices of weights
     */
    TileProducts(
            Tiles inputs,
            Tiles gradients,
            int count,
            WinogradMemory memory,
            int thread,
            int weightsOf,
            Product product) {
        this.inputs = inputs;
        this.gradients = gradients;
        this.count = count;
        this.memory = memory;
        this.thread = thread;
        this.weightsOf = weightsOf;
        this.product = product;
        prepared = new PreparedOp[2 * inputs.images() + 2][];
        memory.reserve(Use.INPUTS, (long) count * inputs.matrix());
        memory.reserve(Use.GRADIENTS, (long) count * gradients.matrix());
        memory.reserve(Use.WEIGHTS, (long) count * weights());
        memory.reserveLines(
                Math.max(inputs.line(), gradients.line()),
                inputs.map().width() * inputs.map().channels());
    }

    private int weights() {
        return inputs.map().channels() * gradients.map().channels();
    }

    Tiles inputs() {
        return inputs;
    }

    Tiles gradients() {
        return gradients;
    }

    /** The matrices of {@link #inputs}, one after the other. */
    FloatBuffer inputMatrices() {
        return memory.floats(thread, Use.INPUTS);
    }

    FloatBuffer gradientMatrices() {
        return memory.floats(thread, Use.GRADIENTS);
    }

    FloatBuffer weightMatrices() {
        return memory.floats(weightsOf, Use.WEIGHTS);
    }

    Lines lines() {
        return memory.lines(thread);
    }

    /** Multiplies what so many images have, and adds to what the result holds if wanted. */
    void run(int images, boolean add) {
        int number = 2 * images + (add ? 1 : 0);
        if (prepared[number] == null) {
            prepared[number] = prepare(images, add);
        }
        for (PreparedOp op : prepared[number]) {
            op.run();
        }
    }

    private PreparedOp[] prepare(int images, boolean add) {
        PreparedOp[] ops = new PreparedOp[count];
        for (int p = 0; p < count; p++) {
            ops[p] = new PreparedOp(product.of(
                    inputs.matrix(memory.array(thread, Use.INPUTS), p, images),
                    gradients.matrix(memory.array(thread, Use.GRADIENTS), p, images),
                    Tiles.matrix(
                            memory.array(weightsOf, Use.WEIGHTS),
                            p,
                            weights(),
                            inputs.map().channels(),
                            gradients.map().channels()),
                    add));
        }
        return ops;
    }
}
