// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Shape;
import dev.bnn.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds an IR node by node in topological order; types follow from the operations. A pass goes through the nodes of the old IR and
 * keeps, changes or replaces each. A node that it keeps reads the nodes that replace its old producers at that time.
 */
public final class IrBuilder {
    private final String network;
    private final List<String> classes;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /** By the name of an old node, or of a layer, the new node that yields its values. */
    private final Map<String, Node> yielding = new HashMap<>();

    public IrBuilder(String network, List<String> classes) {
        this.network = network;
        this.classes = classes;
    }

    /** A builder for the rewritten form of an IR. */
    public static IrBuilder rewriting(Ir old) {
        return new IrBuilder(old.network(), old.classes());
    }

    /** Adds the image. */
    public Node input(String name, Shape shape, Span span) {
        return done(new Node(name, new Op.Input(), List.of(), Types.image(shape), span));
    }

    /** Adds an operation on nodes that were added before. */
    public Node add(String name, Op op, List<Node> inputs, Span span, Optional<View> view) {
        return done(new Node(
                name,
                op,
                inputs.stream().map(Node::name).toList(),
                Types.infer(op, inputs.stream().map(Node::type).toList()),
                span,
                view));
    }

    /** Adds an old node, perhaps with another operation or view, which reads the nodes that replace its producers. */
    public Node keep(Node old) {
        return old.inputs().isEmpty() ? done(old) : add(old.name(), old.op(), producers(old), old.span(), old.view());
    }

    /** Replaces the node of that name by another one: readers that are kept later read the other one. */
    public void replace(String name, Node by) {
        yielding.put(name, by);
    }

    /** The new node that replaces the k-th producer of an old node. */
    public Node producer(Node old, int k) {
        return yielding(old.inputs().get(k));
    }

    /** The new nodes that replace the producers of an old node. */
    public List<Node> producers(Node old) {
        return old.inputs().stream().map(this::yielding).toList();
    }

    /** The new node that replaces the node, or yields the values of the layer, of that name. */
    public Node yielding(String name) {
        Node node = yielding.get(name);
        if (node == null) {
            throw new IllegalStateException("no node stands for " + name + " yet");
        }
        return node;
    }

    /** The IR of the nodes that were added, the last of which is the output. */
    public Ir build() {
        return new Ir(network, new ArrayList<>(nodes.values()), classes);
    }

    private Node done(Node node) {
        if (nodes.put(node.name(), node) != null) {
            throw new IllegalStateException("two nodes are named " + node.name());
        }
        yielding.put(node.name(), node);
        return node;
    }
}
