// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Shape;

/** Windows of a convolution over its input; a dense layer is one window as large as the input. */
public record Geometry(Shape in, Shape out, int kernelHeight, int kernelWidth, int stride, int padding) {
    /**
     * Square windows over an input.
     *
     * @param channels channels of the output
     * @param padding rows and columns added on each side
     */
    static Geometry windows(Shape in, int channels, int kernel, int stride, int padding) {
        Shape out = new Shape(
                channels,
                (in.height() + 2 * padding - kernel) / stride + 1,
                (in.width() + 2 * padding - kernel) / stride + 1);
        return new Geometry(in, out, kernel, kernel, stride, padding);
    }

    /** Kernel taps without regard to channels. */
    public int taps() {
        return kernelHeight * kernelWidth;
    }

    /** Values of a window. */
    public int columns() {
        return taps() * in.channels();
    }

    /** True where a kernel tap of the window of output (y, x) lies on the input, not on padding. */
    public boolean inside(int y, int x, int kernelRow, int kernelColumn) {
        int iy = y * stride - padding + kernelRow;
        int ix = x * stride - padding + kernelColumn;
        return iy >= 0 && iy < in.height() && ix >= 0 && ix < in.width();
    }
}
