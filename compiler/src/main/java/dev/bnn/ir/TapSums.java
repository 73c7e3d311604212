// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

/**
 * Sums of a layer's weights by position class and output channel, separately for taps on the input and on padding.
 *
 * @param valid sum of the weights on the input
 * @param padded sum of the weights on padding
 * @param positive sum of the positive weights on the input
 */
public record TapSums(PositionClasses classes, long[][] valid, long[][] padded, long[][] positive) {
    public static TapSums of(Weights weights, Geometry g) {
        PositionClasses classes = PositionClasses.of(g);
        int[][] byTap = new int[weights.rows()][g.taps()];
        int[][] positive = new int[weights.rows()][g.taps()];
        // Weights per tap: one per channel, or a single one where a row sees only one channel.
        int channels = weights.columns() / g.taps();
        for (int i = 0; i < weights.values().length; i++) {
            int row = i / weights.columns();
            int tap = i % weights.columns() / channels;
            byTap[row][tap] += weights.values()[i];
            positive[row][tap] += Math.max(0, weights.values()[i]);
        }
        int n = classes.count();
        TapSums sums = new TapSums(
                classes, new long[n][weights.rows()], new long[n][weights.rows()], new long[n][weights.rows()]);
        boolean[] seen = new boolean[n];
        for (int y = 0; y < g.out().height(); y++) {
            for (int x = 0; x < g.out().width(); x++) {
                int at = classes.at(y, x);
                if (!seen[at]) {
                    seen[at] = true;
                    sums.add(at, g, y, x, byTap, positive);
                }
            }
        }
        return sums;
    }

    private void add(int at, Geometry g, int y, int x, int[][] byTap, int[][] positives) {
        int width = g.window().kernelWidth();
        for (int tap = 0; tap < g.taps(); tap++) {
            boolean inside = g.inside(y, x, tap / width, tap % width);
            for (int row = 0; row < byTap.length; row++) {
                (inside ? valid : padded)[at][row] += byTap[row][tap];
                positive[at][row] += inside ? positives[row][tap] : 0;
            }
        }
    }
}
