// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of an ONNX model that a feed-forward network needs. Names follow the public ONNX specification.
 *
 * @param opsets version by operator domain; the standard domain is the empty text
 * @param producer the tool that wrote the file, or empty
 * @param metadata free texts by name
 * @param rest what the file contains but this project does not read
 */
public record Model(Graph graph, Map<String, Long> opsets, String producer, Map<String, String> metadata, Rest rest) {
    public Model {
        opsets = Collections.unmodifiableMap(new LinkedHashMap<>(opsets));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A model of which everything is read. */
    public Model(Graph graph, Map<String, Long> opsets, String producer, Map<String, String> metadata) {
        this(graph, opsets, producer, metadata, Rest.NONE);
    }

    /**
     * What a file contains beyond these records, so that an import that needs it can report that it is not read.
     *
     * @param constants for each constant that cannot be read, by name, the reason: "is sparse"
     * @param annotations notes on values, except their QONNX types
     * @param functions operators that the file itself defines, as {@link Node#called} writes them
     */
    public record Rest(Map<String, String> constants, List<Annotation> annotations, Set<String> functions) {
        static final Rest NONE = new Rest(Map.of(), List.of(), Set.of());

        public Rest {
            constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
            annotations = List.copyOf(annotations);
            functions = Set.copyOf(functions);
        }
    }

    /** A note on a value of the graph. */
    public record Annotation(String value, String key, String text) {}

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
     * @param inputs names of values; the name of an omitted optional input is empty
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

        /** The operator's name and its domain. */
        public String called() {
            return called(domain, op);
        }

        static String called(String domain, String op) {
            return op + " of " + (domain.isEmpty() ? "the standard operators" : domain);
        }
    }

    /**
     * An input or output of the graph.
     *
     * @param type element type, one of {@link Tensor}'s
     * @param dims extents; a free extent has a name instead of a number
     */
    public record Value(String name, int type, List<Dim> dims) {
        public Value {
            dims = List.copyOf(dims);
        }
    }

    /** An extent: a number, or the name of a free extent, or 0 without a name if nothing is known. */
    public record Dim(long size, String name) {
        /** An extent that is set when the model runs. */
        public static final Dim BATCH = new Dim(0, "N");

        public static Dim of(long size) {
            return new Dim(size, "");
        }
    }
}
