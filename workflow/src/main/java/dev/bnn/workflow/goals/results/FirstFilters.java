// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.results;

import dev.bnn.data.Photo;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.report.data.ReportData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The binary weights of the layer that reads the image, as one picture per filter. */
final class FirstFilters {
    private static final int MAX_FILTERS = 64;

    private FirstFilters() {}

    /** Empty if the first layer's weights are not binary, or if the image has neither one channel nor three. */
    static Optional<ReportData.Filters> of(Network network, Parameters parameters) throws IOException {
        Optional<Layer.Weighted> first = network.layers().stream()
                .filter(Layer.Weighted.class::isInstance)
                .map(Layer.Weighted.class::cast)
                .findFirst();
        Shape image = network.input().shape();
        boolean drawable = image.channels() == 1 || image.channels() == 3;
        if (first.isEmpty() || first.get().weights() != WeightType.BIPOLAR || !drawable) {
            return Optional.empty();
        }
        Layer.Weighted layer = first.get();
        int height = layer instanceof Layer.Conv c ? c.window().kernelHeight() : image.height();
        int width = layer instanceof Layer.Conv c ? c.window().kernelWidth() : image.width();
        if (layer.columns() != height * width * image.channels()) {
            return Optional.empty();
        }
        int shown = Math.min(layer.rows(), MAX_FILTERS);
        float[] weights = parameters.values(layer.name(), "weight");
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            pictures.add(
                    Photo.png(pixels(weights, i * layer.columns(), layer.columns()), image.channels(), height, width));
        }
        String caption = (shown == layer.rows() ? "All " + shown : "The first " + shown + " of " + layer.rows())
                + " filters of " + layer.name() + ", " + height + " \u00d7 " + width + " weights each: "
                + (image.channels() == 1
                        ? "white where the weight is +1, black where it is \u22121."
                        : "red, green and blue are on where the weight of that channel is +1.");
        return Optional.of(new ReportData.Filters(layer.name(), caption, pictures, height));
    }

    private static byte[] pixels(float[] weights, int from, int count) {
        byte[] pixels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = (byte) (weights[from + i] >= 0 ? 255 : 0);
        }
        return pixels;
    }
}
