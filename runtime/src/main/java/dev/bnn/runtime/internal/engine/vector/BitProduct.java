// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;

/**
 * A matrix stage on bits: XNOR and popcount. The accumulator counts the differing bits D among the fan-in K; the stage's sum
 * is K - 2 D. The sum is at least T where D is at most (K - T) / 2.
 */
final class BitProduct extends MatrixProduct {
    /** Words gathered at a time: about as many as fit the second-level cache beside the weights. */
    private static final int CACHED = 32768;

    private final Weights weights;
    private final BitPlanes in;
    private final int[] flat;

    /**
     * Weights as words, which all threads share.
     *
     * @param byOutput [output][tap]
     * @param byTap [tap][output]
     */
    record Weights(int[][] byOutput, int[][] byTap) {
        static Weights of(Stage.Matrix m) {
            int group = m.dense() ? m.columns() : m.input().channels();
            int words = BitPlanes.words(group);
            int taps = taps(m);
            int[][] byOutput = new int[m.output().channels()][taps];
            for (int i = 0; i < m.weights().length; i++) {
                if (m.weights()[i] > 0) {
                    int column = i % m.columns();
                    int bit = column % group;
                    byOutput[i / m.columns()][column / group * words + bit / BitPlanes.BITS] |= 1 << bit;
                }
            }
            int[][] byTap = new int[taps][byOutput.length];
            for (int t = 0; t < taps; t++) {
                for (int o = 0; o < byOutput.length; o++) {
                    byTap[t][o] = byOutput[o][t];
                }
            }
            return new Weights(byOutput, byTap);
        }
    }

    BitProduct(Stage.Matrix stage, Weights weights, BitPlanes in) {
        super(stage, in.data(), taps(stage), CACHED / taps(stage));
        this.weights = weights;
        this.in = in;
        flat = stage.dense() ? new int[taps] : new int[0];
    }

    private static int taps(Stage.Matrix m) {
        return m.dense()
                ? BitPlanes.words(m.columns())
                : m.window().taps() * BitPlanes.words(m.input().channels());
    }

    /** The start of a count that ends negative if and only if the sum is at least the threshold. */
    static int start(int columns, long threshold) {
        long reachable = Math.max(-columns, Math.min(columns + 1L, threshold));
        return (int) -(Math.floorDiv(columns - reachable, 2L) + 1);
    }

    @Override
    int sum(int accumulator) {
        return stage.columns() - 2 * accumulator;
    }

    @Override
    int pad(int plane) {
        return stage.padValue() > 0 ? BitPlanes.mask(stage.input().channels(), plane) : 0;
    }

    @Override
    void gatherInto(MatrixProduct other, int from, int to, int at) {
        if (!stage.dense()) {
            super.gatherInto(other, from, to, at);
            return;
        }
        in.flatten(flat);
        for (int t = 0; t < taps; t++) {
            other.under[t][at] = flat[t];
        }
    }

    @Override
    void alongPositions(int output, int start, int[] into, int n) {
        int[] w = weights.byOutput()[output];
        int t = 0;
        if (taps > 2) {
            VectorLoops.differences(into, start, under[0], w[0], under[1], w[1], under[2], w[2], n);
            t = 3;
        } else {
            Arrays.fill(into, 0, n, start);
        }
        for (; t + 2 < taps; t += 3) {
            VectorLoops.differences(into, under[t], w[t], under[t + 1], w[t + 1], under[t + 2], w[t + 2], n);
        }
        for (; t < taps; t++) {
            VectorLoops.differences(into, under[t], w[t], n);
        }
    }

    @Override
    void alongOutputs(int position, int[] into) {
        int[][] w = weights.byTap();
        int t = 0;
        for (; t + 2 < taps; t += 3) {
            int x = under[t][position];
            int y = under[t + 1][position];
            int z = under[t + 2][position];
            VectorLoops.differences(into, w[t], x, w[t + 1], y, w[t + 2], z, outputs);
        }
        for (; t < taps; t++) {
            VectorLoops.differences(into, w[t], under[t][position], outputs);
        }
    }
}
