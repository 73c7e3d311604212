// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import java.util.List;

/**
 * An operation that can be imported. A node that has anything beyond this description is refused.
 *
 * @param domains domains of the operation; the standard domain is the empty text
 * @param arities numbers of inputs, by operator set
 * @param outputs largest number of named outputs; only the first is read
 * @param becomes text for the docs: what it becomes in the network, and which of its inputs are constants
 * @param onValues true if it may read values that depend on the image; otherwise it reads only constants
 */
record Operation(
        String op,
        List<String> domains,
        List<Arity> arities,
        int outputs,
        List<AttributeRule> settings,
        String becomes,
        boolean onValues) {
    /** Least and greatest number of inputs, from an operator set up to that of the next entry. */
    record Arity(int since, int least, int most) {}

    Operation {
        domains = List.copyOf(domains);
        arities = List.copyOf(arities);
        settings = List.copyOf(settings);
    }

    Operation outputs(int most) {
        return new Operation(op, domains, arities, most, settings, becomes, onValues);
    }

    /** This operation, first available in the given operator set. */
    Operation since(int opset) {
        Arity first = arities.get(0);
        List<Arity> later = List.of(new Arity(opset, first.least(), first.most()));
        return new Operation(op, domains, later, outputs, settings, becomes, onValues);
    }

    /** The first operator set that has it; 0 if it is older than all supported ones. */
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

    /** True for an operator of the standard domain. Operators of other domains have only one version. */
    boolean standard() {
        return domains.contains("");
    }
}
