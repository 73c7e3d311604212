// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.kernels.array.Native;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The start of a branch: it outputs the values of an earlier layer, and passes the gradient back to that layer. */
final class BranchLayer extends TrainLayer {
    private final INDArray gradient;
    private INDArray values;

    BranchLayer(Layer.Branch layer, int batch) {
        super(layer.name());
        Shape shape = layer.output().shape();
        gradient = Native.zeros((long) batch * shape.pixels(), shape.channels());
        values = gradient;
    }

    @Override
    public void keep(int operand, INDArray earlier) {
        values = earlier;
    }

    @Override
    public INDArray forward(INDArray x) {
        return values;
    }

    /**
     * Returns no gradient for the layer before, which ends another branch and gets its gradient from the layer that joins the
     * branches.
     */
    @Override
    public INDArray backward(INDArray dy) {
        // The layers between may overwrite the memory before the earlier layer needs it.
        gradient.assign(dy);
        return null;
    }

    @Override
    public INDArray gradient(int operand) {
        return gradient;
    }
}
