// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import java.util.OptionalInt;

/**
 * What a threshold makes of the accumulators that can occur: the one place that counts them and finds constant channels.
 *
 * @param reach the accumulators by the threshold's own position classes: of all positions together where one set of
 *     thresholds serves them all
 */
public record Decisions(Op.Threshold threshold, Reach reach) {
    /** Those of a threshold node, which reads a product, a sum or the image itself. */
    public static Decisions of(Ir ir, Node node) {
        Node source = ir.node(node.inputs().get(0));
        return of(
                (Op.Threshold) node.op(),
                source.op() instanceof Op.Summing sums
                        ? sums.reach(ir.node(source.inputs().get(0)).type())
                        : Reach.ofBytes(source.type()));
    }

    /** @param reach of the same sums, in the classes of the positions that see different padding */
    public static Decisions of(Op.Threshold threshold, Reach reach) {
        int sets = threshold.classes().count();
        if (sets != 1 && sets != reach.classes().count()) {
            throw new IllegalArgumentException(
                    sets + " sets of thresholds do not serve " + reach.classes().count() + " position classes");
        }
        return new Decisions(threshold, sets < reach.classes().count() ? reach.anywhere() : reach);
    }

    /** The code that a channel yields whatever the image and the position; empty where it can yield another. */
    public OptionalInt constant(int channel) {
        int code = threshold.code(reach.lo()[0][channel], 0, channel);
        for (int k = 0; k < reach.lo().length; k++) {
            if (threshold.code(reach.lo()[k][channel], k, channel) != code
                    || threshold.code(reach.hi()[k][channel], k, channel) != code) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(code);
    }
}
