// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass.rewrite;

import dev.bnn.ir.Ir;
import dev.bnn.ir.IrBuilder;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.pass.Pass;
import dev.bnn.pass.PassLog;
import dev.bnn.pass.Property;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Replaces the maps between an integer sum and its sign by one integer threshold per channel and position class, or one per level
 * for several bits.
 */
public final class NormalizeSignToThreshold implements Pass {
    @Override
    public String why() {
        return "The sign of a monotone map of an integer is one comparison with the integer where it changes.";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.BYTES_IN, Property.NO_ZERO_PADDING, Property.POOLS_ON_BITS, Property.CODES);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.INTEGER_THRESHOLDS);
    }

    @Override
    public Ir run(Ir ir, PassLog log) {
        Map<String, SignFold> bySign = new LinkedHashMap<>();
        Map<String, SignFold> bySource = new HashMap<>();
        Set<String> folded = new HashSet<>();
        for (Node node : ir.nodes()) {
            if (node.op() instanceof Op.Quantize q) {
                SignFold fold = SignFold.of(ir, node, q.activation());
                bySign.put(node.name(), fold);
                bySource.put(fold.before().source().name(), fold);
                fold.before().maps().forEach(map -> folded.add(map.name()));
            }
        }
        IrBuilder lowered = IrBuilder.rewriting(ir);
        for (Node node : ir.nodes()) {
            if (folded.contains(node.name())) {
                lowered.replace(node.name(), lowered.producer(node, 0));
            } else if (bySign.containsKey(node.name())) {
                lowered.keep(node.withOp(bySign.get(node.name()).found().op()));
            } else if (bySource.containsKey(node.name())) {
                lowered.keep(bySource.get(node.name()).negatedSource());
            } else {
                lowered.keep(node);
            }
        }
        bySign.values().forEach(fold -> fold.tell(log));
        return lowered.build();
    }
}
