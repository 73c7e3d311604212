// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.AccumulatorRange;
import dev.bnn.ir.Decisions;
import dev.bnn.ir.Op;
import dev.bnn.ir.PositionClasses;
import dev.bnn.model.Activation;
import java.util.function.LongPredicate;

/**
 * Integer thresholds that take the float model's own decision at every reachable accumulator.
 *
 * @param range range of the accumulators before weights are negated
 * @param activation activation whose code they decide
 * @param values [class][channel * levels + level], on accumulators of weights that are negated where {@code negated} says so
 */
record Thresholds(
        AccumulatorRange range, PositionClasses classes, Activation activation, long[][] values, boolean[] negated) {
    /**
     * Finds, for each channel, class and level, the smallest reachable accumulator at which the map reaches the level's cut.
     * The map is monotone, roundings included, so bisection finds it with the model's own arithmetic.
     */
    static Thresholds search(AccumulatorRange range, AffineChain map, Activation activation) {
        int classes = range.lo().length;
        int channels = range.lo()[0].length;
        int levels = activation.top();
        long[][] values = new long[classes][channels * levels];
        boolean[] negated = new boolean[channels];
        int[][] positions = positions(range.classes());
        for (int c = 0; c < channels; c++) {
            for (int k = 0; k < classes; k++) {
                negated[c] |= activation.code(value(map, range.lo()[k][c], positions[k], c))
                        > activation.code(value(map, range.hi()[k][c], positions[k], c));
            }
            for (int k = 0; k < classes; k++) {
                long lo = negated[c] ? -range.hi()[k][c] : range.lo()[k][c];
                long hi = negated[c] ? -range.lo()[k][c] : range.hi()[k][c];
                for (int level = 0; level < levels; level++) {
                    values[k][c * levels + level] = first(
                            lo, hi, range.step(), reaches(map, activation.cut(level + 1), positions[k], c, negated[c]));
                }
            }
        }
        return new Thresholds(range, range.classes(), activation, values, negated);
    }

    private static double value(AffineChain map, long accumulator, int[] at, int channel) {
        return map.apply(accumulator, at[0], at[1], channel);
    }

    private static LongPredicate reaches(AffineChain map, double cut, int[] at, int channel, boolean negated) {
        return a -> value(map, negated ? -a : a, at, channel) >= cut;
    }

    /** The decisions of these thresholds over the accumulators that can occur. */
    Decisions decisions() {
        return Decisions.of(op(), range.negated(negated));
    }

    /** The operation, on accumulators of weights that are negated where {@link #negated} says so. */
    Op.Threshold op() {
        return new Op.Threshold(values, classes, activation);
    }

    /** The first of lo, lo + step, ..., hi that passes a monotone test, which all later values pass, too; hi + 1 if none does. */
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
