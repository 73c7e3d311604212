// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.planes;

import java.util.stream.IntStream;

/**
 * Sums of weights times values, computed from counts: {@code sum = (base - factor * count) / divisor}, which is exact. The count
 * is that of the differing bits D of weights and values in planes, each with its powers of two; with weights of three and more
 * bits it is D - V, where V is the sum of the bits of the values with their powers of two.
 *
 * <p>For codes of b bits: a plane of weights has P bits of +1 and differs from bit k of the values in D bits. It adds up to P -
 * D, since where the value's bit is 1, the sum has the weight, -1 or +1. So the sum of all planes, with their powers of two, is (2^b
 * - 1) P - D. That is the sum, twice the sum, or, less V, twice the sum, as {@link WeightPlanes} says. Bits that stand for -1 and
 * +1 give K - 2 D for a plane, with K weights in all; what follows for several planes lies in {@code base}, too.
 *
 * @param base by output
 * @param least the least sum
 * @param most the largest sum
 */
public record CountedSums(long[] base, int factor, int divisor, long least, long most) {
    /**
     * The sums of a stage with a row of weights by output.
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

    /** Twice the sum is (powers of two) K - 2 D, and with one more 2 V - K besides. */
    private static long bitBase(WeightPlanes planes, int columns) {
        if (!planes.twice()) {
            return columns;
        }
        return (long) columns * (planes.total() - (planes.oneMore() ? 1 : 0)) / 2;
    }

    /** Bits of +1 in all planes with their powers of two. */
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

    /** A limit: counts less than this, and no others, have sums of at least the threshold. */
    public long below(int output, long threshold) {
        long reachable = Math.max(least, Math.min(most + 1, threshold));
        return Math.floorDiv(base[output] - reachable * divisor, factor) + 1;
    }
}
