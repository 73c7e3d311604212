package dev.bnn.runtime;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The first matrix stage, on the image's bytes. The accumulator is minus the stage's sum, so that with a threshold T it
 * starts at T - 1 and is negative in the end if and only if the sum is at least T.
 *
 * <p>With S the sum of all bytes under the window, minus the sum is -S plus twice the bytes under weights of -1, or S minus
 * twice those under +1: whichever are fewer are added up.
 */
final class ByteProduct extends Product {
    private final Weights weights;
    private final int[][] planes;
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
            int[][] byTap = new int[columns][outputs];
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
                for (int t = 0; t < columns; t++) {
                    byTap[t][o] = -m.weights()[row + t];
                }
            }
            return new Weights(byTap, rare, rarePositive);
        }
    }

    /** @param planes the image: [channel][position] */
    ByteProduct(Stage.Matrix stage, Weights weights, int[][] planes) {
        super(stage, stage.columns());
        this.weights = weights;
        this.planes = planes;
        int run = under[0].length;
        all = new int[run];
        twice = new int[byPositions ? under.length : 0][run];
        minusTwice = new int[twice.length][run];
    }

    /** Thresholds beyond what bytes can sum to are as good at the edge of it. */
    static int offset(int columns, long threshold) {
        long bound = 255L * columns + 1;
        return (int) (Math.max(-bound, Math.min(bound, threshold)) - 1);
    }

    @Override
    void gather(int from, int to) {
        int t = 0;
        for (int ky = 0; ky < stage.kernelHeight(); ky++) {
            for (int kx = 0; kx < stage.kernelWidth(); kx++) {
                for (int[] plane : planes) {
                    windows.gather(plane, ky, kx, stage.padValue(), from, to, under[t++]);
                }
            }
        }
        if (byPositions) {
            Arrays.fill(all, 0);
            for (t = 0; t < under.length; t++) {
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

    @Override
    void alongOutputs(int position, int[] into) {
        int[][] w = weights.byTap();
        int t = 0;
        for (; t + 1 < under.length; t += 2) {
            Loops.addProducts(into, w[t], under[t][position], w[t + 1], under[t + 1][position], outputs);
        }
        if (t < under.length) {
            Loops.addProducts(into, w[t], under[t][position], outputs);
        }
    }
}
