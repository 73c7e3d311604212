package dev.bnn.training;

import dev.bnn.model.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same memory read as one row an image. */
final class FlattenLayer extends TrainLayer {
    private final int batch;
    private final int size;
    private final int channels;

    FlattenLayer(Layer.Flatten layer, int batch) {
        super(layer.name());
        this.batch = batch;
        size = layer.output().shape().size();
        channels = layer.input().shape().channels();
    }

    @Override
    INDArray forward(INDArray x) {
        return x.reshape('c', batch, size);
    }

    @Override
    INDArray backward(INDArray gradient) {
        return gradient.reshape('c', batch * (size / channels), channels);
    }
}
