// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.network;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.report.draw.Format;
import dev.bnn.source.Words;

/**
 * A layer in words.
 *
 * @param kind the kind of layer, for people
 * @param detail its settings; empty if it has none
 */
record LayerDescription(String kind, String detail) {
    private static final Layer.Visitor<LayerDescription> DESCRIBE = new Describe();

    static LayerDescription of(Layer layer) {
        return layer.accept(DESCRIBE);
    }

    private static final class Describe implements Layer.Visitor<LayerDescription> {
        @Override
        public LayerDescription conv(Layer.Conv layer) {
            return new LayerDescription(
                    "convolution",
                    window(layer.window())
                            + groups(layer.groups())
                            + padding(layer.padding())
                            + weights(layer.weights()));
        }

        @Override
        public LayerDescription depthwise(Layer.Depthwise layer) {
            return new LayerDescription(
                    "depthwise convolution",
                    window(layer.window()) + padding(layer.padding()) + weights(layer.weights()));
        }

        @Override
        public LayerDescription dense(Layer.Dense layer) {
            String sizes = Format.count(layer.columns()) + " to " + Format.count(layer.rows());
            return new LayerDescription("dense", sizes + weights(layer.weights()));
        }

        @Override
        public LayerDescription maxPool(Layer.MaxPool layer) {
            Padding padding = layer.padding();
            return new LayerDescription(
                    "max pool", window(layer.window()) + (padding.isNone() ? "" : ", padding " + padding.sides()));
        }

        @Override
        public LayerDescription avgPool(Layer.AvgPool layer) {
            return new LayerDescription("average pool", window(layer.window()));
        }

        @Override
        public LayerDescription shuffle(Layer.Shuffle layer) {
            return new LayerDescription(
                    "channel shuffle", "of " + Words.count(layer.channels().groups(), "group"));
        }

        @Override
        public LayerDescription upsample(Layer.Upsample layer) {
            return new LayerDescription("upsample", "by " + layer.factor());
        }

        @Override
        public LayerDescription batchNorm(Layer.BatchNorm layer) {
            return new LayerDescription("batch norm", "");
        }

        @Override
        public LayerDescription quantize(Layer.Quantize layer) {
            return new LayerDescription(layer.activation().toString(), "");
        }

        @Override
        public LayerDescription add(Layer.Add layer) {
            return new LayerDescription("residual add", "of " + layer.from());
        }

        @Override
        public LayerDescription branch(Layer.Branch layer) {
            return new LayerDescription("branch", "from " + layer.from());
        }

        @Override
        public LayerDescription concat(Layer.Concat layer) {
            return new LayerDescription("concatenation", "with " + layer.from());
        }

        @Override
        public LayerDescription flatten(Layer.Flatten layer) {
            return new LayerDescription("flatten", "");
        }

        @Override
        public LayerDescription dropout(Layer.Dropout layer) {
            return new LayerDescription("dropout", Format.percent(layer.rate(), 0));
        }

        private static String window(Window window) {
            boolean still = window.strideY() == 1 && window.strideX() == 1;
            return window.kernel() + (still ? "" : ", stride " + window.stride()) + window.dilation();
        }

        private static String groups(int groups) {
            return groups == 1 ? "" : ", " + groups + " groups";
        }

        private static String padding(Padding padding) {
            return padding.isNone() ? "" : ", padding " + padding.sides() + " of " + padding.value();
        }

        private static String weights(WeightType type) {
            return type == WeightType.BIPOLAR ? "" : ", " + type.word() + " weights";
        }
    }
}
