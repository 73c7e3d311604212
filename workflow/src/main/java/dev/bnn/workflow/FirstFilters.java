package dev.bnn.workflow;

import dev.bnn.data.Photo;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.report.ReportData;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The binary weights of the layer that reads the image, as one picture. */
final class FirstFilters {
    private static final int MOST = 64;
    private static final int COLUMNS = 16;
    /** Width on the page, about. */
    private static final int WIDTH = 640;

    private FirstFilters() {}

    /** Empty where the first layer has other weights, or the image neither one channel nor three. */
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
        int height = layer instanceof Layer.Conv c ? c.kernel() : image.height();
        int width = layer instanceof Layer.Conv c ? c.kernel() : image.width();
        if (layer.columns() != height * width * image.channels()) {
            return Optional.empty();
        }
        int shown = Math.min(layer.rows(), MOST);
        int columns = Math.min(shown, COLUMNS);
        int rows = (shown + columns - 1) / columns;
        Sheet sheet = new Sheet(image.channels(), rows * (height + 1) - 1, columns * (width + 1) - 1);
        float[] weights = parameters.values(layer.name(), "weight");
        for (int i = 0; i < shown; i++) {
            sheet.draw(
                    weights, i * layer.columns(), i / columns * (height + 1), i % columns * (width + 1), height, width);
        }
        String caption = (shown == layer.rows() ? "All " + shown : "The first " + shown + " of " + layer.rows())
                + " filters of " + layer.name() + ", " + height + " \u00d7 " + width + " weights each: "
                + (image.channels() == 1
                        ? "white where the weight is +1, black where it is \u22121."
                        : "red, green and blue are on where the weight of that channel is +1.");
        return Optional.of(new ReportData.Filters(
                layer.name(), caption, sheet.png(), Math.max(1, WIDTH / sheet.width) * sheet.width));
    }

    /** Pixels with a gray line between the filters. */
    private static final class Sheet {
        private static final byte GRAY = (byte) 128;

        private final int channels;
        private final int height;
        private final int width;
        private final byte[] pixels;

        Sheet(int channels, int height, int width) {
            this.channels = channels;
            this.height = height;
            this.width = width;
            pixels = new byte[height * width * channels];
            Arrays.fill(pixels, GRAY);
        }

        void draw(float[] weights, int from, int top, int left, int tall, int wide) {
            for (int y = 0; y < tall; y++) {
                for (int i = 0; i < wide * channels; i++) {
                    boolean on = weights[from + y * wide * channels + i] >= 0;
                    pixels[((top + y) * width + left) * channels + i] = (byte) (on ? 255 : 0);
                }
            }
        }

        byte[] png() throws IOException {
            return Photo.png(pixels, channels, height, width);
        }
    }
}
