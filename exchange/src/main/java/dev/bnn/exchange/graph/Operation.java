// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import java.util.List;

/**
 * An operation that can be imported. A node that has anything beyond this description is refused.
 *
 * @param domains domains of the operation; the standard domain is the empty text
 * @param arities numbers of inputs, by operator set
 * @param outputs largest number of named outputs; only the first is read
 * @param becomes for the docs: what it becomes in the network, and which of its inputs are constants
 * @param onValues true where it may read values that depend on the image; else it reads constants only
 */
record Operation(
        String op,
        List<String> domains,
        List<Arity> arities,
        int outputs,
        List<AttributeRule> settings,
        String becomes,
        boolean onValues) {
    /** Numbers of inputs from an operator set up to the next entry's. */
    record Arity(int since, int least, int most) {}

    Operation {
        domains = List.copyOf(domains);
        arities = List.copyOf(arities);
        settings = List.copyOf(settings);
    }

    Operation outputs(int most) {
        return new Operation(op, domains, arities, most, settings, becomes, onValues);
    }

    /** This operation, which operator sets before that one do not have. */
    Operation since(int opset) {
        Arity first = arities.get(0);
        List<Arity> later = List.of(new Arity(opset, first.least(), first.most()));
        return new Operation(op, domains, later, outputs, settings, becomes, onValues);
    }

    /** The first operator set that has it; 0 where that is older than all that are known. */
    int first() {
        return arities.get(0).since();
    }

    Arity arity(long opset) {
        Arity found = arities.get(0);
        for (Arity arity : arities) {
            found = opset >= arity.since() ? arity : found;
        }
        return found;
    }

    /** Operators of other domains than the standard one have one version each. */
    boolean standard() {
        return domains.contains("");
    }
}
