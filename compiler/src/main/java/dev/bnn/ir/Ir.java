// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * A trained network between passes: nodes in topological order. The first is an {@link Op.Input}, the last is the output.
 *
 * @param classes names of the output's channels
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

    /** The node that yields the k-th operand of a node. */
    public Node producer(Node node, int k) {
        return node(node.inputs().get(k));
    }

    /** The nodes that read a node, in topological order. */
    public List<Node> consumers(Node node) {
        return nodes.stream().filter(n -> n.inputs().contains(node.name())).toList();
    }

    /** The one node that reads a node; empty if there is none, or several. */
    public Optional<Node> soleConsumer(Node node) {
        List<Node> consumers = consumers(node);
        return consumers.size() == 1 ? Optional.of(consumers.get(0)) : Optional.empty();
    }

    /** The types of a node's operands. */
    public List<TensorType> inputTypes(Node node) {
        return node.inputs().stream().map(input -> node(input).type()).toList();
    }

    /** True if a node has that name. */
    public boolean has(String name) {
        return nodes.stream().anyMatch(n -> n.name().equals(name));
    }

    public Node output() {
        return nodes.get(nodes.size() - 1);
    }
}
