package dev.bnn.runtime;

/**
 * A matrix stage of integer weights on integers: bytes of the image, codes, or -1 and +1. The accumulator is minus the
 * stage's sum, so that with a threshold T it starts at T - 1 and is negative in the end if and only if the sum is at least T.
 */
class IntProduct extends Product {
    private final int[][] byTap;
    private final int[][] planes;

    /**
     * @param byTap [tap][output]; minus the weights
     * @param planes the input: [channel][position]
     */
    IntProduct(Stage.Matrix stage, int[][] byTap, int[][] planes) {
        super(stage, stage.columns());
        this.byTap = byTap;
        this.planes = planes;
    }

    /** Minus the weights as [tap][output]. */
    static int[][] byTap(Stage.Matrix m) {
        int columns = m.columns();
        int[][] byTap = new int[columns][m.output().channels()];
        for (int i = 0; i < m.weights().length; i++) {
            byTap[i % columns][i / columns] = -m.weights()[i];
        }
        return byTap;
    }

    /**
     * Where an accumulator starts.
     *
     * @param bound more than any sum; thresholds beyond it are as good there
     */
    static int offset(long bound, long threshold) {
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
    }

    @Override
    void alongPositions(int output, int[] into, int n) {
        int t = 0;
        for (; t + 1 < under.length; t += 2) {
            Loops.addProducts(into, under[t], byTap[t][output], under[t + 1], byTap[t + 1][output], n);
        }
        if (t < under.length) {
            Loops.addProducts(into, under[t], byTap[t][output], n);
        }
    }

    @Override
    final void alongOutputs(int position, int[] into) {
        int t = 0;
        for (; t + 1 < under.length; t += 2) {
            Loops.addProducts(into, byTap[t], under[t][position], byTap[t + 1], under[t + 1][position], outputs);
        }
        if (t < under.length) {
            Loops.addProducts(into, byTap[t], under[t][position], outputs);
        }
    }
}
