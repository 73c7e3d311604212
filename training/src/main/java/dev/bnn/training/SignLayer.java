package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A sign that does not follow batch normalisation directly. */
final class SignLayer extends TrainLayer {
    private final Kernels kernels;
    private final INDArray output;
    private final IntFunction<Surrogate> surrogates;
    private Surrogate surrogate = Surrogate.CLIPPED;
    private INDArray input;

    /** @param surrogates the estimator by epoch */
    SignLayer(Layer.Sign layer, IntFunction<Surrogate> surrogates, int batch, Kernels kernels) {
        super(layer.name());
        this.surrogates = surrogates;
        this.kernels = kernels;
        Shape shape = layer.input().shape();
        output = Native.zeros((long) batch * shape.pixels(), shape.channels());
    }

    @Override
    void startStep(int epoch, int batch) {
        surrogate = surrogates.apply(epoch);
    }

    @Override
    INDArray forward(INDArray x) {
        input = x;
        kernels.sign(x, output);
        return output;
    }

    @Override
    INDArray backward(INDArray gradient) {
        kernels.signGradient(input, surrogate, gradient);
        return gradient;
    }
}
