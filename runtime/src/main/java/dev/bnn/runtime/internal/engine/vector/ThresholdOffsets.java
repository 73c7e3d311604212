// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;

/**
 * The starts of accumulators, by position class and channel, so that an accumulator ends negative where the bit is 1. Kernels
 * start all positions with the offset of the most common class and correct the others, which are listed.
 */
final class ThresholdOffsets {
    /** Offsets: [class][channel]. */
    private final int[][] values;

    private final Positions positions;
    /** Differences from the offset of the most common class: [channel][class]. */
    private final int[][] more;

    /**
     * The classes of a map's positions, which all levels share.
     *
     * @param classes the class of each position
     * @param common the most common class
     * @param others positions of other classes, in order
     * @param othersClasses their classes
     */
    private record Positions(int[] classes, int common, int[] others, int[] othersClasses) {
        static Positions of(Stage.Threshold t) {
            Dims dims = t.input();
            int[] classes = new int[dims.positions()];
            int[] uses = new int[t.thresholds().length];
            for (int p = 0; p < classes.length; p++) {
                classes[p] = t.rowClass()[p / dims.width()] * t.columnClasses() + t.columnClass()[p % dims.width()];
                uses[classes[p]]++;
            }
            int most = 0;
            for (int c = 1; c < uses.length; c++) {
                most = uses[c] > uses[most] ? c : most;
            }
            int common = most;
            int[] others = IntStream.range(0, classes.length)
                    .filter(p -> classes[p] != common)
                    .toArray();
            return new Positions(
                    classes,
                    common,
                    others,
                    Arrays.stream(others).map(p -> classes[p]).toArray());
        }
    }

    private ThresholdOffsets(int[][] values, Positions positions) {
        this.values = values;
        this.positions = positions;
        more = new int[uniform() ? 0 : values[0].length][values.length];
        for (int channel = 0; channel < more.length; channel++) {
            for (int k = 0; k < values.length; k++) {
                more[channel][k] = values[k][channel] - values[positions.common()][channel];
            }
        }
    }

    /** The offsets of each level: each threshold becomes an offset. */
    static ThresholdOffsets[] of(Stage.Threshold t, LongToIntFunction offset) {
        Positions positions = Positions.of(t);
        return IntStream.range(0, t.levels())
                .mapToObj(level -> new ThresholdOffsets(values(t, level, offset), positions))
                .toArray(ThresholdOffsets[]::new);
    }

    private static int[][] values(Stage.Threshold t, int level, LongToIntFunction offset) {
        int[][] values = new int[t.thresholds().length][t.input().channels()];
        for (int k = 0; k < values.length; k++) {
            for (int c = 0; c < values[k].length; c++) {
                values[k][c] = offset.applyAsInt(t.thresholds()[k][c * t.levels() + level]);
            }
        }
        return values;
    }

    /** True where all positions are of one class. */
    boolean uniform() {
        return positions.others().length == 0;
    }

    /** The offset of a channel at the positions of the most common class. */
    int common(int channel) {
        return values[positions.common()][channel];
    }

    /**
     * Corrects accumulators that started at {@link #common}, at the positions {@code from} to {@code to - 1}.
     *
     * @param at index of the first of them
     * @param shift the bit at which the accumulators begin
     */
    void correct(int channel, int from, int to, int[] accumulators, int at, int shift) {
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
    int[] at(int position) {
        return values[positions.classes()[position]];
    }
}
