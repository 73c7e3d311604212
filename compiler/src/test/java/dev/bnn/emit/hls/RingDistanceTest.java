// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Unit;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares the computed distance between write and read of a sliding window with a simulation of all its iterations. */
class RingDistanceTest {
    @Test
    void theSoonestReadIsThatOfTheIterations() {
        int windows = 0;
        for (int height = 1; height <= 6; height++) {
            for (int width = 1; width <= 6; width++) {
                for (Window window : windows(new Shape(1, height, width))) {
                    int groups = 1 + windows % 2;
                    Shape in = new Shape(2, height, width);
                    Unit.Window unit = new Unit.Window("w", Span.NONE, in, 1, window, groups);
                    assertThat(RingDistance.min(unit)).as("%s", unit).isEqualTo(soonest(unit));
                    windows++;
                }
            }
        }
        assertThat(windows).isGreaterThan(10_000);
    }

    /** The windows that fit into a map. */
    private static List<Window> windows(Shape in) {
        List<Window> fitting = new ArrayList<>();
        for (int i = 0; i < 4 * 4 * 3 * 3 * 3 * 3; i++) {
            int height = 1 + i % 4;
            int width = 1 + i / 4 % 4;
            int rest = i / 16;
            Window window =
                    new Window(height, width, 1 + rest % 3, 1 + rest / 3 % 3, 1 + rest / 9 % 3, 1 + rest / 27 % 3);
            if (window.fits(in)) {
                fitting.add(window);
            }
        }
        return fitting;
    }

    /** Reads pixels as long as there are any: first those under the kernel, then a stride of rows with each row of positions. */
    private static long soonest(Unit.Window unit) {
        Window w = unit.window();
        int width = unit.in().width();
        int perPosition = unit.groups() * w.kernelHeight() * w.kernelWidth();
        int outWidth = (width - (w.kernelWidth() - 1) * w.dilationX() - 1) / w.strideX() + 1;
        int outHeight = (unit.in().height() - (w.kernelHeight() - 1) * w.dilationY() - 1) / w.strideY() + 1;
        int iterations = Math.max(outWidth * perPosition, w.strideY() * width);
        long fill = ((long) (w.kernelHeight() - 1) * w.dilationY() + 1) * width;
        long[] written = new long[unit.in().pixels()];
        for (int i = 0; i < written.length; i++) {
            long behind = i - fill;
            long perRow = (long) w.strideY() * width;
            written[i] = behind < 0 ? i : fill + behind / perRow * iterations + behind % perRow;
        }
        long soonest = Long.MAX_VALUE;
        for (int y = 0; y < outHeight; y++) {
            for (int i = 0; i < outWidth * perPosition; i++) {
                int tap = i % w.taps();
                int row = y * w.strideY() + tap / w.kernelWidth() * w.dilationY();
                int column = i / perPosition * w.strideX() + tap % w.kernelWidth() * w.dilationX();
                soonest = Math.min(soonest, fill + (long) y * iterations + i - written[row * width + column]);
            }
        }
        return soonest;
    }
}
