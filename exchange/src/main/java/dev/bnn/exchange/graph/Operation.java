// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import java.util.List;

/**
 * An operation that can be imported, with what is known of it. Whatever a node has beyond that is refused.
 *
 * @param domains those of a node of it; the standard one is the empty text
 * @param arities how many inputs it has, by operator set
 * @param outputs most outputs that have names; only the first is read
 * @param becomes what it is in the network, and which of its inputs are constants, for people
 * @param onValues true where it may read the image or what was made of it; else it works on constants only
 */
record Operation(
        String op,
        List<String> domains,
        List<Arity> arities,
        int outputs,
        List<Setting> settings,
        String becomes,
        boolean onValues) {
    /** Numbers of inputs from an operator set on, up to that of the next one. */
    record Arity(int since, int least, int most) {}

    Operation {
        domains = List.copyOf(domains);
        arities = List.copyOf(arities);
        settings = List.copyOf(settings);
    }

    Operation outputs(int most) {
        return new Operation(op, domains, arities, most, settings, becomes, onValues);
    }

    Arity arity(long opset) {
        Arity found = arities.get(0);
        for (Arity arity : arities) {
            found = opset >= arity.since() ? arity : found;
        }
        return found;
    }

    /** Operators of domains of their own have one version each. */
    boolean standard() {
        return domains.contains("");
    }
}
