package dev.bnn.ir;

import dev.bnn.model.TensorType;
import dev.bnn.source.Span;
import java.util.List;

/**
 * One operation in the graph.
 *
 * @param name unique; the name of the network layer that it comes from, so that messages speak the user's words
 * @param inputs names of the nodes that it reads
 * @param type what it yields
 * @param span where the layer is declared
 */
public record Node(String name, Op op, List<String> inputs, TensorType type, Span span) {
    public Node {
        inputs = List.copyOf(inputs);
    }
}
