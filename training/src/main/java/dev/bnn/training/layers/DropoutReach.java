// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.layers;

import dev.bnn.model.Layer;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;

/**
 * Tracks whether values changed by a dropout reach a layer, which matters only in training. Dropout sets a bit or a level to 0 or
 * scales it, so the layers after it read real numbers, up to the next layer that computes values of its own. The visit of a layer
 * returns whether its output still holds such values.
 *
 * @param reach whether such values reach the visited layer
 */
public record DropoutReach(boolean reach) implements Layer.Visitor<Boolean> {
    @Override
    public Boolean conv(Layer.Conv layer) {
        return false;
    }

    @Override
    public Boolean depthwise(Layer.Depthwise layer) {
        return false;
    }

    @Override
    public Boolean dense(Layer.Dense layer) {
        return false;
    }

    @Override
    public Boolean maxPool(Layer.MaxPool layer) {
        return reach;
    }

    @Override
    public Boolean avgPool(Layer.AvgPool layer) {
        return false;
    }

    @Override
    public Boolean shuffle(Layer.Shuffle layer) {
        return reach;
    }

    @Override
    public Boolean upsample(Layer.Upsample layer) {
        return reach;
    }

    @Override
    public Boolean batchNorm(Layer.BatchNorm layer) {
        return false;
    }

    @Override
    public Boolean quantize(Layer.Quantize layer) {
        return false;
    }

    @Override
    public Boolean add(Layer.Add layer) {
        return false;
    }

    @Override
    public Boolean branch(Layer.Branch layer) {
        return reach;
    }

    @Override
    public Boolean concat(Layer.Concat layer) {
        return reach;
    }

    @Override
    public Boolean flatten(Layer.Flatten layer) {
        return reach;
    }

    @Override
    public Boolean dropout(Layer.Dropout layer) {
        return reach || layer.rate() > 0;
    }

    /** The same layer on real numbers. */
    static Layer.Conv onReals(Layer.Conv c) {
        return new Layer.Conv(
                c.name(), c.span(), reals(c.input()), c.output(), c.window(), c.padding(), c.groups(), c.weights());
    }

    /** The same layer on real numbers. */
    static Layer.Dense onReals(Layer.Dense d) {
        return new Layer.Dense(d.name(), d.span(), reals(d.input()), d.output(), d.weights());
    }

    private static TensorType reals(TensorType type) {
        return new TensorType(type.shape(), new ValueSet.Reals());
    }
}
