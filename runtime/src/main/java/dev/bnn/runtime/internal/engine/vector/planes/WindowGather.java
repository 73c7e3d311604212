// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.planes;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.Window;
import java.util.Arrays;

/** Gathers the values that lie under one tap of the windows, for a run of output positions. */
public final class WindowGather {
    private final Dims in;
    private final Dims out;
    private final Window window;

    /**
     * The windows of a stage.
     *
     * @param in the map that they slide over
     * @param out the map with a position for each window
     */
    public WindowGather(Dims in, Dims out, Window window) {
        this.in = in;
        this.out = out;
        this.window = window;
    }

    /**
     * @param plane one value per input position
     * @param pad value of padded positions
     * @param from first output position
     * @param to one past the last output position
     * @param under receives the values, one per output position
     * @param at index in {@code under} of the first of them
     */
    public void gather(int[] plane, int ky, int kx, int pad, int from, int to, int[] under, int at) {
        int width = out.width();
        for (int p = from; p < to; ) {
            int y = p / width;
            int end = Math.min(to, (y + 1) * width);
            row(plane, window.row(y, ky), kx, pad, p - y * width, end - y * width, under, at + p - from);
            p = end;
        }
    }

    /**
     * Gathers the values under kernel column kx in {@code rows} rows of the padded input, starting with row {@code first}. For
     * windows with a vertical stride of 1.
     */
    public void column(int[] plane, int kx, int pad, int first, int rows, int[] into) {
        int width = out.width();
        for (int r = 0; r < rows; r++) {
            row(plane, window.row(first + r, 0), kx, pad, 0, width, into, r * width);
        }
    }

    private void row(int[] plane, int inY, int kx, int pad, int x, int endX, int[] under, int at) {
        if (inY < 0 || inY >= in.height()) {
            Arrays.fill(under, at, at + endX - x, pad);
            return;
        }
        int row = inY * in.width();
        int shift = window.column(0, kx);
        if (window.strideX() == 1) {
            int first = Math.max(x, -shift);
            int last = Math.min(endX, in.width() - shift);
            Arrays.fill(under, at, at + Math.min(first, endX) - x, pad);
            if (last > first) {
                System.arraycopy(plane, row + first + shift, under, at + first - x, last - first);
            }
            int rest = Math.max(last, x);
            if (rest < endX) {
                Arrays.fill(under, at + rest - x, at + endX - x, pad);
            }
            return;
        }
        for (int i = x; i < endX; i++) {
            int inX = i * window.strideX() + shift;
            under[at + i - x] = inX >= 0 && inX < in.width() ? plane[row + inX] : pad;
        }
    }
}
