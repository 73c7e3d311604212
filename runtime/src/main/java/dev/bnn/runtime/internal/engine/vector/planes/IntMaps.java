// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.planes;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.engine.vector.loops.VectorLoops;
import java.util.Arrays;

/** Operations on maps of integers: [channel][position]. */
public final class IntMaps {
    private IntMaps() {}

    /** A map of zeros: [channel][position]. */
    public static int[][] empty(Dims dims) {
        return new int[dims.channels()][dims.positions()];
    }

    /**
     * Splits an image's bytes, channels fastest, into planes. Three channels have a separate loop with a constant stride, which
     * C2 optimizes.
     */
    public static void planes(byte[] bytes, int[][] planes) {
        if (planes.length == 3) {
            int[] red = planes[0];
            int[] green = planes[1];
            int[] blue = planes[2];
            for (int p = 0; p < red.length; p++) {
                red[p] = bytes[3 * p] & 0xff;
                green[p] = bytes[3 * p + 1] & 0xff;
                blue[p] = bytes[3 * p + 2] & 0xff;
            }
            return;
        }
        for (int c = 0; c < planes.length; c++) {
            int[] plane = planes[c];
            for (int p = 0, at = c; p < plane.length; p++, at += planes.length) {
                plane[p] = bytes[at] & 0xff;
            }
        }
    }

    /** Writes bits as -1 and +1, and codes as they are. */
    public static void unpack(BitPlanes map, int[][] into) {
        int words = map.words();
        for (int c = 0; c < into.length; c++) {
            int[] channel = into[c];
            Arrays.fill(channel, 0);
            for (int k = 0; k < map.planes(); k++) {
                VectorLoops.placeBit(channel, map.data()[words * k + c / BitPlanes.BITS], c, k, channel.length);
            }
            if (map.planes() == 1) {
                VectorLoops.twicePlus(channel, -1, channel.length);
            }
        }
    }

    /** Computes the bits or codes of an image's bytes. */
    public static void planes(int[][] planes, ThresholdOffsets[] levels, int[] accumulators, BitPlanes out) {
        out.clear();
        for (int c = 0; c < planes.length; c++) {
            Arrays.fill(accumulators, 0);
            VectorLoops.subtract(accumulators, planes[c], accumulators.length);
            planes(accumulators, levels, c, out);
        }
    }

    /** Computes the bits or codes of a channel whose accumulators are minus its sums; {@code out} must hold 0 there. */
    public static void planes(int[] accumulators, ThresholdOffsets[] levels, int channel, BitPlanes out) {
        int n = accumulators.length;
        for (int level = 1; level <= levels.length; level++) {
            VectorLoops.plus(accumulators, levels[level - 1].common(channel), n);
            levels[level - 1].correct(channel, 0, n, accumulators, 0, 0);
            for (int k = 0; k <= Integer.numberOfTrailingZeros(level); k++) {
                int[] words = out.data()[out.words() * k + channel / BitPlanes.BITS];
                VectorLoops.collect(words, accumulators, channel % BitPlanes.BITS, n);
            }
        }
    }
}
