package dev.bnn.pass;

import dev.bnn.ir.PositionClasses;
import dev.bnn.ir.Reach;
import java.util.function.LongPredicate;

/**
 * Integer thresholds that take the float model's own decision at every reachable accumulator.
 *
 * @param reach of the accumulators before weights are negated
 * @param values [class][channel], on accumulators of weights that are negated where {@code negated} says so
 * @param dead channels whose bit is the same for every image and position
 */
record Thresholds(Reach reach, PositionClasses classes, long[][] values, boolean[] negated, boolean[] dead) {
    /**
     * Finds, for each channel and class, the smallest reachable accumulator at which the map is at least 0. The map is
     * monotone, roundings included, so bisection finds it with the model's own arithmetic.
     */
    static Thresholds search(Reach reach, RealMap map) {
        int classes = reach.lo().length;
        int channels = reach.lo()[0].length;
        long[][] values = new long[classes][channels];
        boolean[] negated = new boolean[channels];
        boolean[] dead = new boolean[channels];
        int[][] positions = positions(reach.classes());
        for (int c = 0; c < channels; c++) {
            int channel = c;
            LongPredicate[] positive = new LongPredicate[classes];
            for (int k = 0; k < classes; k++) {
                int[] at = positions[k];
                positive[k] = a -> map.apply(a, at[0], at[1], channel) >= 0;
                negated[c] |= positive[k].test(reach.lo()[k][c]) && !positive[k].test(reach.hi()[k][c]);
            }
            int always = 0;
            int never = 0;
            for (int k = 0; k < classes; k++) {
                long lo = negated[c] ? -reach.hi()[k][c] : reach.lo()[k][c];
                long hi = negated[c] ? -reach.lo()[k][c] : reach.hi()[k][c];
                LongPredicate test = positive[k];
                values[k][c] = negated[c]
                        ? first(lo, hi, reach.step(), a -> test.test(-a))
                        : first(lo, hi, reach.step(), test);
                always += values[k][c] == lo ? 1 : 0;
                never += values[k][c] > hi ? 1 : 0;
            }
            dead[c] = always == classes || never == classes;
        }
        return new Thresholds(reach, reach.classes(), values, negated, dead);
    }

    /** The first of lo, lo + step, ..., hi that passes a test which, once passed, stays so; hi + 1 where none does. */
    static long first(long lo, long hi, long step, LongPredicate test) {
        if (!test.test(hi)) {
            return hi + 1;
        }
        long fails = -1;
        long passes = (hi - lo) / step;
        while (passes - fails > 1) {
            long middle = (passes + fails) >>> 1;
            if (test.test(lo + middle * step)) {
                passes = middle;
            } else {
                fails = middle;
            }
        }
        return lo + passes * step;
    }

    boolean anyNegated() {
        for (boolean n : negated) {
            if (n) {
                return true;
            }
        }
        return false;
    }

    /** One output position, y and x, of each class. */
    int[][] positions() {
        return positions(classes);
    }

    private static int[][] positions(PositionClasses classes) {
        int[][] positions = new int[classes.count()][2];
        for (int y = classes.rows().length - 1; y >= 0; y--) {
            for (int x = classes.columns().length - 1; x >= 0; x--) {
                positions[classes.at(y, x)] = new int[] {y, x};
            }
        }
        return positions;
    }
}
