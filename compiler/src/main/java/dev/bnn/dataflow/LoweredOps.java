// SPDX-License-Identifier: Apache-2.0
package dev.bnn.dataflow;

import dev.bnn.ir.Op;

/** A visitor of the operations that are left when lowering is done; the others have no unit. */
abstract class LoweredOps<R> implements Op.Visitor<R> {
    private final String node;

    /** @param node the node's name, for the message about an operation that should not be there */
    LoweredOps(String node) {
        this.node = node;
    }

    @Override
    public final R scale(Op.Scale op) {
        throw noUnit();
    }

    @Override
    public final R affine(Op.Affine op) {
        throw noUnit();
    }

    @Override
    public final R normalize(Op.Normalize op) {
        throw noUnit();
    }

    @Override
    public final R quantize(Op.Quantize op) {
        throw noUnit();
    }

    @Override
    public final R dropout(Op.Dropout op) {
        throw noUnit();
    }

    @Override
    public final R flatten(Op.Flatten op) {
        throw noUnit();
    }

    final IllegalArgumentException noUnit() {
        return new IllegalArgumentException(node + " has no unit");
    }
}
