// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.channels;

import dev.bnn.runtime.internal.engine.vector.loops.VectorLoops;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.IntMaps;
import dev.bnn.runtime.internal.engine.vector.planes.ThresholdOffsets;
import dev.bnn.runtime.internal.engine.vector.planes.WindowGather;
import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;

/** Sums of a {@link Stage.Depthwise} on integers, channel by channel, for one image. */
public final class DepthwiseSums {
    private final Stage.Depthwise stage;
    private final WindowGather windows;
    private final int[][] in;
    /** Values under a tap, one per output position. */
    private final int[] under;

    /** Sums of a channel, one per output position. */
    private final int[] sums;

    /** @param in the input: [channel][position]; an instance serves one thread at a time */
    public DepthwiseSums(Stage.Depthwise stage, int[][] in) {
        this.stage = stage;
        this.in = in;
        windows = new WindowGather(stage.input(), stage.output(), stage.window());
        under = new int[stage.output().positions()];
        sums = new int[under.length];
    }

    /** Computes the bits or codes of thresholds. An accumulator is negative if the sum reaches the level. */
    public void planes(ThresholdOffsets[] levels, BitPlanes out) {
        out.clear();
        for (int c = 0; c < in.length; c++) {
            Arrays.fill(sums, 0);
            add(c, -1);
            IntMaps.planes(sums, levels, c, out);
        }
    }

    /** The sums in HWC order. */
    public int[] flat(int[] into) {
        for (int c = 0; c < in.length; c++) {
            Arrays.fill(sums, 0);
            add(c, 1);
            for (int p = 0; p < sums.length; p++) {
                into[p * in.length + c] = sums[p];
            }
        }
        return into;
    }

    /** Adds a channel's sums, times {@code sign}. */
    private void add(int channel, int sign) {
        int width = stage.window().kernelWidth();
        for (int tap = 0; tap < stage.taps(); tap++) {
            windows.gather(in[channel], tap / width, tap % width, stage.padValue(), 0, under.length, under, 0);
            VectorLoops.addProducts(sums, under, sign * stage.weights()[channel * stage.taps() + tap], sums.length);
        }
    }
}
