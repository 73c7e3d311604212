// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Unit;
import dev.bnn.model.Shape;
import dev.bnn.source.Span;
import org.junit.jupiter.api.Test;

/** How soon a sliding window reads a word that it wrote, against all its iterations one by one. */
class RingDistanceTest {
    @Test
    void theSoonestReadIsThatOfTheIterations() {
        int windows = 0;
        for (int height = 1; height <= 9; height++) {
            for (int width = 1; width <= 9; width++) {
                for (int kernel = 1; kernel <= Math.min(height, width); kernel++) {
                    for (int stride = 1; stride <= 5; stride++) {
                        Shape in = new Shape(1, height, width);
                        Unit.Window window = new Unit.Window("w", Span.NONE, in, 1, kernel, stride);
                        assertThat(RingDistance.min(window)).as("%s", window).isEqualTo(soonest(window));
                        windows++;
                    }
                }
            }
        }
        assertThat(windows).isEqualTo(1425);
    }

    /** Pixels come in for as long as there are any: first those under the kernel, then a stride of rows with each row of positions. */
    private static long soonest(Unit.Window w) {
        int width = w.in().width();
        int iterations = Math.max(w.outWidth() * w.kernel() * w.kernel(), w.stride() * width);
        long fill = (long) w.kernel() * width;
        long[] written = new long[w.in().pixels()];
        for (int i = 0; i < written.length; i++) {
            long behind = i - fill;
            long perRow = (long) w.stride() * width;
            written[i] = behind < 0 ? i : fill + behind / perRow * iterations + behind % perRow;
        }
        long soonest = Long.MAX_VALUE;
        for (int y = 0; y < w.outHeight(); y++) {
            for (int i = 0; i < w.outWidth() * w.kernel() * w.kernel(); i++) {
                int tap = i % (w.kernel() * w.kernel());
                int row = y * w.stride() + tap / w.kernel();
                int column = i / (w.kernel() * w.kernel()) * w.stride() + tap % w.kernel();
                soonest = Math.min(soonest, fill + (long) y * iterations + i - written[row * width + column]);
            }
        }
        return soonest;
    }
}
