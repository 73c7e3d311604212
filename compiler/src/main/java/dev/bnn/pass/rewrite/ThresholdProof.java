// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.AccumulatorRange;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.Activation;
import dev.bnn.pass.Problems;
import dev.bnn.source.Code;
import java.util.function.LongToDoubleFunction;

/** Checks every threshold against the float model's own batch norm and sign or levels, at every accumulator that can occur. */
final class ThresholdProof {
    /** A layer with more values than this is not enumerated. It relies on the bisection of the search, which only needs monotonicity. */
    static final long MAX_ENUMERATED = 1L << 30;

    private ThresholdProof() {}

    /**
     * Enumerates the accumulators of all position classes and channels.
     *
     * @param found the thresholds, some of them on accumulators of negated weights
     * @param sign the node whose bits they yield, for the error
     * @return how many values were compared; 0 if there are more than {@link #MAX_ENUMERATED}
     */
    static long enumerate(Thresholds found, AffineChain map, Node sign) {
        AccumulatorRange range = found.range();
        Activation activation = found.activation();
        Op.Threshold op = found.op();
        long values = range.count();
        if (values > MAX_ENUMERATED) {
            return 0;
        }
        int[][] positions = found.positions();
        for (int k = 0; k < positions.length; k++) {
            for (int c = 0; c < found.negated().length; c++) {
                LongToDoubleFunction value = map.at(positions[k][0], positions[k][1], c);
                for (long a = range.lo()[k][c]; a <= range.hi()[k][c]; a += range.step()) {
                    int wanted = activation.code(value.applyAsDouble(a));
                    int given = op.code(found.negated()[c] ? -a : a, k, c);
                    if (wanted != given) {
                        throw Problems.failure(
                                Code.MISMATCH,
                                sign.span(),
                                "the threshold of layer " + sign.name() + ", channel " + c + ", position class " + k
                                        + " gives " + activation.text(given) + " at accumulator " + a
                                        + ", where batch norm and " + activation + " give " + activation.text(wanted),
                                "this is a defect of the compiler: please report it with the model and its parameters");
                    }
                }
            }
        }
        return values;
    }
}
