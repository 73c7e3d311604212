package dev.bnn.runtime;

import java.util.Arrays;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;

/**
 * What an accumulator starts at, so that it is negative in the end where the bit is 1: by position class and channel.
 * Positions of the most common class are filled at once; the others are listed.
 */
final class Offsets {
    /** [class][channel]. */
    private final int[][] values;
    /** Class of each position. */
    private final int[] classes;

    private final int common;
    /** Positions of other classes, in order. */
    private final int[] others;
    /** Their classes. */
    private final int[] othersClasses;
    /** What they have beyond the most common class: [channel][class]. */
    private final int[][] more;

    private Offsets(int[][] values, int[] classes) {
        this.values = values;
        this.classes = classes;
        int[] uses = new int[values.length];
        for (int c : classes) {
            uses[c]++;
        }
        int most = 0;
        for (int c = 1; c < uses.length; c++) {
            most = uses[c] > uses[most] ? c : most;
        }
        common = most;
        others = IntStream.range(0, classes.length)
                .filter(p -> classes[p] != common)
                .toArray();
        othersClasses = Arrays.stream(others).map(p -> classes[p]).toArray();
        more = new int[others.length == 0 ? 0 : values[0].length][values.length];
        for (int channel = 0; channel < more.length; channel++) {
            for (int k = 0; k < values.length; k++) {
                more[channel][k] = values[k][channel] - values[common][channel];
            }
        }
    }

    /** Of the thresholds of a level, each turned into an offset. */
    static Offsets of(Stage.Threshold t, int level, LongToIntFunction offset) {
        Dims dims = t.input();
        int[][] values = new int[t.thresholds().length][dims.channels()];
        for (int k = 0; k < values.length; k++) {
            for (int c = 0; c < dims.channels(); c++) {
                values[k][c] = offset.applyAsInt(t.thresholds()[k][c * t.levels() + level]);
            }
        }
        int[] classes = new int[dims.height() * dims.width()];
        for (int p = 0; p < classes.length; p++) {
            classes[p] = t.rowClass()[p / dims.width()] * t.columnClasses() + t.columnClass()[p % dims.width()];
        }
        return new Offsets(values, classes);
    }

    /** True where all positions are of one class. */
    boolean uniform() {
        return others.length == 0;
    }

    /** Of one channel, at the positions of the most common class. */
    int common(int channel) {
        return values[common][channel];
    }

    /**
     * Makes accumulators that started at {@link #common} right at the positions from (inclusive) to to (exclusive).
     *
     * @param at where the first of them is
     * @param shift the bit at which the accumulators begin
     */
    void correct(int channel, int from, int to, int[] accumulators, int at, int shift) {
        if (uniform()) {
            return;
        }
        int[] beyond = more[channel];
        int next = Arrays.binarySearch(others, from);
        for (int i = next < 0 ? -next - 1 : next; i < others.length && others[i] < to; i++) {
            accumulators[at - from + others[i]] += beyond[othersClasses[i]] << shift;
        }
    }

    /** Of all channels at a position. */
    int[] at(int position) {
        return values[classes[position]];
    }
}
