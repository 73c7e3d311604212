// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;

/** Windows of a convolution over its input; a dense layer is one window as large as the input. */
public record Geometry(Shape in, Shape out, Window window, Padding padding) {
    /**
     * Windows over an input.
     *
     * @param channels channels of the output
     */
    static Geometry windows(Shape in, int channels, Window window, Padding padding) {
        return new Geometry(in, window.over(in, padding, channels), window, padding);
    }

    /** Kernel taps without regard to channels. */
    public int taps() {
        return window.taps();
    }

    /** Values of a window. */
    public int columns() {
        return taps() * in.channels();
    }

    /** The input's row under a row of taps in the windows of output row y; outside of the input on padding. */
    public int row(int y, int kernelRow) {
        return y * window.strideY() - padding.top() + kernelRow * window.dilationY();
    }

    /** The input's column under a column of taps in the windows of output column x; outside of the input on padding. */
    public int column(int x, int kernelColumn) {
        return x * window.strideX() - padding.left() + kernelColumn * window.dilationX();
    }

    /** True if a tap of the window at a position, both counted row by row, lies on the input, not on padding. */
    public boolean inside(int position, int tap) {
        return inside(
                position / out.width(), position % out.width(), tap / window.kernelWidth(), tap % window.kernelWidth());
    }

    /** True if a kernel tap of the window of output (y, x) lies on the input, not on padding. */
    public boolean inside(int y, int x, int kernelRow, int kernelColumn) {
        int iy = row(y, kernelRow);
        int ix = column(x, kernelColumn);
        return iy >= 0 && iy < in.height() && ix >= 0 && ix < in.width();
    }
}
