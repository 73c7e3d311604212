// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.training.kernels.array.SingleArrayCache;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Flattens a map: views the same memory as one row per image. */
final class FlattenLayer extends TrainLayer {
    private final SingleArrayCache<INDArray> output;
    private final SingleArrayCache<INDArray> gradientIn;

    FlattenLayer(Layer.Flatten layer, int batch) {
        super(layer.name());
        int size = layer.output().shape().size();
        int channels = layer.input().shape().channels();
        output = new SingleArrayCache<>(x -> x.reshape('c', batch, size));
        gradientIn =
                new SingleArrayCache<>(gradient -> gradient.reshape('c', (long) batch * (size / channels), channels));
    }

    @Override
    public INDArray forward(INDArray x) {
        return output.to(x);
    }

    @Override
    public INDArray backward(INDArray gradient) {
        return gradientIn.to(gradient);
    }
}
