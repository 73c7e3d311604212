package dev.bnn.training;

import dev.bnn.model.Layer;
import dev.bnn.model.WeightType;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fully connected layer on the flattened input. */
final class DenseLayer extends TrainLayer {
    private final Weight weight;
    private final int batch;
    private final int fanIn;
    private final int channels;
    private final INDArray output;
    private final INDArray gradientIn;
    private INDArray input;

    /** {@code inputGradient} false where no layer before it learns. */
    DenseLayer(Layer.Dense layer, int batch, boolean inputGradient) {
        super(layer.name());
        this.batch = batch;
        fanIn = layer.columns();
        channels = layer.input().shape().channels();
        weight = Weight.matrix(layer.name() + ".weight", fanIn, layer.rows(), layer.weights() == WeightType.BIPOLAR);
        output = Native.zeros(batch, layer.rows());
        gradientIn = inputGradient ? Native.zeros(batch, fanIn) : null;
    }

    @Override
    List<Weight> weights() {
        return List.of(weight);
    }

    @Override
    INDArray forward(INDArray x) {
        input = x.reshape('c', batch, fanIn);
        Native.matmul(input, false, weight.used(), false, output);
        return output;
    }

    @Override
    INDArray backward(INDArray gradient) {
        Native.matmul(input, true, gradient, false, weight.gradient());
        if (gradientIn == null) {
            return null;
        }
        Native.matmul(gradient, false, weight.used(), true, gradientIn);
        return gradientIn.reshape('c', -1, channels);
    }
}
