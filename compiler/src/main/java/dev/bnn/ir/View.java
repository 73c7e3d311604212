// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import java.util.Optional;

/**
 * How a node's integers relate to the values of a layer of the network. Passes keep it, so that each stage can be
 * compared with the float model layer by layer.
 *
 * @param layer the layer whose values these are
 * @param affine maps the accumulator to the layer's value where they differ
 * @param negated channels whose weights have been negated; empty if none
 * @param orderOnly true if only the order of the values is kept: fixed-point scores
 */
public record View(String layer, Optional<Op.Affine> affine, boolean[] negated, boolean orderOnly) {
    private static final boolean[] NONE = {};

    /** A node that yields the layer's own values. */
    public static View of(String layer) {
        return new View(layer, Optional.empty(), NONE, false);
    }

    public View withAffine(Op.Affine newAffine) {
        return new View(layer, Optional.of(newAffine), negated, orderOnly);
    }

    public View withNegated(boolean[] channels) {
        return new View(layer, affine, channels, orderOnly);
    }

    public View inOrderOnly() {
        return new View(layer, affine, negated, true);
    }

    /** The layer's value for a node's value at a position. */
    public double read(double value, int y, int x, int channel) {
        double a = negated.length > 0 && negated[channel] ? -value : value;
        return affine.isEmpty()
                ? a
                : affine.get().apply((long) a, affine.get().classes().at(y, x), channel);
    }
}
