// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.kernels.Native;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Residual add: the sum with the output of an earlier layer, to which the gradient goes as well. */
public final class AddLayer extends TrainLayer {
    private final INDArray output;
    private final INDArray gradient;
    private INDArray added;

    AddLayer(Layer.Add layer, int batch) {
        super(layer.name());
        Shape shape = layer.output().shape();
        output = Native.zeros((long) batch * shape.pixels(), shape.channels());
        gradient = output.dup();
    }

    /** Keeps what the earlier layer yields, until {@link #forward}. */
    public void keep(INDArray values) {
        added = values;
    }

    @Override
    public INDArray forward(INDArray x) {
        return x.addi(added, output);
    }

    @Override
    public INDArray backward(INDArray dy) {
        // The body may overwrite the memory before the earlier layer needs it.
        gradient.assign(dy);
        return dy;
    }

    /** After {@link #backward}: adds the gradient by what was kept. */
    public void addTo(INDArray dy) {
        dy.addi(gradient);
    }
}
