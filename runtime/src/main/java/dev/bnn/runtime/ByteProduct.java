package dev.bnn.runtime;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A matrix stage of weights -1 and +1 on bytes of the image or on codes.
 *
 * <p>With S the sum of all bytes under the window, minus the sum is -S plus twice the bytes under weights of -1, or S minus
 * twice those under +1: whichever are fewer are added up.
 */
final class ByteProduct extends IntProduct {
    private final Weights weights;
    /** By position of the run: S. */
    private final int[] all;
    /** Twice the bytes, or minus twice, by tap. */
    private final int[][] twice;

    private final int[][] minusTwice;

    /**
     * Weights of -1 and +1, shared by all threads.
     *
     * @param byTap [tap][output]; minus the weights
     * @param rare by output, the taps whose weight is the rarer of the two
     * @param rarePositive whether that is +1
     */
    record Weights(int[][] byTap, int[][] rare, boolean[] rarePositive) {
        static Weights of(Stage.Matrix m) {
            int columns = m.columns();
            int outputs = m.output().channels();
            int[][] rare = new int[outputs][];
            boolean[] rarePositive = new boolean[outputs];
            for (int o = 0; o < outputs; o++) {
                int row = o * columns;
                long positive = IntStream.range(0, columns)
                        .filter(t -> m.weights()[row + t] > 0)
                        .count();
                rarePositive[o] = 2 * positive < columns;
                int sign = rarePositive[o] ? 1 : -1;
                rare[o] = IntStream.range(0, columns)
                        .filter(t -> m.weights()[row + t] == sign)
                        .toArray();
            }
            return new Weights(IntProduct.byTap(m), rare, rarePositive);
        }
    }

    /** @param planes the input: [channel][position] */
    ByteProduct(Stage.Matrix stage, Weights weights, int[][] planes) {
        super(stage, weights.byTap(), planes);
        this.weights = weights;
        int run = under[0].length;
        all = new int[run];
        twice = new int[byPositions ? under.length : 0][run];
        minusTwice = new int[twice.length][run];
    }

    @Override
    void gather(int from, int to) {
        super.gather(from, to);
        if (byPositions) {
            Arrays.fill(all, 0);
            for (int t = 0; t < under.length; t++) {
                Loops.add(all, under[t], to - from);
                for (int i = 0; i < to - from; i++) {
                    twice[t][i] = 2 * under[t][i];
                    minusTwice[t][i] = -2 * under[t][i];
                }
            }
        }
    }

    @Override
    void alongPositions(int output, int[] into, int n) {
        int[][] values;
        if (weights.rarePositive()[output]) {
            Loops.add(into, all, n);
            values = minusTwice;
        } else {
            Loops.subtract(into, all, n);
            values = twice;
        }
        int[] rare = weights.rare()[output];
        int i = 0;
        for (; i + 3 < rare.length; i += 4) {
            Loops.add(into, values[rare[i]], values[rare[i + 1]], values[rare[i + 2]], values[rare[i + 3]], n);
        }
        for (; i < rare.length; i++) {
            Loops.add(into, values[rare[i]], n);
        }
    }
}
