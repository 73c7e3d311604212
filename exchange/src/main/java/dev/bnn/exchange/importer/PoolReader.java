// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.importer.layers.ImportedLayer;
import dev.bnn.exchange.importer.layers.LayerSums;
import dev.bnn.exchange.importer.layers.Layers;
import dev.bnn.exchange.importer.layers.ScaledSums;
import dev.bnn.exchange.importer.shape.RepeatedPixels;
import dev.bnn.exchange.importer.shape.ValueLayout;
import dev.bnn.model.Activation;
import dev.bnn.model.Factor;
import dev.bnn.model.Padding;
import dev.bnn.model.Window;
import java.util.List;

/** Reads nodes that pool, average or repeat pixels, and turns them into layers. */
record PoolReader(Layers layers) {
    /** A max pool. */
    Value max(GraphNode node, Value value) throws ExchangeException {
        ImportedLayer.Windows windows = PoolWindows.max(node, value.form());
        ImportedLayer.Pool pool = new ImportedLayer.Pool(false, windows);
        ValueLayout form = pooled(value.form(), windows);
        if (value.sums().isPresent()) {
            value.sums().get().pool(node, pool);
            return value.of(form);
        }
        int place = layers.add(node, pool, value.layer());
        // The largest byte of a window is no longer the image, so no further scale of the image may follow.
        Value.Content content = value.content() instanceof Value.Bits bits
                ? new Value.Bits(place, bits.levels(), bits.unit())
                : new Value.Pooled(place, value.unit());
        return new Value(form, content);
    }

    private static ValueLayout pooled(ValueLayout form, ImportedLayer.Windows windows) {
        return form.of(windows.window()
                .over(form.shape(), windows.padding(), form.shape().channels()));
    }

    /** An average pool of quantized values. */
    Value average(GraphNode node, Value value) throws ExchangeException {
        if (!value.isBits()) {
            throw node.refuse("cannot be imported here", "average maps of quantized values");
        }
        return averaged(node, value, PoolWindows.average(node, value.form()));
    }

    /**
     * Converts levels to averages of one pixel, since batch norms and other levels may follow an average; for example, where a
     * shortcut of many levels goes around a sign. Returns other values unchanged.
     */
    Value sumsOfLevels(GraphNode node, Value value) throws ExchangeException {
        boolean levels = value.content() instanceof Value.Bits bits
                && !bits.levels().equals(Activation.SIGN)
                && !value.form().isVector();
        return levels
                ? averaged(
                        node,
                        value,
                        ImportedLayer.Windows.over(value.form().shape(), Window.square(1, 1), Padding.NONE))
                : value;
    }

    private Value averaged(GraphNode node, Value value, ImportedLayer.Windows windows) throws ExchangeException {
        ValueLayout form = pooled(value.form(), windows);
        int place = layers.add(node, new ImportedLayer.Pool(true, windows), value.layer());
        LayerSums sums = new LayerSums(layers, place, ScaledSums.of(form.shape().channels(), value.unit()));
        return new Value(form, new Sums(List.of(sums)));
    }

    /** Repeats pixels of quantized values. */
    Value upsample(GraphNode node, Value value) throws ExchangeException {
        if (!(value.content() instanceof Value.Bits bits)) {
            throw node.refuse(
                    "repeats values of many bits", "put it after the next quantizer: the values there are the same");
        }
        Factor factor = RepeatedPixels.of(node, value.form());
        int place = layers.add(node, new ImportedLayer.Upsample(factor), value.layer());
        ValueLayout form = value.form().of(factor.over(value.form().shape()));
        return new Value(form, new Value.Bits(place, bits.levels(), bits.unit()));
    }
}
