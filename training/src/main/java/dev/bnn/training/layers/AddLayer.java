// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.kernels.array.Native;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Residual add: adds the output of an earlier layer, and passes the gradient to both. */
final class AddLayer extends TrainLayer {
    private final INDArray output;
    private final INDArray gradient;
    private INDArray added;

    AddLayer(Layer.Add layer, int batch) {
        super(layer.name());
        Shape shape = layer.output().shape();
        output = Native.zeros((long) batch * shape.pixels(), shape.channels());
        gradient = output.dup();
    }

    @Override
    public void keep(int operand, INDArray values) {
        added = values;
    }

    @Override
    public INDArray forward(INDArray x) {
        return x.addi(added, output);
    }

    @Override
    public INDArray backward(INDArray dy) {
        // The layers between may overwrite the memory before the earlier layer needs it.
        gradient.assign(dy);
        return dy;
    }

    @Override
    public INDArray gradient(int operand) {
        return gradient;
    }
}
