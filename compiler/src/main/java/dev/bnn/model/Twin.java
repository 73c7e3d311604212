package dev.bnn.model;

/**
 * The network that a recipe trains: the network itself, or one of the same layers and names in which less is quantised. Float
 * weights are used as they are; a float activation is the straight line that the estimator of its gradient stands for, so that the
 * quantised network can go on from its parameters.
 */
public final class Twin {
    private Twin() {}

    public static Network of(Network network, Recipe.Precision precision) {
        if (precision == Recipe.Precision.BINARY) {
            return network;
        }
        ValueSet.ScaledBytes scale = network.inputScale();
        Shape image = network.input().shape();
        NetworkBuilder twin = NetworkBuilder.named(network.name())
                .title(network.title())
                .declaredAt(network.span())
                .input(image.channels(), image.height(), image.width(), scale.scale(), scale.offset())
                .classes(network.classes());
        for (Layer layer : network.layers()) {
            add(twin.as(layer.name()).at(layer.span()), layer, precision == Recipe.Precision.FLOAT);
        }
        network.recipes().forEach(twin::recipe);
        return twin.build();
    }

    private static void add(NetworkBuilder twin, Layer layer, boolean smooth) {
        if (layer instanceof Layer.Conv c) {
            twin.conv(c.rows(), c.kernel(), c.stride(), c.padding(), WeightType.FLOAT);
        } else if (layer instanceof Layer.Depthwise d) {
            twin.depthwise(d.kernel(), d.stride(), d.padding(), WeightType.FLOAT);
        } else if (layer instanceof Layer.Dense d) {
            twin.dense(d.rows(), WeightType.FLOAT);
        } else if (layer instanceof Layer.MaxPool p) {
            twin.maxPool(p.size(), p.stride());
        } else if (layer instanceof Layer.AvgPool p) {
            twin.avgPool(p.size(), p.stride());
        } else if (layer instanceof Layer.BatchNorm b) {
            twin.batchNorm(b.eps(), b.momentum());
        } else if (layer instanceof Layer.Quantize q) {
            Activation a = q.activation();
            twin.quantize(smooth ? a.line() : a);
        } else if (layer instanceof Layer.Add a) {
            twin.add(a.from());
        } else if (layer instanceof Layer.Flatten) {
            twin.flatten();
        } else {
            twin.dropout(((Layer.Dropout) layer).rate());
        }
    }
}
