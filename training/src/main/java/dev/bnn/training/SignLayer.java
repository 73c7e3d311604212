package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A sign that does not follow batch normalisation directly. */
final class SignLayer extends TrainLayer {
    private final Kernels kernels;
    private final INDArray output;
    private INDArray input;

    SignLayer(Layer.Sign layer, int batch, Kernels kernels) {
        super(layer.name());
        this.kernels = kernels;
        Shape shape = layer.input().shape();
        output = Native.zeros((long) batch * shape.pixels(), shape.channels());
    }

    @Override
    INDArray forward(INDArray x) {
        input = x;
        kernels.sign(x, output);
        return output;
    }

    @Override
    INDArray backward(INDArray gradient) {
        kernels.signGradient(input, gradient);
        return gradient;
    }
}
