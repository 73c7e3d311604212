// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.product;

import dev.bnn.runtime.internal.engine.vector.loops.BitCounts;
import dev.bnn.runtime.internal.engine.vector.loops.VectorLoops;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.CountedSums;
import dev.bnn.runtime.internal.engine.vector.planes.WeightPlanes;
import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A matrix stage on bits or codes, by XOR and popcount of bit planes: of the weights ({@link WeightPlanes}) and of the values
 * ({@link BitPlanes}). With D the differing bits of all pairs of planes, each counted with the powers of two of both,
 * {@link CountedSums} says what the sum is.
 *
 * <p>The accumulator counts from the highest power of two down, doubling in between, so that each pair costs what a layer of one
 * bit costs.
 */
final class BitProduct extends MatrixProduct {
    /** Words gathered at a time: about as many as fit the second-level cache beside the weights. */
    private static final int CACHED = 32768;

    /** Counts up to this, with what thresholds add to them, fit an int. */
    private static final int MOST_COUNTED = 1 << 28;

    private final Weights weights;
    private final BitPlanes in;
    private final BitCounts bits;
    private final int[] flat;
    /** By power of two, from the highest down. */
    private final Group[] groups;
    /** Counts of all planes of the values, side by side. */
    private int[] counts = {};

    private int[] plane = {};
    /** By position of the run, the sum of the values' bits with their powers of two. */
    private int[] values = {};

    /**
     * Pairs of words whose differing bits count with the same power of two.
     *
     * @param taps index of the values' words: tap of the window, plane after plane
     * @param words index of the weights' words
     */
    private record Group(int[] taps, int[] words) {}

    /**
     * Weights as words, which all threads share. A row holds plane after plane.
     *
     * @param byOutput [output][tap]
     * @param byTap [tap][output]
     */
    record Weights(WeightPlanes planes, int[][] byOutput, int[][] byTap) {
        static Weights of(Stage.Matrix m) {
            WeightPlanes planes = new WeightPlanes(m.weightBits());
            int group = m.dense() ? m.columns() : m.input().channels();
            int words = BitPlanes.words(group);
            int taps = taps(m);
            int[][] byOutput = new int[m.output().channels()][planes.count() * taps];
            for (int i = 0; i < m.weights().length; i++) {
                int column = i % m.columns();
                int bit = column % group;
                int word = column / group * words + bit / BitPlanes.BITS;
                for (int q = 0; q < planes.count(); q++) {
                    byOutput[i / m.columns()][q * taps + word] |= planes.bit(m.weights()[i], q) << bit;
                }
            }
            int[][] byTap = new int[planes.count() * taps][byOutput.length];
            for (int t = 0; t < byTap.length; t++) {
                for (int o = 0; o < byOutput.length; o++) {
                    byTap[t][o] = byOutput[o][t];
                }
            }
            return new Weights(planes, byOutput, byTap);
        }
    }

    BitProduct(Stage.Matrix stage, Weights weights, BitPlanes in, BitCounts bits) {
        super(stage, in.data(), in.planes(), taps(stage), CACHED / (in.planes() * taps(stage)));
        this.weights = weights;
        this.in = in;
        this.bits = bits;
        flat = new int[stage.dense() ? in.planes() * taps : 0];
        groups = groups(weights.planes(), in.planes(), taps);
    }

    /**
     * True where planes take fewer operations than sums of integers: a pair of words takes about four, a value one in
     * {@link ByteProduct} and three in {@link IntProduct}.
     *
     * @param top the largest code; 1 for bits
     */
    static boolean pays(Stage.Matrix m, int top) {
        int planes = BitPlanes.planes(top);
        if (planes == 1 && m.binary()) {
            return true;
        }
        if ((long) m.columns() << m.weightBits() + planes > MOST_COUNTED) {
            return false;
        }
        int group = m.dense() ? m.columns() : m.input().channels();
        int pairs = m.weightBits() * planes * BitPlanes.words(group);
        return 4 * pairs <= (ByteProduct.fits(m) ? m.weightBits() : 3) * group;
    }

    /** Words under a window of one plane. */
    private static int taps(Stage.Matrix m) {
        return m.dense()
                ? BitPlanes.words(m.columns())
                : m.window().taps() * BitPlanes.words(m.input().channels());
    }

    private static Group[] groups(WeightPlanes weights, int planes, int taps) {
        int highest = weights.shift(weights.count() - 1) + planes - 1;
        return IntStream.iterate(highest, s -> s >= 0, s -> s - 1)
                .mapToObj(s -> {
                    IntStream.Builder values = IntStream.builder();
                    IntStream.Builder of = IntStream.builder();
                    for (int q = 0; q < weights.count(); q++) {
                        int k = s - weights.shift(q);
                        for (int t = 0; t < taps && k >= 0 && k < planes; t++) {
                            values.add(k * taps + t);
                            of.add(q * taps + t);
                        }
                    }
                    return new Group(values.build().toArray(), of.build().toArray());
                })
                .toArray(Group[]::new);
    }

    @Override
    int pad(int plane) {
        int words = in.words();
        int code = in.planes() == 1 ? Math.max(0, stage.padValue()) : stage.padValue();
        return -(code >>> plane / words & 1) & BitPlanes.mask(stage.input().channels(), plane % words);
    }

    @Override
    void gatherInto(MatrixProduct other, int from, int to, int at) {
        if (!stage.dense()) {
            super.gatherInto(other, from, to, at);
            return;
        }
        in.flatten(flat);
        for (int t = 0; t < flat.length; t++) {
            other.under[t % taps][t / taps * other.side + at] = flat[t];
        }
    }

    @Override
    void allocate(int run) {
        super.allocate(run);
        counts = new int[in.planes() > 1 ? in.planes() * run : 0];
        plane = new int[in.planes() > 1 ? run : 0];
        values = new int[weights.planes().oneMore() ? run : 0];
    }

    @Override
    void computeShared(int n) {
        if (weights.planes().oneMore()) {
            for (int i = 0; i < n; i++) {
                values[i] = values(i);
            }
        }
    }

    private int values(int position) {
        int sum = 0;
        for (int k = 0; k < in.planes(); k++) {
            for (int t = 0; t < taps; t++) {
                sum += Integer.bitCount(under[t][k * side + position]) << k;
            }
        }
        return sum;
    }

    @Override
    void alongPositions(int output, int start, int[] into, int n) {
        int planes = in.planes();
        if (planes == 1) {
            count(weights.byOutput()[output], start, into, n);
        } else {
            count(weights.byOutput()[output], 0, counts, planes * n);
            int[] lowest = counts;
            for (int k = 1; k < planes; k++) {
                // A loop with arrays at different offsets would not become vectors.
                System.arraycopy(counts, k * n, plane, 0, n);
                VectorLoops.addPlane(into, k == 1 ? start : 0, lowest, plane, k, n);
                lowest = into;
            }
        }
        if (weights.planes().oneMore()) {
            VectorLoops.subtract(into, values, n);
        }
    }

    /** Counts what differs from all planes of the weights, at the positions of all planes of the values. */
    private void count(int[] w, int start, int[] into, int n) {
        WeightPlanes planes = weights.planes();
        int last = planes.count() - 1;
        for (int q = last; q >= 0; q--) {
            // The start comes in bit by bit, as the count doubles.
            int left = planes.shift(q);
            int first = q * taps;
            int t = 0;
            if (q < last) {
                if (planes.shift(q + 1) > left) {
                    VectorLoops.twicePlus(into, start >> left & 1, n);
                }
            } else if (taps > 2) {
                bits.begin(into, start >> left, under[0], w[first], under[1], w[first + 1], under[2], w[first + 2], n);
                t = 3;
            } else {
                Arrays.fill(into, 0, n, start >> left);
            }
            for (; t + 2 < taps; t += 3) {
                int x = w[first + t];
                bits.add(into, under[t], x, under[t + 1], w[first + t + 1], under[t + 2], w[first + t + 2], n);
            }
            bits.end(into, n);
            for (; t < taps; t++) {
                VectorLoops.differences(into, under[t], w[first + t], n);
            }
        }
    }

    @Override
    void alongOutputs(int position, int[] starts, int[] into) {
        int[][] w = weights.byTap();
        for (int g = 0; g < groups.length; g++) {
            int left = groups.length - 1 - g;
            int[] t = groups[g].taps();
            int[] of = groups[g].words();
            if (g > 0) {
                VectorLoops.twicePlusBit(into, starts, left, outputs);
            } else {
                VectorLoops.shifted(into, starts, left, outputs);
            }
            int i = 0;
            for (; i + 2 < t.length; i += 3) {
                int x = word(t[i], position);
                int y = word(t[i + 1], position);
                int z = word(t[i + 2], position);
                bits.add(into, w[of[i]], x, w[of[i + 1]], y, w[of[i + 2]], z, outputs);
            }
            bits.end(into, outputs);
            for (; i < t.length; i++) {
                VectorLoops.differences(into, w[of[i]], word(t[i], position), outputs);
            }
        }
        if (weights.planes().oneMore()) {
            VectorLoops.plus(into, -values(position), outputs);
        }
    }

    /** A word of the window at a position. */
    private int word(int tap, int position) {
        return tap < taps ? under[tap][position] : under[tap % taps][tap / taps * side + position];
    }
}
