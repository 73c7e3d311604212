// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.training.kernels.ActivationFunction;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Surrogate;

/**
 * Makes the layer in training for each layer of a network.
 *
 * @param batch images per step
 * @param next the activation that follows, which a batch norm also computes; {@link ActivationFunction#NONE} for none
 * @param learnt whether an earlier layer has weights, so that the gradient by the input is needed
 * @param dropped whether values that a dropout has changed reach the layer
 */
public record TrainLayers(
        Recipe recipe, Kernels kernels, int batch, ActivationFunction next, boolean learnt, boolean dropped)
        implements Layer.Visitor<TrainLayer> {
    @Override
    public TrainLayer conv(Layer.Conv layer) {
        return new ConvLayer(
                dropped ? DropoutReach.onReals(layer) : layer,
                batch,
                learnt,
                recipe.objective().step(),
                kernels);
    }

    @Override
    public TrainLayer depthwise(Layer.Depthwise layer) {
        return new ConvLayer(layer, batch, learnt, recipe.objective().step(), kernels);
    }

    @Override
    public TrainLayer dense(Layer.Dense layer) {
        return new DenseLayer(
                dropped ? DropoutReach.onReals(layer) : layer,
                batch,
                learnt,
                recipe.objective().step(),
                kernels);
    }

    @Override
    public TrainLayer maxPool(Layer.MaxPool layer) {
        return new MapOperationLayer(layer, batch, kernels);
    }

    @Override
    public TrainLayer avgPool(Layer.AvgPool layer) {
        return new MapOperationLayer(layer, batch, kernels);
    }

    @Override
    public TrainLayer batchNorm(Layer.BatchNorm layer) {
        return new BatchNormLayer(layer, next, e -> Surrogate.of(recipe, e), batch, kernels);
    }

    @Override
    public TrainLayer quantize(Layer.Quantize layer) {
        return new QuantizeLayer(layer, e -> Surrogate.of(recipe, e), batch, kernels);
    }

    @Override
    public TrainLayer shuffle(Layer.Shuffle layer) {
        return new ShuffleLayer(layer, batch);
    }

    @Override
    public TrainLayer upsample(Layer.Upsample layer) {
        return new MapOperationLayer(layer, batch, kernels);
    }

    @Override
    public TrainLayer add(Layer.Add layer) {
        return new AddLayer(layer, batch);
    }

    @Override
    public TrainLayer branch(Layer.Branch layer) {
        return new BranchLayer(layer, batch);
    }

    @Override
    public TrainLayer concat(Layer.Concat layer) {
        return new ConcatLayer(layer, batch);
    }

    @Override
    public TrainLayer flatten(Layer.Flatten layer) {
        return new FlattenLayer(layer, batch);
    }

    @Override
    public TrainLayer dropout(Layer.Dropout layer) {
        return new DropoutLayer(layer, batch, recipe.run().seed());
    }
}
