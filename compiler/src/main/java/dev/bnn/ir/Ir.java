// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import java.util.List;

/**
 * A trained network between passes: nodes in topological order, the first an {@link Op.Input}, the last the output.
 *
 * @param classes names of the outputs
 */
public record Ir(String network, List<Node> nodes, List<String> classes) {
    public Ir {
        nodes = List.copyOf(nodes);
        classes = List.copyOf(classes);
    }

    public Node node(String name) {
        return nodes.stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node " + name + " in " + network));
    }

    public Node output() {
        return nodes.get(nodes.size() - 1);
    }
}
