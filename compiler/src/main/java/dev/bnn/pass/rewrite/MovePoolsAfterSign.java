// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.pass.Pass;
import dev.bnn.pass.PassLog;
import dev.bnn.pass.Problems;
import dev.bnn.pass.Property;
import dev.bnn.source.Code;
import java.util.Set;

/** Moves pools after sign, where a maximum is OR and a minimum is AND, and after levels of several bits. */
public final class MovePoolsAfterSign implements Pass {
    private static final boolean[] NEVER_FALLS = {};

    @Override
    public String why() {
        return "Sign never falls, so pooling can wait for it and work on few bits: on one, OR, or AND for a minimum.";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.NO_IDENTITIES, Property.POOLS_AFTER_NORMALIZE);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.POOLS_ON_BITS);
    }

    @Override
    public Ir run(Ir ir, PassLog log) {
        Ir moved = PoolMoves.after(ir, Op.Quantize.class::isInstance, op -> NEVER_FALLS, log);
        for (Node node : moved.nodes()) {
            if (Property.POOLS_ON_BITS.violatedBy(node, moved)) {
                throw Problems.failure(
                        Code.NO_INTEGER_FORM,
                        node.span(),
                        node.name() + " pools values that never become bits or levels",
                        "add a sign after the pool, or leave the pool out");
            }
        }
        return moved;
    }
}
