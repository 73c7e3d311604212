// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.TensorType;
import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * One operation in the graph.
 *
 * @param name unique name, after the network layer from which it comes, so that messages use the user's words
 * @param inputs names of the nodes that it reads
 * @param type type of the values that it yields
 * @param span where the layer is declared
 * @param view which layer's values this node still yields, and how to read them; empty if it yields those of no layer
 */
public record Node(String name, Op op, List<String> inputs, TensorType type, Span span, Optional<View> view) {
    public Node {
        inputs = List.copyOf(inputs);
    }

    public Node(String name, Op op, List<String> inputs, TensorType type, Span span) {
        this(name, op, inputs, type, span, Optional.empty());
    }

    public Node withOp(Op newOp) {
        return new Node(name, newOp, inputs, type, span, view);
    }

    public Node withView(Optional<View> newView) {
        return new Node(name, op, inputs, type, span, newView);
    }
}
