// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.report.data.LayerHistory;
import dev.bnn.report.data.LayerHistory.Histogram;
import dev.bnn.report.draw.Bars;
import dev.bnn.report.draw.Format;
import java.util.ArrayList;
import java.util.List;

/** How each layer changed during training. Public for the template engine. */
public record LayerSection(List<Row> rows) {
    /**
     * A layer with weights, and the sign or levels after it.
     *
     * @param gradient norm of the gradient in the first and the last epoch
     * @param spark the norm as a line
     * @param weights heat map of the latent weights, and its range
     * @param values heat map of the values that reach the sign, and its range
     */
    public record Row(
            String layer,
            String gradient,
            String spark,
            String weights,
            String weightRange,
            String values,
            String valueRange) {}

    static LayerSection of(List<LayerHistory> layers) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            LayerHistory layer = layers.get(i);
            boolean decidedBehind = layer.values().isEmpty()
                    && i + 1 < layers.size()
                    && layers.get(i + 1).weights().isEmpty();
            rows.add(row(layer, decidedBehind ? layers.get(++i).values() : layer.values()));
        }
        return new LayerSection(List.copyOf(rows));
    }

    private static Row row(LayerHistory layer, List<Histogram> values) {
        List<Double> g = layer.gradients();
        return new Row(
                layer.layer(),
                g.isEmpty() ? "" : Format.number(g.get(0)) + " \u2192 " + Format.number(g.get(g.size() - 1)),
                g.isEmpty() ? "" : Bars.spark(g),
                picture(layer.weights()),
                range(layer.weights()),
                picture(values),
                range(values));
    }

    private static String picture(List<Histogram> epochs) {
        return epochs.isEmpty() ? "" : HeatMap.svg(epochs);
    }

    private static String range(List<Histogram> epochs) {
        return epochs.isEmpty() ? "" : "\u00b1" + Format.number(HeatMap.range(epochs));
    }
}
