// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The windows of images as the rows of a matrix, in the order row, column, channel.
 *
 * @param in one image
 * @param out positions of the windows; channels are ignored
 * @param pad width of the frame around the image, which has the value {@code padValue}
 */
public record Windows(Shape in, Shape out, int kernel, int stride, int pad, float padValue) {
    /** Approximate number of values copied at a time, few enough for the first-level cache. */
    private static final int TOGETHER = 4096;

    public int columns() {
        return kernel * kernel * in.channels();
    }

    /**
     * Writes one image's windows from index {@code at} on. {@code line} is scratch for the windows of one output row.
     */
    public void write(float[] image, float[] line, FloatBuffer to, int at) {
        int columns = columns();
        int together = Math.max(1, Math.min(out.width(), TOGETHER / columns));
        for (int y = 0; y < out.height(); y++) {
            for (int x0 = 0; x0 < out.width(); x0 += together) {
                int n = Math.min(together, out.width() - x0);
                for (int i = 0; i < n; i++) {
                    copy(image, y * stride - pad, (x0 + i) * stride - pad, line, i * columns);
                }
                to.put(at + (y * out.width() + x0) * columns, line, 0, n * columns);
            }
        }
    }

    private void copy(float[] image, int y0, int x0, float[] line, int at) {
        int channels = in.channels();
        int tapLine = kernel * channels;
        int from = Math.max(0, -x0);
        int length = (Math.min(kernel, in.width() - x0) - from) * channels;
        boolean inside = y0 >= 0 && y0 + kernel <= in.height() && length == tapLine;
        if (!inside) {
            Arrays.fill(line, at, at + kernel * tapLine, padValue);
        }
        for (int ky = 0; ky < kernel; ky++) {
            int y = y0 + ky;
            if (y >= 0 && y < in.height() && length > 0) {
                System.arraycopy(image, in.index(y, x0 + from, 0), line, at + ky * tapLine + from * channels, length);
            }
        }
    }

    /** The adjoint of {@link #write} for the windows of one output row: adds each to its place in the image. */
    public void add(float[] line, int row, float[] image) {
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
