package dev.bnn.training;

import dev.bnn.model.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The windows of images as the rows of a matrix, in the order row, column, channel.
 *
 * @param in one image
 * @param out positions of the windows; channels are ignored
 * @param pad frame around the image, of that value
 */
record Windows(Shape in, Shape out, int kernel, int stride, int pad, float padValue) {
    int columns() {
        return kernel * kernel * in.channels();
    }

    /** Writes one image's windows from that place on. {@code window} is scratch of {@link #columns} floats. */
    void write(float[] image, float[] window, FloatBuffer to, int at) {
        int place = at;
        for (int y = 0; y < out.height(); y++) {
            for (int x = 0; x < out.width(); x++, place += window.length) {
                int y0 = y * stride - pad;
                int x0 = x * stride - pad;
                boolean inside = y0 >= 0 && y0 + kernel <= in.height() && x0 >= 0 && x0 + kernel <= in.width();
                if (inside) {
                    int line = kernel * in.channels();
                    for (int ky = 0; ky < kernel; ky++) {
                        to.put(place + ky * line, image, in.index(y0 + ky, x0, 0), line);
                    }
                } else {
                    gather(image, y0, x0, window);
                    to.put(place, window);
                }
            }
        }
    }

    private void gather(float[] image, int y0, int x0, float[] window) {
        int channels = in.channels();
        int line = kernel * channels;
        int from = Math.max(0, -x0);
        int to = Math.min(kernel, in.width() - x0);
        Arrays.fill(window, padValue);
        for (int ky = 0; ky < kernel; ky++) {
            int y = y0 + ky;
            if (y >= 0 && y < in.height() && to > from) {
                System.arraycopy(
                        image, in.index(y, x0 + from, 0), window, ky * line + from * channels, (to - from) * channels);
            }
        }
    }

    /** The reverse of {@link #write} for the windows of one output row: adds each to its place in the image. */
    void add(float[] line, int row, float[] image) {
        int channels = in.channels();
        int tapLine = kernel * channels;
        for (int position = 0; position < out.width(); position++) {
            int x0 = position * stride - pad;
            int first = Math.max(0, -x0);
            int n = (Math.min(kernel, in.width() - x0) - first) * channels;
            for (int ky = 0; ky < kernel; ky++) {
                int y = row * stride - pad + ky;
                if (y >= 0 && y < in.height() && n > 0) {
                    int from = (position * kernel + ky) * tapLine + first * channels;
                    addTo(image, in.index(y, x0 + first, 0), line, from, n);
                }
            }
        }
    }

    private static void addTo(float[] sums, int at, float[] values, int from, int n) {
        for (int i = 0; i < n; i++) {
            sums[at + i] += values[from + i];
        }
    }
}
