// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.Convolution;
import dev.bnn.training.kernels.GroupedConvolution;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution or depthwise convolution. */
final class ConvLayer extends TrainLayer {
    private final Weight weight;
    private final Kernels kernels;
    private final Convolution convolution;
    private final INDArray output;
    private final INDArray gradientIn;
    private INDArray input;

    /** @param inputGradient false if no earlier layer has weights */
    ConvLayer(Layer.Conv layer, int batch, boolean inputGradient, Recipe.Step rule, Kernels kernels) {
        this(layer, GroupedConvolution.of(layer, batch, kernels), batch, inputGradient, rule, kernels);
    }

    ConvLayer(Layer.Depthwise layer, int batch, boolean inputGradient, Recipe.Step rule, Kernels kernels) {
        this(layer, kernels.depthwise(layer, batch), batch, inputGradient, rule, kernels);
    }

    private ConvLayer(
            Layer.Weighted layer,
            Convolution convolution,
            int batch,
            boolean inputGradient,
            Recipe.Step rule,
            Kernels kernels) {
        super(layer.name());
        weight = Weight.matrix(layer.name(), layer.columns(), layer.rows(), layer.weights(), rule);
        this.kernels = kernels;
        this.convolution = convolution;
        output = Native.zeros((long) batch * layer.output().shape().pixels(), layer.rows());
        gradientIn = inputGradient
                ? Native.zeros(
                        (long) batch * layer.input().shape().pixels(),
                        layer.input().shape().channels())
                : null;
    }

    @Override
    public List<Weight> weights() {
        return weight.withStep();
    }

    @Override
    public INDArray forward(INDArray x) {
        input = x;
        convolution.forward(x, weight.used(), output);
        return output;
    }

    @Override
    public INDArray backward(INDArray gradient) {
        convolution.backward(input, weight.used(), gradient, weight.gradient(), gradientIn);
        weight.stepGradient(kernels);
        return gradientIn;
    }
}
