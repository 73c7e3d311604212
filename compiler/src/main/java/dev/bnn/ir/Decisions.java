// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import java.util.OptionalInt;

/**
 * The results of a threshold over the accumulators that can occur. Only this class counts them and finds constant channels.
 *
 * @param range the accumulators by the threshold's own position classes; those of all positions together where one set of
 *     thresholds serves them all
 */
public record Decisions(Op.Threshold threshold, AccumulatorRange range) {
    /** The decisions of a threshold node, which reads a product, a sum or the image itself. */
    public static Decisions of(Ir ir, Node node) {
        return of(
                (Op.Threshold) node.op(),
                AccumulatorRange.of(ir, ir.producer(node, 0)).orElseThrow());
    }

    /** @param range range of the sums that the threshold reads, by classes of the positions that see different padding */
    public static Decisions of(Op.Threshold threshold, AccumulatorRange range) {
        int sets = threshold.classes().count();
        if (sets != 1 && sets != range.classes().count()) {
            throw new IllegalArgumentException(
                    sets + " sets of thresholds do not serve " + range.classes().count() + " position classes");
        }
        return new Decisions(threshold, sets < range.classes().count() ? range.anywhere() : range);
    }

    /** The code that a channel yields whatever the image and the position; empty if it can yield another. */
    public OptionalInt constant(int channel) {
        int code = threshold.code(range.lo()[0][channel], 0, channel);
        for (int k = 0; k < range.lo().length; k++) {
            if (threshold.code(range.lo()[k][channel], k, channel) != code
                    || threshold.code(range.hi()[k][channel], k, channel) != code) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(code);
    }
}
