// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.product;

import dev.bnn.runtime.internal.engine.vector.loops.VectorLoops;
import dev.bnn.runtime.internal.engine.vector.planes.WeightPlanes;
import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;

/**
 * A matrix stage of weights of one bit, -1 and +1, or of two, -1 to +1, on bytes of the image or on codes.
 *
 * <p>Let S be the sum of all values under the window and N the sum of those under weights of -1; then minus the stage's sum is -S
 * + 2 N. Weights of two bits are half the sum of two planes of -1 and +1 ({@link WeightPlanes}), so minus the sum is -S + N + M,
 * with N for one plane and M for the other. The kernel takes taps three at a time: it computes the sums of all eight subsets
 * once, and each output adds one of them per three taps and plane.
 */
class ByteProduct extends IntProduct {
    private static final int GROUP = 3;
    private static final int SUBSETS = 1 << GROUP;
    /** Number of values and sums of subsets kept at a time, so that they stay in the second-level cache. */
    private static final int CACHED = 65536;
    /** Number of sums that the first loop over positions adds, and each loop after it. */
    private static final int FIRST = 5;

    private static final int NEXT = 4;

    private final Weights weights;
    /** S by position of the run. */
    private int[] all;
    /**
     * [8 g + s]: the sum of subset s of group g for each position of the run; with one plane, twice that sum. Of the empty
     * subsets, s = 0, only one is stored.
     */
    private int[][] sums;

    /**
     * Weights of one or two bits, which all threads share.
     *
     * @param planes bits of a weight
     * @param byTap the negated weights: [tap][output]
     * @param sums for each output, the indices of the sums of subsets that add up to N and M; 0 stands for none
     */
    record Weights(int planes, int[][] byTap, int[][] sums) {
        static Weights of(Stage.Matrix m) {
            WeightPlanes planes = new WeightPlanes(m.weightBits());
            int[][] sums = new int[m.output().channels()][];
            for (int o = 0; o < sums.length; o++) {
                sums[o] = sums(planes, m.weights(), o * m.columns(), m.columns());
            }
            return new Weights(planes.count(), IntProduct.byTap(m), sums);
        }

        private static int[] sums(WeightPlanes planes, byte[] weights, int row, int columns) {
            int[] sums = new int[planes.count() * groups(columns)];
            int count = 0;
            for (int i = 0; i < sums.length; i++) {
                int g = i / planes.count();
                int subset = 0;
                for (int t = g * GROUP; t < Math.min(columns, (g + 1) * GROUP); t++) {
                    subset |= planes.bit(weights[row + t], i % planes.count()) == 0 ? 1 << t % GROUP : 0;
                }
                if (subset != 0) {
                    sums[count++] = g * SUBSETS + subset;
                }
            }
            // copyOf pads with 0, the index of the empty sum: one loop over four sums, some of them empty, is faster
            // than one loop per sum.
            int loops = count <= FIRST ? 0 : (count - FIRST + NEXT - 1) / NEXT;
            return Arrays.copyOf(sums, FIRST + loops * NEXT);
        }
    }

    /** @param planes the input: [channel][position] */
    ByteProduct(Stage.Matrix stage, Weights weights, int[][] planes) {
        super(stage, weights.byTap(), planes, CACHED / (stage.columns() + groups(stage.columns()) * SUBSETS));
        this.weights = weights;
    }

    /** True if weights have one bit or two. */
    static boolean fits(Stage.Matrix m) {
        return m.weightBits() <= 2;
    }

    private static int groups(int columns) {
        return (columns + GROUP - 1) / GROUP;
    }

    @Override
    void allocate(int run) {
        super.allocate(run);
        int[][] rows = VectorLoops.rows(1 + groups(taps) * SUBSETS, run);
        sums = new int[groups(taps) * SUBSETS][];
        sums[0] = rows[0];
        for (int t = 0; t < taps; t++) {
            int first = t / GROUP * SUBSETS;
            for (int s = 1 << t % GROUP; s < 2 << t % GROUP; s++) {
                sums[first + s] = rows[first + s];
            }
        }
        all = rows[rows.length - 1];
    }

    @Override
    void computeShared(int n) {
        Arrays.fill(all, 0, n, 0);
        for (int t = 0; t < taps; t++) {
            VectorLoops.add(all, under[t], n);
            int first = t / GROUP * SUBSETS;
            int tap = 1 << t % GROUP;
            if (weights.planes() == 1) {
                VectorLoops.twice(sums[first + tap], under[t], n);
            } else {
                System.arraycopy(under[t], 0, sums[first + tap], 0, n);
            }
            for (int s = 1; s < tap; s++) {
                VectorLoops.sum(sums[first + tap + s], sums[first + tap], sums[first + s], n);
            }
        }
    }

    @Override
    void alongPositions(int output, int start, int[] into, int n) {
        int[] of = weights.sums()[output];
        VectorLoops.sum(into, start, all, sums[of[0]], sums[of[1]], sums[of[2]], sums[of[3]], sums[of[4]], n);
        for (int i = FIRST; i < of.length; i += NEXT) {
            VectorLoops.add(into, sums[of[i]], sums[of[i + 1]], sums[of[i + 2]], sums[of[i + 3]], n);
        }
    }
}
