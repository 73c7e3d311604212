// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import dev.bnn.training.kernels.array.Nd4jOperation;
import dev.bnn.training.kernels.array.SingleArrayCache;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fully connected layer on the flattened input. */
final class DenseLayer extends TrainLayer {
    private final Weight weight;
    private final Kernels kernels;
    private final INDArray output;
    private final INDArray gradientIn;
    private final INDArray gradientOut;
    private final SingleArrayCache<INDArray> inputs;
    private final SingleArrayCache<Runnable> forward;
    private final SingleArrayCache<Runnable> inputGradient;
    private final SingleArrayCache<SingleArrayCache<Runnable>> weightGradient;
    private INDArray input;

    /** @param inputGradient false if no earlier layer has weights */
    DenseLayer(Layer.Dense layer, int batch, boolean inputGradient, Recipe.Step rule, Kernels kernels) {
        super(layer.name());
        int fanIn = layer.columns();
        weight = Weight.matrix(layer.name(), fanIn, layer.rows(), layer.weights(), rule);
        this.kernels = kernels;
        output = Native.zeros(batch, layer.rows());
        gradientIn = inputGradient ? Native.zeros(batch, fanIn) : null;
        gradientOut = inputGradient
                ? gradientIn.reshape('c', -1, layer.input().shape().channels())
                : null;
        inputs = new SingleArrayCache<>(x -> x.reshape('c', batch, fanIn));
        forward = new SingleArrayCache<>(x -> kernels.dense(layer, x, weight.used(), output));
        weightGradient = new SingleArrayCache<>(x -> new SingleArrayCache<>(
                dy -> kernels.prepare(Nd4jOperation.matmul(x, true, dy, false, weight.gradient(), false))));
        this.inputGradient = new SingleArrayCache<>(
                dy -> kernels.prepare(Nd4jOperation.matmul(dy, false, weight.used(), true, gradientIn, false)));
    }

    @Override
    public List<Weight> weights() {
        return weight.withStep();
    }

    @Override
    public INDArray forward(INDArray x) {
        input = inputs.to(x);
        forward.to(input).run();
        return output;
    }

    @Override
    public INDArray backward(INDArray gradient) {
        weightGradient.to(input).to(gradient).run();
        weight.stepGradient(kernels);
        if (gradientIn != null) {
            inputGradient.to(gradient).run();
        }
        return gradientOut;
    }
}
