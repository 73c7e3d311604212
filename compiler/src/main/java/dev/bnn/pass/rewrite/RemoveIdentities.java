// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Node;
import dev.bnn.ir.Trait;
import dev.bnn.pass.Pass;
import dev.bnn.pass.PassLog;
import dev.bnn.pass.Property;
import java.util.Set;

/** Drops dropout and flatten. */
public final class RemoveIdentities implements Pass {
    @Override
    public String why() {
        return "In inference dropout does nothing, and flatten keeps the order of the values.";
    }

    @Override
    public Set<Property> requires() {
        return Set.of();
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.NO_IDENTITIES);
    }

    @Override
    public Ir run(Ir ir, PassLog log) {
        IrBuilder lowered = IrBuilder.rewriting(ir);
        for (Node node : ir.nodes()) {
            if (node.op().has(Trait.IDENTITY)) {
                lowered.replace(node.name(), lowered.producer(node, 0));
                log.change(node.name() + " removed");
            } else {
                lowered.keep(node);
            }
        }
        return lowered.build();
    }
}
