// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

/**
 * The windows that a convolution or a pool moves over a map.
 *
 * @param kernelHeight rows of taps
 * @param kernelWidth taps per row
 * @param strideY rows from a window to the one below it
 * @param strideX columns from a window to the next one
 * @param dilationY rows from a tap to the one below it
 * @param dilationX columns from a tap to the next one
 */
public record Window(int kernelHeight, int kernelWidth, int strideY, int strideX, int dilationY, int dilationX) {
    public Window {
        if (Math.min(Math.min(kernelHeight, kernelWidth), Math.min(strideY, strideX)) < 1
                || Math.min(dilationY, dilationX) < 1) {
            throw new IllegalArgumentException("a window without extent or step");
        }
        // With a single row or column of taps, there is no distance between taps.
        dilationY = kernelHeight == 1 ? 1 : dilationY;
        dilationX = kernelWidth == 1 ? 1 : dilationX;
    }

    /** Square windows without dilation. */
    public static Window square(int kernel, int stride) {
        return new Window(kernel, kernel, stride, stride, 1, 1);
    }

    /** Taps, without regard to channels. */
    public int taps() {
        return Math.multiplyExact(kernelHeight, kernelWidth);
    }

    /** Rows from the first tap to the last one, with the rows between taps. */
    public int spanHeight() {
        return span(kernelHeight, dilationY);
    }

    /** Columns from the first tap to the last one, with the columns between taps. */
    public int spanWidth() {
        return span(kernelWidth, dilationX);
    }

    private static int span(int kernel, int dilation) {
        return Math.addExact(Math.multiplyExact(kernel - 1, dilation), 1);
    }

    /** True if height and width are the same and taps are neighbors. */
    public boolean isSquare() {
        return equals(square(kernelHeight, strideY));
    }

    /** True if each window is one pixel and no pixel is skipped. */
    public boolean isPoint() {
        return equals(square(1, 1));
    }

    /** The kernel for people: rows x columns. */
    public String kernel() {
        return kernelHeight + " x " + kernelWidth;
    }

    /** The stride for people: one number, or rows x columns where they differ. */
    public String stride() {
        return strideY == strideX ? Integer.toString(strideY) : strideY + " x " + strideX;
    }

    /** The dilation for people, after a comma; nothing if taps are neighbors. */
    public String dilation() {
        if (dilationY == 1 && dilationX == 1) {
            return "";
        }
        return ", dilation " + (dilationY == dilationX ? dilationY : dilationY + " x " + dilationX);
    }

    /** Whether a window fits into a map. */
    public boolean fits(Shape map) {
        return (kernelHeight - 1L) * dilationY < map.height() && (kernelWidth - 1L) * dilationX < map.width();
    }

    /**
     * The shape of one value per window over a padded map: as many rows and columns as windows fit.
     *
     * @param channels channels of the result
     * @throws IllegalArgumentException if no window fits
     */
    public Shape over(Shape in, Padding padding, int channels) {
        Shape framed = padding.around(in);
        return new Shape(
                channels,
                positions(framed.height(), spanHeight(), strideY),
                positions(framed.width(), spanWidth(), strideX));
    }

    /** As {@link #over(Shape, Padding, int)}, without padding. */
    public Shape over(Shape in, int channels) {
        return over(in, Padding.NONE, channels);
    }

    private static int positions(int extent, int span, int stride) {
        if (span > extent) {
            throw new IllegalArgumentException("a window of " + span + " does not fit into " + extent);
        }
        return (extent - span) / stride + 1;
    }
}
