// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.planes;

import java.util.stream.IntStream;

/**
 * Sums of weights times values, computed exactly from counts: {@code sum = (base - factor * count) / divisor}. The count is D,
 * the number of differing bits between all pairs of planes of weights and values, each multiplied by the powers of two of its
 * planes. For weights of three or more bits it is D - V, where V is the sum of the bits of the values, each multiplied by its
 * power of two.
 *
 * <p>For codes of b bits: let P be the number of +1 bits in a plane of weights, and D the number of bits in which it differs from
 * bit k of the values. The weights under value bits of 1 then add up to P - D. So the sum over all planes, with their powers of
 * two, is (2^b - 1) P - D. {@link WeightPlanes} says whether this is the sum itself, twice the sum, or twice the sum minus V.
 * Bits that stand for -1 and +1 give K - 2 D for a plane, with K weights in total; {@code base} accounts for several planes in
 * this case, too.
 *
 * @param base one number per output
 * @param least the least sum
 * @param most the largest sum
 */
public record CountedSums(long[] base, int factor, int divisor, long least, long most) {
    /**
     * The sums of a stage with one row of weights per output.
     *
     * @param rows weights of each output: [output][weight]
     * @param top the largest code; 1 for bits
     */
    public static CountedSums of(byte[] rows, int outputs, int weightBits, int limit, int top) {
        WeightPlanes planes = new WeightPlanes(weightBits);
        int columns = rows.length / outputs;
        long largest = (long) columns * limit * top;
        boolean bits = top == 1;
        long codes = (1L << BitPlanes.planes(top)) - 1;
        long[] base = IntStream.range(0, outputs)
                .mapToLong(o -> bits ? bitBase(planes, columns) : codes * positives(rows, o * columns, columns, planes))
                .toArray();
        return new CountedSums(
                base, bits && !planes.twice() ? 2 : 1, !bits && planes.twice() ? 2 : 1, -largest, largest);
    }

    /** Twice the sum is K times the sum of the powers of two, minus 2 D; if {@link WeightPlanes#oneMore}, also plus 2 V - K. */
    private static long bitBase(WeightPlanes planes, int columns) {
        if (!planes.twice()) {
            return columns;
        }
        return (long) columns * (planes.total() - (planes.oneMore() ? 1 : 0)) / 2;
    }

    /** Number of +1 bits in all planes, each multiplied by its power of two. */
    private static long positives(byte[] rows, int from, int columns, WeightPlanes planes) {
        long sum = 0;
        for (int i = from; i < from + columns; i++) {
            for (int q = 0; q < planes.count(); q++) {
                sum += (long) planes.bit(rows[i], q) << planes.shift(q);
            }
        }
        return sum;
    }

    /** The sum of an output's count. */
    public int sum(int output, long count) {
        return (int) ((base[output] - factor * count) / divisor);
    }

    /** The limit below which counts, and no others, have sums of at least the threshold. */
    public long below(int output, long threshold) {
        long reachable = Math.max(least, Math.min(most + 1, threshold));
        return Math.floorDiv(base[output] - reachable * divisor, factor) + 1;
    }
}
