// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.product;

import dev.bnn.runtime.internal.engine.vector.loops.VectorLoops;
import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;

/**
 * A matrix stage of integer weights on integers: bytes of the image, codes, or -1 and +1. The accumulator is minus the
 * stage's sum. With a threshold T it starts at T - 1, so that it ends negative if and only if the sum is at least T.
 */
class IntProduct extends MatrixProduct {
    /** Number of values gathered at a time, so that they stay in a cache near the core. */
    private static final int CACHED = 16384;

    private final int[][] byTap;

    /**
     * @param byTap the negated weights: [tap][output]
     * @param planes the input: [channel][position]
     */
    IntProduct(Stage.Matrix stage, int[][] byTap, int[][] planes) {
        this(stage, byTap, planes, CACHED / stage.columns());
    }

    IntProduct(Stage.Matrix stage, int[][] byTap, int[][] planes, int longestRun) {
        super(stage, planes, 1, stage.columns(), longestRun);
        this.byTap = byTap;
    }

    /** The negated weights as [tap][output]. */
    static int[][] byTap(Stage.Matrix m) {
        int columns = m.columns();
        int[][] byTap = new int[columns][m.output().channels()];
        for (int i = 0; i < m.weights().length; i++) {
            byTap[i % columns][i / columns] = -m.weights()[i];
        }
        return byTap;
    }

    @Override
    final int pad(int plane) {
        return stage.padValue();
    }

    @Override
    final void alongPositions(int output, int[] starts, int count, int n) {
        for (int i = 0; i < count; i++) {
            alongPositions(output + i, starts[i], accumulators[i], n);
        }
    }

    /** Computes the accumulators of one output at n gathered positions, all starting at {@code start}. */
    void alongPositions(int output, int start, int[] into, int n) {
        Arrays.fill(into, 0, n, start);
        int t = 0;
        for (; t + 1 < taps; t += 2) {
            VectorLoops.addProducts(into, under[t], byTap[t][output], under[t + 1], byTap[t + 1][output], n);
        }
        if (t < taps) {
            VectorLoops.addProducts(into, under[t], byTap[t][output], n);
        }
    }

    @Override
    final void alongOutputs(int position, int[][] starts, int count, int[][] into) {
        for (int r = 0; r < count; r++) {
            alongOutputs(position + r, starts[r], into[r]);
        }
    }

    private void alongOutputs(int position, int[] starts, int[] into) {
        System.arraycopy(starts, 0, into, 0, outputs);
        int t = 0;
        for (; t + 1 < taps; t += 2) {
            VectorLoops.addProducts(into, byTap[t], under[t][position], byTap[t + 1], under[t + 1][position], outputs);
        }
        if (t < taps) {
            VectorLoops.addProducts(into, byTap[t], under[t][position], outputs);
        }
    }
}
