// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import dev.bnn.model.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same memory read as one row an image. */
final class FlattenLayer extends TrainLayer {
    private final Bound<INDArray> output;
    private final Bound<INDArray> gradientIn;

    FlattenLayer(Layer.Flatten layer, int batch) {
        super(layer.name());
        int size = layer.output().shape().size();
        int channels = layer.input().shape().channels();
        output = new Bound<>(x -> x.reshape('c', batch, size));
        gradientIn = new Bound<>(gradient -> gradient.reshape('c', (long) batch * (size / channels), channels));
    }

    @Override
    INDArray forward(INDArray x) {
        return output.to(x);
    }

    @Override
    INDArray backward(INDArray gradient) {
        return gradientIn.to(gradient);
    }
}
