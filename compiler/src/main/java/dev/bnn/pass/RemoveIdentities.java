// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.Trait;
import dev.bnn.ir.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        List<Node> nodes = new ArrayList<>();
        // By removed layer the one whose values it passed on.
        Map<String, String> passedOn = new HashMap<>();
        for (Node node : ir.nodes()) {
            if (node.op().has(Trait.IDENTITY)) {
                log.change(node.name() + " removed");
                nodes.get(nodes.size() - 1).view().ifPresent(v -> passedOn.put(node.name(), v.layer()));
            } else if (node.op() instanceof Op.Add a && passedOn.containsKey(a.layer())) {
                nodes.add(node.withOp(new Op.Add(passedOn.get(a.layer()), a.minus())));
            } else {
                nodes.add(node);
            }
        }
        return Types.chain(ir, nodes);
    }
}
