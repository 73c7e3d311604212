// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.ExchangeException;

/**
 * The function of a Quant node: scale * (code - zero), where the code is number / scale + zero, clamped to the range of the bits
 * and rounded to the nearest integer, with ties to even.
 *
 * @param least smallest code
 * @param most largest code
 */
public record QuantRule(float scale, float zero, int bits, boolean signed, long least, long most) {
    private static final int MOST_BITS = 32;

    /** @param rank number of axes of the quantized value */
    public static QuantRule of(GraphNode node, int rank) throws ExchangeException {
        return of(node, node.real(1, "scale", rank), node.real(2, "zero point", rank), rank);
    }

    static QuantRule of(GraphNode node, float scale, float zero, int rank) throws ExchangeException {
        float width = node.number(3, "bit width", rank);
        if (!(scale > 0)) {
            throw node.refuse("has the scale " + scale, "only scales above 0 can be imported");
        }
        if (width != Math.rint(width) || width < 1 || width > MOST_BITS) {
            throw node.refuse("has the bit width " + width, "only 1 to " + MOST_BITS + " bits can be imported");
        }
        int bits = (int) width;
        boolean signed = node.integer("signed") == 1;
        boolean narrow = node.integer("narrow") == 1;
        if (bits == 1 && signed) {
            throw node.refuse("has one bit with a sign", "write it as a BipolarQuant");
        }
        long most = signed ? (1L << bits - 1) - 1 : (1L << bits) - (narrow ? 2 : 1);
        long least = signed ? -most - (narrow ? 0 : 1) : 0;
        return new QuantRule(scale, zero, bits, signed, least, most);
    }

    /** The code of a number, as float32 computes it. */
    double code(float number) {
        return code(number, scale);
    }

    /** The code of a number with another scale. */
    double code(float number, float by) {
        float units = number / by + zero;
        return Math.rint(Math.max(least, Math.min(most, units)));
    }

    /** The quantized number. */
    public double apply(float number) {
        return (float) (code(number) - zero) * scale;
    }
}
