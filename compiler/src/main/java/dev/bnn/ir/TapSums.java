package dev.bnn.ir;

/**
 * Sums of a layer's weights by position class and output channel, apart for taps on the input and on padding.
 *
 * @param valid sum of the weights on the input
 * @param padded sum of the weights on padding
 * @param positive number of weights of +1 on the input
 * @param count number of weights on the input, by class
 */
public record TapSums(PositionClasses classes, long[][] valid, long[][] padded, long[][] positive, long[] count) {
    /** Sums for weights of -1 and +1. */
    public static TapSums of(Weights weights, Geometry g) {
        PositionClasses classes = PositionClasses.of(g);
        int[][] byTap = new int[weights.rows()][g.taps()];
        int channels = g.in().channels();
        for (int i = 0; i < weights.values().length; i++) {
            byTap[i / weights.columns()][i % weights.columns() / channels] += weights.values()[i];
        }
        int n = classes.count();
        TapSums sums = new TapSums(
                classes,
                new long[n][weights.rows()],
                new long[n][weights.rows()],
                new long[n][weights.rows()],
                new long[n]);
        boolean[] seen = new boolean[n];
        for (int y = 0; y < g.out().height(); y++) {
            for (int x = 0; x < g.out().width(); x++) {
                int at = classes.at(y, x);
                if (!seen[at]) {
                    seen[at] = true;
                    sums.add(at, g, y, x, byTap);
                }
            }
        }
        return sums;
    }

    private void add(int at, Geometry g, int y, int x, int[][] byTap) {
        for (int tap = 0; tap < g.taps(); tap++) {
            boolean inside = g.inside(y, x, tap / g.kernelWidth(), tap % g.kernelWidth());
            count[at] += inside ? g.in().channels() : 0;
            for (int row = 0; row < byTap.length; row++) {
                (inside ? valid : padded)[at][row] += byTap[row][tap];
            }
        }
        for (int row = 0; row < byTap.length; row++) {
            positive[at][row] = (count[at] + valid[at][row]) / 2;
        }
    }
}
