// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.network;

import dev.bnn.runtime.Dims;
import java.util.stream.IntStream;

/**
 * The windows of a stage over its input: rows and columns of taps, strides, dilations, and the rows and columns of padding on
 * each side.
 */
public record Window(
        int kernelHeight,
        int kernelWidth,
        int strideY,
        int strideX,
        int dilationY,
        int dilationX,
        int top,
        int bottom,
        int left,
        int right) {
    /** Limit on rows, columns, kernels, strides, dilations and paddings, such that no position overflows an int. */
    private static final int MOST_EXTENT = 1 << 24;

    /** Windows with the same stride and padding in all directions, without dilation. */
    public static Window of(int kernelHeight, int kernelWidth, int stride, int padding) {
        return new Window(kernelHeight, kernelWidth, stride, stride, 1, 1, padding, padding, padding, padding);
    }

    /** Square windows without padding. */
    public static Window square(int size, int stride) {
        return of(size, size, stride, 0);
    }

    /** The same windows over a map that already includes the padding. */
    public Window unpadded() {
        return new Window(kernelHeight, kernelWidth, strideY, strideX, dilationY, dilationX, 0, 0, 0, 0);
    }

    /** Number of taps per channel. */
    public int taps() {
        return kernelHeight * kernelWidth;
    }

    /** Number of rows from the first tap to the last one. */
    public int spanHeight() {
        return (kernelHeight - 1) * dilationY + 1;
    }

    /** The input row under a row of taps in the windows of output row y; outside the input on padding. */
    public int row(int y, int kernelRow) {
        return y * strideY - top + kernelRow * dilationY;
    }

    /** The input column under a column of taps in the windows of output column x; outside the input on padding. */
    public int column(int x, int kernelColumn) {
        return x * strideX - left + kernelColumn * dilationX;
    }

    /** True if a position is on the input, not on padding. */
    public static boolean inside(Dims in, int row, int column) {
        return row >= 0 && row < in.height() && column >= 0 && column < in.width();
    }

    /** The first row of taps that lies on the input, for the windows of output row y. */
    public int firstRow(int y) {
        return first(row(y, 0), dilationY);
    }

    /** One more than the last row of taps that lies on the input, for the windows of output row y. */
    public int endRow(int y, Dims in) {
        return end(row(y, 0), kernelHeight, dilationY, in.height());
    }

    /** The first column of taps that lies on the input, for the windows of output column x. */
    public int firstColumn(int x) {
        return first(column(x, 0), dilationX);
    }

    public int endColumn(int x, Dims in) {
        return end(column(x, 0), kernelWidth, dilationX, in.width());
    }

    private static int first(int place, int dilation) {
        return place < 0 ? (dilation - 1 - place) / dilation : 0;
    }

    private static int end(int place, int taps, int dilation, int extent) {
        if (place + (taps - 1) * dilation < extent) {
            return taps;
        }
        return place < extent ? (extent - 1 - place) / dilation + 1 : 0;
    }

    /** True if every window has a tap on the input. */
    boolean touches(Dims in, Dims out) {
        return IntStream.range(0, out.height()).allMatch(y -> firstRow(y) < endRow(y, in))
                && IntStream.range(0, out.width()).allMatch(x -> firstColumn(x) < endColumn(x, in));
    }

    /** True if padding surrounds the input. */
    public boolean padded() {
        return (top | bottom | left | right) != 0;
    }

    /** Number of values of the input with its padding. */
    long framed(Dims in) {
        return Checks.product(in.channels(), (long) top + in.height() + bottom, (long) left + in.width() + right);
    }

    /** Checks that the windows over an input yield an output of the given extent. */
    void check(String name, Dims in, Dims out) {
        for (int least : new int[] {kernelHeight, kernelWidth, strideY, strideX, dilationY, dilationX}) {
            Checks.require(least > 0 && least <= MOST_EXTENT, name + ": kernel, stride or dilation out of range");
        }
        for (int pad : new int[] {top, bottom, left, right}) {
            Checks.require(pad >= 0 && pad <= MOST_EXTENT, name + ": padding out of range");
        }
        axis(name, (long) top + in.height() + bottom, out.height(), (kernelHeight - 1L) * dilationY + 1, strideY);
        axis(name, (long) left + in.width() + right, out.width(), (kernelWidth - 1L) * dilationX + 1, strideX);
    }

    private static void axis(String name, long framed, int out, long span, int stride) {
        Checks.require(
                framed <= 3L * MOST_EXTENT && span <= framed && (framed - span) / stride + 1 == out,
                name + ": output extent does not follow from its input");
    }
}
