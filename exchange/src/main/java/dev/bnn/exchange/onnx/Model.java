package dev.bnn.exchange.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ONNX model, as much of it as a feed-forward network needs. Names follow the public ONNX specification.
 *
 * @param opsets version by operator domain; the standard domain is the empty text
 * @param producer the tool that wrote the file, or empty
 * @param metadata free texts by name
 */
public record Model(Graph graph, Map<String, Long> opsets, String producer, Map<String, String> metadata) {
    public Model {
        opsets = Collections.unmodifiableMap(new LinkedHashMap<>(opsets));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * The graph of a model.
     *
     * @param nodes in topological order
     * @param initializers constants
     * @param datatypes QONNX's types of values that float32 carries, such as UINT8, by name of the value
     */
    public record Graph(
            String name,
            List<Node> nodes,
            List<Tensor> initializers,
            List<Value> inputs,
            List<Value> outputs,
            Map<String, String> datatypes) {
        public Graph {
            nodes = List.copyOf(nodes);
            initializers = List.copyOf(initializers);
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            datatypes = Collections.unmodifiableMap(new LinkedHashMap<>(datatypes));
        }
    }

    /**
     * One operation.
     *
     * @param op the operator's name in its domain
     * @param inputs names of values; an optional input that is left out is an empty text
     */
    public record Node(
            String name,
            String domain,
            String op,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes) {
        public Node {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }
    }

    /**
     * An input or output of the graph.
     *
     * @param type element type, one of {@link Tensor}'s
     * @param dims extents; one that is free has a name in place of a number
     */
    public record Value(String name, int type, List<Dim> dims) {
        public Value {
            dims = List.copyOf(dims);
        }
    }

    /** An extent: a number, or the name of a free one, or neither where nothing is known. */
    public record Dim(long size, String name) {
        /** An extent that is set when the model runs. */
        public static final Dim BATCH = new Dim(0, "N");

        public static Dim of(long size) {
            return new Dim(size, "");
        }
    }
}
