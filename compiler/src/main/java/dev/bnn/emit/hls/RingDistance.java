// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.dataflow.Unit;

/** How soon a sliding window reads a word of its ring after writing it. HLS needs it to read and write in the same cycle. */
final class RingDistance {
    private RingDistance() {}

    /**
     * The fewest cycles between the write of a word and its first read. The word is in the last row under the kernel: a row above
     * arrives a map's width of cycles earlier, but is read only a kernel's width earlier.
     */
    static long min(Unit.Window window) {
        int kernel = window.kernel();
        int stride = window.stride();
        int width = window.in().width();
        long min = Long.MAX_VALUE;
        for (int column = 0; column < width; column++) {
            // The first position whose window has the column, and where in it.
            int position = Math.max(0, (column - kernel + stride) / stride);
            int tap = column - position * stride;
            if (position < window.outWidth() && tap >= 0 && tap < kernel) {
                long read = ((long) position * kernel + kernel - 1) * kernel + tap;
                min = Math.min(min, width - column + read);
            }
        }
        return min;
    }
}
