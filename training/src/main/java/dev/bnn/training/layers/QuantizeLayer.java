// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.training.kernels.ActivationFunction;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Surrogate;
import dev.bnn.training.kernels.array.Native;
import java.util.Optional;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A sign, or levels, that does not follow batch normalization directly. */
final class QuantizeLayer extends TrainLayer {
    private final Kernels kernels;
    private final ActivationFunction activation;
    private final INDArray output;
    private final IntFunction<Surrogate> surrogates;
    private Surrogate surrogate = Surrogate.CLIPPED;
    private INDArray input;

    /** @param surrogates the estimator of the sign for each epoch */
    QuantizeLayer(Layer.Quantize layer, IntFunction<Surrogate> surrogates, int batch, Kernels kernels) {
        super(layer.name());
        activation = ActivationFunction.of(layer.activation());
        this.surrogates = surrogates;
        this.kernels = kernels;
        Shape shape = layer.input().shape();
        output = Native.zeros((long) batch * shape.pixels(), shape.channels());
    }

    @Override
    public void startStep(int epoch, int batch) {
        surrogate = surrogates.apply(epoch);
    }

    @Override
    public INDArray forward(INDArray x) {
        input = x;
        kernels.activate(x, activation, output);
        return output;
    }

    @Override
    public Optional<float[]> decided() {
        return Optional.of(Native.sample(input, DECIDED));
    }

    @Override
    public INDArray backward(INDArray gradient) {
        kernels.activationGradient(input, activation, surrogate, gradient);
        return gradient;
    }
}
