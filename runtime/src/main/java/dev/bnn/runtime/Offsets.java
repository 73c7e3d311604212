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
    }

    /** Zero everywhere. */
    static Offsets none(Dims dims) {
        return new Offsets(new int[1][dims.channels()], new int[dims.height() * dims.width()]);
    }

    /** Of thresholds, each turned into an offset. */
    static Offsets of(Stage.Threshold t, LongToIntFunction offset) {
        int[][] values = new int[t.thresholds().length][];
        for (int k = 0; k < values.length; k++) {
            values[k] = Arrays.stream(t.thresholds()[k])
                    .mapToInt(offset::applyAsInt)
                    .toArray();
        }
        Dims dims = t.input();
        int[] classes = new int[dims.height() * dims.width()];
        for (int p = 0; p < classes.length; p++) {
            classes[p] = t.rowClass()[p / dims.width()] * t.columnClasses() + t.columnClass()[p % dims.width()];
        }
        return new Offsets(values, classes);
    }

    /** Of one channel, at the positions from (inclusive) to to (exclusive). */
    void fill(int channel, int from, int to, int[] into) {
        Arrays.fill(into, 0, to - from, values[common][channel]);
        int at = Arrays.binarySearch(others, from);
        for (int i = at < 0 ? -at - 1 : at; i < others.length && others[i] < to; i++) {
            into[others[i] - from] = values[classes[others[i]]][channel];
        }
    }

    /** Of all channels at a position. */
    int[] at(int position) {
        return values[classes[position]];
    }
}
