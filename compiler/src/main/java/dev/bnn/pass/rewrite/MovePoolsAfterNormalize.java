// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Op;
import dev.bnn.pass.Pass;
import dev.bnn.pass.PassLog;
import dev.bnn.pass.Property;
import java.util.Set;

/** Moves pools after batch norm; where its slope is negative the maximum becomes the minimum. */
public final class MovePoolsAfterNormalize implements Pass {
    @Override
    public String why() {
        return "A maximum commutes with a rising map of a channel, and becomes a minimum under a falling one.";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.NO_IDENTITIES);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.POOLS_AFTER_NORMALIZE);
    }

    @Override
    public Ir run(Ir ir, PassLog log) {
        return PoolMoves.after(ir, Op.Normalize.class::isInstance, MovePoolsAfterNormalize::falls, log);
    }

    private static boolean[] falls(Op op) {
        Op.Normalize normalize = (Op.Normalize) op;
        boolean[] falls = new boolean[normalize.channels().size()];
        for (int c = 0; c < falls.length; c++) {
            falls[c] = normalize.channels().get(c).falls();
        }
        return falls;
    }
}
