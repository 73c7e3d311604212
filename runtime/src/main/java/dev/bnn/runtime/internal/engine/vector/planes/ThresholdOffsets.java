// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.planes;

import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The initial values of accumulators by position class and channel, chosen so that an accumulator ends negative exactly if the
 * bit is 1. Kernels start all positions at the offset of the most common class, and then correct the positions of other classes,
 * which are listed.
 */
public final class ThresholdOffsets {
    /** Offsets: [class][channel]. */
    private final int[][] values;

    private final PositionClasses positions;
    /** Differences from the offset of the most common class: [channel][class]. */
    private final int[][] more;

    private ThresholdOffsets(int[][] values, PositionClasses positions) {
        this.values = values;
        this.positions = positions;
        more = new int[uniform() ? 0 : values[0].length][values.length];
        for (int channel = 0; channel < more.length; channel++) {
            for (int k = 0; k < values.length; k++) {
                more[channel][k] = values[k][channel] - values[positions.common()][channel];
            }
        }
    }

    /** Turns a channel's threshold into an offset. */
    @FunctionalInterface
    public interface Offset {
        public int of(int channel, long threshold);

        /**
         * The offset of accumulators that are minus a sum: the threshold minus 1.
         *
         * @param largest magnitude of the sums; thresholds beyond it are clamped, which changes no bit
         */
        static Offset ofMinus(long largest) {
            long bound = largest + 1;
            return (channel, threshold) -> (int) (Math.max(-bound, Math.min(bound, threshold)) - 1);
        }
    }

    /** The offsets of the first level, then the differences from each level to the next. */
    public static ThresholdOffsets[] of(Stage.Threshold t, Offset offset) {
        PositionClasses positions = PositionClasses.of(t);
        return IntStream.range(0, t.levels())
                .mapToObj(level -> new ThresholdOffsets(values(t, level, offset), positions))
                .toArray(ThresholdOffsets[]::new);
    }

    private static int[][] values(Stage.Threshold t, int level, Offset offset) {
        int[][] values = new int[t.thresholds().length][t.input().channels()];
        for (int k = 0; k < values.length; k++) {
            long[] thresholds = t.thresholds()[k];
            for (int c = 0; c < values[k].length; c++) {
                int at = c * t.levels() + level;
                values[k][c] = offset.of(c, thresholds[at]) - (level == 0 ? 0 : offset.of(c, thresholds[at - 1]));
            }
        }
        return values;
    }

    /** True if all positions are of the same class. */
    public boolean uniform() {
        return positions.others().length == 0;
    }

    /** The offset of a channel at the positions of the most common class. */
    public int common(int channel) {
        return values[positions.common()][channel];
    }

    /**
     * Corrects accumulators that started at {@link #common}, at the positions {@code from} to {@code to - 1}.
     *
     * @param at index in {@code accumulators} of the first of them
     * @param shift the bit at which an accumulator begins within its int
     */
    public void correct(int channel, int from, int to, int[] accumulators, int at, int shift) {
        if (uniform()) {
            return;
        }
        int[] beyond = more[channel];
        int[] others = positions.others();
        int[] othersClasses = positions.othersClasses();
        int next = Arrays.binarySearch(others, from);
        for (int i = next < 0 ? -next - 1 : next; i < others.length && others[i] < to; i++) {
            accumulators[at - from + others[i]] += beyond[othersClasses[i]] << shift;
        }
    }

    /** The offsets of all channels at a position. */
    public int[] at(int position) {
        return values[positions.classes()[position]];
    }
}
