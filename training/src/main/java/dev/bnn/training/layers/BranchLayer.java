// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.kernels.array.Native;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The begin of a branch: the output of an earlier layer, to which it passes the gradient. */
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

    /** The layer before ends another branch: what joins the branches has its gradient. */
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
