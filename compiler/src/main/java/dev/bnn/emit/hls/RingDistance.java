// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.dataflow.Unit;
import dev.bnn.model.Window;

/** How soon a sliding window reads a word of its ring after writing it. HLS must know this to read and write in the same cycle. */
final class RingDistance {
    private RingDistance() {}

    /**
     * The fewest cycles between the write of a word and its first read. The word is in the last row under the kernel: a row above
     * arrives a map's width of cycles earlier, but is read only a kernel's width earlier.
     */
    static long min(Unit.Window window) {
        Window w = window.window();
        int width = window.in().width();
        long min = Long.MAX_VALUE;
        for (int position = 0; position < window.out().width(); position++) {
            for (int tap = 0; tap < w.kernelWidth(); tap++) {
                int column = position * w.strideX() + tap * w.dilationX();
                long before = (long) position * window.groups() * w.taps();
                long read = before + (long) (w.kernelHeight() - 1) * w.kernelWidth() + tap;
                min = Math.min(min, width - column + read);
            }
        }
        return min;
    }
}
