// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels.host;

import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The windows of images as the rows of a matrix, in the order row, column, channel.
 *
 * @param in one image
 * @param out positions of the windows; channels are ignored
 * @param padding what surrounds the image
 */
public record Windows(Shape in, Shape out, Window window, Padding padding) {
    /** Approximate number of values copied at a time, few enough for the first-level cache. */
    private static final int TOGETHER = 4096;

    /** Values under a window. */
    public int columns() {
        return window.taps() * in.channels();
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
                    copy(image, row(y), column(x0 + i), line, i * columns);
                }
                to.put(at + (y * out.width() + x0) * columns, line, 0, n * columns);
            }
        }
    }

    /** The image row under the first taps of the windows of an output row; negative on padding. */
    private int row(int y) {
        return y * window.strideY() - padding.top();
    }

    /** The image column under the first taps of the windows of an output column; negative on padding. */
    private int column(int x) {
        return x * window.strideX() - padding.left();
    }

    private void copy(float[] image, int y0, int x0, float[] line, int at) {
        int tapLine = window.kernelWidth() * in.channels();
        Run run = run(x0);
        boolean inside = y0 >= 0 && y0 + window.spanHeight() <= in.height() && run.taps == window.kernelWidth();
        if (!inside) {
            Arrays.fill(line, at, at + window.kernelHeight() * tapLine, padding.value());
        }
        for (int ky = 0; ky < window.kernelHeight(); ky++) {
            int y = y0 + ky * window.dilationY();
            if (y >= 0 && y < in.height()) {
                int from = in.index(y, run.column, 0);
                int to = at + ky * tapLine + run.first * in.channels();
                for (int piece = 0; piece < run.pieces(); piece++) {
                    System.arraycopy(image, from + piece * run.step(), line, to + piece * run.length(), run.length());
                }
            }
        }
    }

    /** The taps of a kernel row that lie on the image, for a window whose first tap is in column x0. */
    private Run run(int x0) {
        int dilation = window.dilationX();
        int first = Math.max(0, (dilation - 1 - x0) / dilation);
        int end = Math.min(window.kernelWidth(), Math.floorDiv(in.width() - 1 - x0, dilation) + 1);
        return new Run(first, Math.max(0, end - first), x0 + first * dilation, dilation, in.channels());
    }

    /**
     * Taps of a kernel row that lie on the image.
     *
     * @param first index of the first such tap
     * @param column image column under the first such tap
     */
    private record Run(int first, int taps, int column, int dilation, int channels) {
        /** Number of pieces of adjacent values: one for all taps together or, with a dilation, one per tap. */
        int pieces() {
            return dilation == 1 ? Math.min(1, taps) : taps;
        }

        /** Values of a piece. */
        int length() {
            return dilation == 1 ? taps * channels : channels;
        }

        /** Distance from one piece to the next, in values of the image. */
        int step() {
            return dilation * channels;
        }
    }

    /** The adjoint of {@link #write} for the windows of one output row: adds each to its place in the image. */
    public void add(float[] line, int row, float[] image) {
        int tapLine = window.kernelWidth() * in.channels();
        for (int position = 0; position < out.width(); position++) {
            Run run = run(column(position));
            for (int ky = 0; ky < window.kernelHeight(); ky++) {
                int y = row(row) + ky * window.dilationY();
                if (y >= 0 && y < in.height()) {
                    int from = (position * window.kernelHeight() + ky) * tapLine + run.first * in.channels();
                    int to = in.index(y, run.column, 0);
                    for (int piece = 0; piece < run.pieces(); piece++) {
                        addTo(image, to + piece * run.step(), line, from + piece * run.length(), run.length());
                    }
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
