// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.record;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.Window;

/**
 * The settings of a layer that training depends on, besides its name and the type of its output. They are part of the
 * text whose hash decides whether a checkpoint belongs to the network, so a change of this text invalidates every older
 * checkpoint.
 */
public final class LayerSettings implements Layer.Visitor<String> {
    /** Square windows with the same padding on all sides keep the text that they had before other windows existed. */
    private static String window(Window window, Padding padding) {
        return window.isSquare() && padding.isUniform()
                ? window(window) + " Padding[amount=" + padding.top() + ", value=" + padding.value() + "]"
                : " " + window + " " + padding;
    }

    private static String window(Window window) {
        return window.isSquare() ? " " + window.kernelHeight() + " " + window.strideY() : " " + window;
    }

    @Override
    public String conv(Layer.Conv layer) {
        String groups = layer.groups() == 1 ? "" : " groups " + layer.groups();
        return window(layer.window(), layer.padding()) + groups + " " + layer.weights();
    }

    @Override
    public String depthwise(Layer.Depthwise layer) {
        return " depthwise" + window(layer.window(), layer.padding()) + " " + layer.weights();
    }

    @Override
    public String dense(Layer.Dense layer) {
        return " " + layer.weights();
    }

    @Override
    public String maxPool(Layer.MaxPool layer) {
        Padding padding = layer.padding();
        return window(layer.window()) + (padding.isNone() ? "" : " padding " + padding.sides());
    }

    @Override
    public String avgPool(Layer.AvgPool layer) {
        return window(layer.window());
    }

    @Override
    public String shuffle(Layer.Shuffle layer) {
        return " shuffle " + layer.channels().groups();
    }

    @Override
    public String upsample(Layer.Upsample layer) {
        return " upsample " + layer.factor();
    }

    @Override
    public String batchNorm(Layer.BatchNorm layer) {
        return " " + layer.eps().doubleValue() + " " + layer.momentum();
    }

    @Override
    public String quantize(Layer.Quantize layer) {
        return " " + layer.activation();
    }

    @Override
    public String add(Layer.Add layer) {
        return " " + layer.from();
    }

    @Override
    public String branch(Layer.Branch layer) {
        return " " + layer.from();
    }

    @Override
    public String concat(Layer.Concat layer) {
        return " concat " + layer.from();
    }

    @Override
    public String flatten(Layer.Flatten layer) {
        return "";
    }

    @Override
    public String dropout(Layer.Dropout layer) {
        return " " + layer.rate();
    }
}
