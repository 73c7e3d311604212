package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batch normalisation, together with the sign that follows it where one does. */
final class BatchNormLayer extends TrainLayer {
    private final BatchNormState state;
    private final boolean sign;
    private final Kernels kernels;
    private final INDArray output;
    private INDArray input;

    BatchNormLayer(Layer.BatchNorm layer, boolean sign, int batch, Kernels kernels) {
        super(layer.name());
        this.sign = sign;
        this.kernels = kernels;
        Shape shape = layer.input().shape();
        state = BatchNormState.of(layer.name(), shape.channels(), layer.eps(), layer.momentum());
        output = Native.zeros((long) batch * shape.pixels(), shape.channels());
    }

    BatchNormState state() {
        return state;
    }

    @Override
    List<Weight> weights() {
        return List.of(state.gamma(), state.beta());
    }

    @Override
    INDArray forward(INDArray x) {
        input = x;
        kernels.batchNorm(x, state, sign, output);
        return output;
    }

    @Override
    INDArray backward(INDArray gradient) {
        kernels.batchNormGradient(input, state, sign, gradient);
        return gradient;
    }
}
