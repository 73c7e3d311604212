// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;

/**
 * A matrix stage of weights -1 and +1 on codes of several bits, bit-serially. Where P weights are +1, and bit k of the codes
 * differs from the weights as bits at D[k] taps, that bit contributes (P - D[k]) 2^k to the sum. The accumulator is minus the
 * sum, as in {@link IntProduct}.
 */
final class BitSerialProduct extends MatrixProduct {
    /** Words gathered at a time, as in {@link BitProduct}. */
    private static final int CACHED = 32768;

    private final BitProduct.Weights weights;
    private final int[][] codes;
    /** Bit k of the codes in words w: [k words + w][position]. */
    private final int[][] planes;
    /** Words that hold bit k of a position's codes. */
    private final int words;

    private final int codeBits;
    /** By output the sum where no bit differs. */
    private final int[] same;

    private final int[] differing;

    /**
     * @param codes the input: [channel][position]
     * @param top the largest code
     */
    BitSerialProduct(Stage.Matrix stage, BitProduct.Weights weights, int[][] codes, int top) {
        this(stage, weights, codes, bits(top), new int[bits(top) * codes.length / BitPlanes.BITS][codes[0].length]);
    }

    private BitSerialProduct(
            Stage.Matrix stage, BitProduct.Weights weights, int[][] codes, int codeBits, int[][] planes) {
        super(stage, planes, weights.byTap().length * codeBits, CACHED / (weights.byTap().length * codeBits));
        this.weights = weights;
        this.codes = codes;
        this.planes = planes;
        this.codeBits = codeBits;
        words = planes.length / codeBits;
        same = new int[outputs];
        for (int o = 0; o < outputs; o++) {
            int positive =
                    Arrays.stream(weights.byOutput()[o]).map(Integer::bitCount).sum();
            same[o] = positive * ((1 << codeBits) - 1);
        }
        differing = new int[outputs];
    }

    /** True where the channels of a position fill whole words. */
    static boolean fits(Stage.Matrix m) {
        return m.binary() && m.input().channels() % BitPlanes.BITS == 0;
    }

    private static int bits(int top) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(top);
    }

    @Override
    int sum(int accumulator) {
        return -accumulator;
    }

    @Override
    int pad(int plane) {
        return -(stage.padValue() >>> plane / words & 1);
    }

    @Override
    void gatherInto(MatrixProduct other, int from, int to, int at) {
        if (from == 0) {
            for (int p = 0; p < planes.length; p++) {
                Arrays.fill(planes[p], 0);
                for (int bit = 0; bit < BitPlanes.BITS; bit++) {
                    int[] channel = codes[p % words * BitPlanes.BITS + bit];
                    VectorLoops.collect(planes[p], channel, p / words, bit, channel.length);
                }
            }
        }
        super.gatherInto(other, from, to, at);
    }

    /** The tap of bit k that meets tap t of the weights. */
    private int tap(int t, int k) {
        return (t / words * codeBits + k) * words + t % words;
    }

    @Override
    void alongPositions(int output, int start, int[] into, int n) {
        int[] w = weights.byOutput()[output];
        Arrays.fill(into, 0, n, 0);
        for (int k = codeBits - 1; k >= 0; k--) {
            VectorLoops.twicePlus(into, k == 0 ? start - same[output] : 0, n);
            int t = 0;
            for (; t + 2 < w.length; t += 3) {
                int[] a = under[tap(t, k)];
                int[] b = under[tap(t + 1, k)];
                VectorLoops.differences(into, a, w[t], b, w[t + 1], under[tap(t + 2, k)], w[t + 2], n);
            }
            for (; t < w.length; t++) {
                VectorLoops.differences(into, under[tap(t, k)], w[t], n);
            }
        }
    }

    @Override
    void alongOutputs(int position, int[] into) {
        int[][] w = weights.byTap();
        Arrays.fill(differing, 0);
        for (int k = codeBits - 1; k >= 0; k--) {
            VectorLoops.twicePlus(differing, 0, outputs);
            int t = 0;
            for (; t + 2 < w.length; t += 3) {
                int x = under[tap(t, k)][position];
                int y = under[tap(t + 1, k)][position];
                int z = under[tap(t + 2, k)][position];
                VectorLoops.differences(differing, w[t], x, w[t + 1], y, w[t + 2], z, outputs);
            }
            for (; t < w.length; t++) {
                VectorLoops.differences(differing, w[t], under[tap(t, k)][position], outputs);
            }
        }
        VectorLoops.add(into, differing, outputs);
        VectorLoops.subtract(into, same, outputs);
    }
}
