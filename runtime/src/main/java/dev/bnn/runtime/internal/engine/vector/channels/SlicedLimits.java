// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.channels;

import dev.bnn.runtime.internal.engine.vector.loops.SliceLoops;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.PositionClasses;
import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;

/** Thresholds as limits of {@link SlicedCounters}: a sum reaches its threshold if the count is less than the limit. */
public final class SlicedLimits {
    private final int channels;
    private final int levels;
    private final PositionClasses positions;
    /** The limits of a word's channels, in slices: [class][level][word][bit of the limits]. */
    private final int[][][][] limits;

    /** Converts a threshold of a channel to a limit. */
    @FunctionalInterface
    interface Limit {
        long below(int channel, long threshold);
    }

    /** @param slices number of bits of a limit */
    SlicedLimits(Stage.Threshold t, int slices, Limit limit) {
        channels = t.input().channels();
        levels = t.levels();
        positions = PositionClasses.of(t);
        limits = new int[t.thresholds().length][levels][BitPlanes.words(channels)][slices];
        for (int k = 0; k < limits.length; k++) {
            for (int i = 0; i < t.thresholds()[k].length; i++) {
                int channel = i / levels;
                long below = limit.below(channel, t.thresholds()[k][i]);
                int[] words = limits[k][i % levels][channel / BitPlanes.BITS];
                for (int p = 0; p < slices; p++) {
                    words[p] |= (int) (below >>> p & 1) << channel;
                }
            }
        }
    }

    /**
     * Adds the bits of a word's channels to a map that holds 0 there. Bit k of a code is the parity of the number of reached
     * levels that are multiples of 2^k.
     *
     * @param less scratch, one word per position
     */
    void apply(int[][] slices, int word, BitPlanes out, int[] less) {
        int mask = BitPlanes.mask(channels, word);
        for (int level = 1; level <= levels; level++) {
            Arrays.fill(less, 0);
            int[] common = limits[positions.common()][level - 1][word];
            for (int p = 0; p < slices.length; p++) {
                SliceLoops.less(less, slices[p], common[p], less.length);
            }
            for (int i = 0; i < positions.others().length; i++) {
                int position = positions.others()[i];
                less[position] = less(slices, position, limits[positions.othersClasses()[i]][level - 1][word]);
            }
            for (int k = 0; k <= Integer.numberOfTrailingZeros(level); k++) {
                SliceLoops.change(out.data()[out.words() * k + word], less, mask, less.length);
            }
        }
    }

    private static int less(int[][] slices, int position, int[] limit) {
        int less = 0;
        for (int p = 0; p < slices.length; p++) {
            less = ~slices[p][position] & (limit[p] | less) | limit[p] & less;
        }
        return less;
    }
}
