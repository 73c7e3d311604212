// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import dev.bnn.model.recipe.Recipe;

/**
 * The network that a recipe trains: the network itself, or one with the same layers and names in which less is quantized. Float
 * weights are used as they are. A float activation is the straight line whose slope the straight-through estimator takes, so that
 * the quantized network can continue from the twin's parameters.
 */
public final class Twin {
    private Twin() {}

    public static Network of(Network network, Recipe.Precision precision) {
        if (precision == Recipe.Precision.BINARY) {
            return network;
        }
        Shape image = network.input().shape();
        NetworkBuilder twin = NetworkBuilder.named(network.name())
                .title(network.title())
                .declaredAt(network.span())
                .input(image.channels(), image.height(), image.width(), network.inputScale())
                .classes(network.classes(), network.classesInData());
        for (Layer layer : network.layers()) {
            layer.accept(new Add(twin.as(layer.name()).at(layer.span()), precision));
        }
        network.recipes().forEach(twin::recipe);
        return twin.build();
    }

    /** Adds a layer, quantized as far as the precision says. */
    private record Add(NetworkBuilder twin, Recipe.Precision precision) implements Layer.Visitor<NetworkBuilder> {
        private WeightType weights(Layer.Weighted layer) {
            return precision.floatWeights() ? WeightType.FLOAT : layer.weights();
        }

        @Override
        public NetworkBuilder conv(Layer.Conv layer) {
            return twin.conv(layer.rows(), layer.window(), layer.padding(), layer.groups(), weights(layer));
        }

        @Override
        public NetworkBuilder depthwise(Layer.Depthwise layer) {
            return twin.depthwise(layer.window(), layer.padding(), weights(layer));
        }

        @Override
        public NetworkBuilder dense(Layer.Dense layer) {
            return twin.dense(layer.rows(), weights(layer));
        }

        @Override
        public NetworkBuilder maxPool(Layer.MaxPool layer) {
            return twin.maxPool(layer.window(), layer.padding());
        }

        @Override
        public NetworkBuilder avgPool(Layer.AvgPool layer) {
            return twin.avgPool(layer.window());
        }

        @Override
        public NetworkBuilder shuffle(Layer.Shuffle layer) {
            return twin.shuffle(layer.channels().groups());
        }

        @Override
        public NetworkBuilder upsample(Layer.Upsample layer) {
            return twin.upsample(layer.factor());
        }

        @Override
        public NetworkBuilder batchNorm(Layer.BatchNorm layer) {
            return twin.batchNorm(layer.eps(), layer.momentum());
        }

        @Override
        public NetworkBuilder quantize(Layer.Quantize layer) {
            return twin.quantize(
                    precision.smoothActivations() ? layer.activation().line() : layer.activation());
        }

        @Override
        public NetworkBuilder add(Layer.Add layer) {
            return twin.add(layer.from());
        }

        @Override
        public NetworkBuilder branch(Layer.Branch layer) {
            return twin.branch(layer.from());
        }

        @Override
        public NetworkBuilder concat(Layer.Concat layer) {
            return twin.concat(layer.from());
        }

        @Override
        public NetworkBuilder flatten(Layer.Flatten layer) {
            return twin.flatten();
        }

        @Override
        public NetworkBuilder dropout(Layer.Dropout layer) {
            return twin.dropout(layer.rate());
        }
    }
}
