// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.product;

import dev.bnn.runtime.internal.engine.vector.loops.BitCounts;
import dev.bnn.runtime.internal.engine.vector.loops.VectorLoops;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.planes.CountedSums;
import dev.bnn.runtime.internal.engine.vector.planes.WeightPlanes;
import dev.bnn.runtime.internal.network.Stage;
import java.util.stream.IntStream;

/**
 * A matrix stage on bits or codes, by XOR and popcount between bit planes of the weights ({@link WeightPlanes}) and of the values
 * ({@link BitPlanes}). It counts D, the differing bits of all pairs of planes, each multiplied by the powers of two of both
 * planes; {@link CountedSums} derives the sum from D.
 *
 * <p>The accumulator counts from the highest power of two down and doubles in between, so that each pair of planes costs as much
 * as a layer of one bit.
 */
final class BitProduct extends MatrixProduct {
    /** Number of words gathered at a time: about as many as fit in the second-level cache along with the weights. */
    private static final int CACHED = 32768;

    /** Counts up to this fit in an int, together with what thresholds add to them. */
    private static final int MOST_COUNTED = 1 << 28;

    private static final int[] ZEROS = new int[BitCounts.ROWS];

    private final Weights weights;
    private final BitPlanes in;
    private final BitCounts bits;
    private final int[] flat;
    /** One group per power of two, from the highest down. */
    private final Group[] groups;
    /** Counts for some outputs; the counts of all planes of the values lie side by side. */
    private int[][] counts = {};
    /** The weights' words of some outputs. */
    private final int[][] rows = new int[BitCounts.ROWS][];
    /** The initial values of their counts. */
    private final int[] shifted = new int[BitCounts.ROWS];
    /** The values' words of some positions, in the order of a group. */
    private final int[][] windows;

    private int[] plane = {};
    /** For each position of the run, the sum of the values' bits, each multiplied by its power of two. */
    private int[] values = {};

    /**
     * Pairs of words whose differing bits are multiplied by the same power of two.
     *
     * @param taps indices of the values' words: taps of the window, plane after plane
     * @param words the weights' words, by output
     */
    private record Group(int[] taps, int[][] words) {}

    /**
     * The weights as words, which all threads share. A row holds plane after plane.
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
            int[][] byTap = VectorLoops.rows(planes.count() * taps, byOutput.length);
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
        windows = new int[BitCounts.ROWS][taps * weights.planes().count()];
        groups = groups(weights.planes(), weights.byTap(), in.planes(), taps);
    }

    /**
     * True if planes take fewer operations than sums of integers: a pair of words takes about four operations; a value takes one
     * in {@link ByteProduct} and three in {@link IntProduct}.
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

    /** Number of words of one plane under a window. */
    private static int taps(Stage.Matrix m) {
        return m.dense()
                ? BitPlanes.words(m.columns())
                : m.window().taps() * BitPlanes.words(m.input().channels());
    }

    private static Group[] groups(WeightPlanes weights, int[][] byTap, int planes, int taps) {
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
                    return new Group(
                            values.build().toArray(),
                            of.build().mapToObj(i -> byTap[i]).toArray(int[][]::new));
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
        counts = VectorLoops.rows(in.planes() > 1 ? BitCounts.ROWS : 0, in.planes() * run);
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
    void alongPositions(int output, int[] starts, int count, int n) {
        int planes = in.planes();
        System.arraycopy(weights.byOutput(), output, rows, 0, count);
        if (planes == 1) {
            differences(starts, count, accumulators, n);
        } else {
            differences(ZEROS, count, counts, planes * n);
            for (int r = 0; r < count; r++) {
                int[] lowest = counts[r];
                for (int k = 1; k < planes; k++) {
                    // C2 would not vectorize a loop over arrays at different offsets.
                    System.arraycopy(counts[r], k * n, plane, 0, n);
                    VectorLoops.addPlane(accumulators[r], k == 1 ? starts[r] : 0, lowest, plane, k, n);
                    lowest = accumulators[r];
                }
            }
        }
        if (weights.planes().oneMore()) {
            for (int r = 0; r < count; r++) {
                VectorLoops.subtract(accumulators[r], values, n);
            }
        }
    }

    /** Counts the bits that differ from all planes of the weights, for all planes and positions of the values. */
    private void differences(int[] starts, int count, int[][] into, int n) {
        WeightPlanes planes = weights.planes();
        int last = planes.count() - 1;
        for (int q = last; q >= 0; q--) {
            // The start value enters bit by bit, as the count doubles.
            int left = planes.shift(q);
            if (q == last) {
                for (int r = 0; r < count; r++) {
                    shifted[r] = starts[r] >> left;
                }
                bits.set(into, shifted, count, under, rows, q * taps, taps, n);
                continue;
            }
            for (int r = 0; r < count && planes.shift(q + 1) > left; r++) {
                VectorLoops.twicePlus(into[r], starts[r] >> left & 1, n);
            }
            bits.add(into, count, under, rows, q * taps, taps, n);
        }
    }

    @Override
    void alongOutputs(int position, int[][] starts, int count, int[][] into) {
        for (int g = 0; g < groups.length; g++) {
            int left = groups.length - 1 - g;
            int[] t = groups[g].taps();
            for (int r = 0; r < count; r++) {
                if (g > 0) {
                    VectorLoops.twicePlusBit(into[r], starts[r], left, outputs);
                } else {
                    VectorLoops.shifted(into[r], starts[r], left, outputs);
                }
                for (int i = 0; i < t.length; i++) {
                    windows[r][i] = word(t[i], position + r);
                }
            }
            bits.add(into, count, groups[g].words(), windows, 0, t.length, outputs);
        }
        for (int r = 0; r < count && weights.planes().oneMore(); r++) {
            VectorLoops.plus(into[r], -values(position + r), outputs);
        }
    }

    /** A word of the window at a position. */
    private int word(int tap, int position) {
        return tap < taps ? under[tap][position] : under[tap % taps][tap / taps * side + position];
    }
}
