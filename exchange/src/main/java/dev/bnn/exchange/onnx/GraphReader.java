// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import static dev.bnn.exchange.onnx.Fields.*;

import dev.bnn.exchange.onnx.Model.Dim;
import dev.bnn.exchange.onnx.Model.Graph;
import dev.bnn.exchange.onnx.Model.Node;
import dev.bnn.exchange.onnx.Model.Value;
import dev.bnn.exchange.wire.Printable;
import dev.bnn.exchange.wire.WireReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the graph of a model. */
final class GraphReader {
    /** Maximum number of nodes, of initializers, or of inputs of a node. */
    private static final int MAX_ITEMS = 100_000;

    private String name = "";
    private final List<Node> nodes = new ArrayList<>();
    private final List<Tensor> initializers = new ArrayList<>();
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final Map<String, String> datatypes = new LinkedHashMap<>();
    private final List<Model.Annotation> annotations = new ArrayList<>();
    private final Map<String, String> unread = new LinkedHashMap<>();

    GraphReader(WireReader in) {
        while (in.next()) {
            switch (in.field()) {
                case GRAPH_NODE -> add(nodes, node(in.message()), in);
                case GRAPH_NAME -> name = in.text();
                case GRAPH_INITIALIZER -> initializer(TensorReader.read(in.message()), in);
                case GRAPH_SPARSE -> initializer(TensorReader.sparse(in.message()), in);
                case GRAPH_INPUT -> add(inputs, value(in.message()), in);
                case GRAPH_OUTPUT -> add(outputs, value(in.message()), in);
                case GRAPH_ANNOTATION -> annotation(in.message());
                default -> in.skip();
            }
        }
    }

    Graph graph() {
        return new Graph(name, nodes, initializers, inputs, outputs, datatypes);
    }

    Map<String, String> unread() {
        return unread;
    }

    List<Model.Annotation> annotations() {
        return annotations;
    }

    private void initializer(TensorReader.Found found, WireReader in) {
        if (found.unread().isEmpty()) {
            add(initializers, found.tensor(), in);
        } else if (unread.put(found.name(), found.unread()) != null) {
            throw in.broken("the constant " + Printable.name(found.name()) + " is there twice");
        }
    }

    private void annotation(WireReader in) {
        String value = "";
        Map<String, String> entries = new LinkedHashMap<>();
        while (in.next()) {
            switch (in.field()) {
                case ANNOTATION_VALUE -> value = in.text();
                case ANNOTATION_ENTRY -> ModelReader.entry(in.message(), entries);
                default -> in.skip();
            }
        }
        for (Map.Entry<String, String> e : entries.entrySet()) {
            if (!e.getKey().equals(ModelWriter.DATATYPE)) {
                add(annotations, new Model.Annotation(value, e.getKey(), e.getValue()), in);
            } else if (datatypes.put(value, e.getValue()) != null) {
                throw in.broken("the value " + Printable.name(value) + " has two types");
            }
        }
    }

    private static Node node(WireReader in) {
        String name = "";
        String domain = "";
        String op = "";
        String overload = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        while (in.next()) {
            switch (in.field()) {
                case NODE_INPUT -> add(inputs, in.text(), in);
                case NODE_OUTPUT -> add(outputs, in.text(), in);
                case NODE_NAME -> name = in.text();
                case NODE_OP -> op = in.text();
                case NODE_DOMAIN -> domain = in.text();
                case NODE_OVERLOAD -> overload = in.text();
                case NODE_ATTRIBUTE -> AttributeReader.read(in.message(), attributes);
                default -> in.skip();
            }
        }
        // Only functions that the file itself defines have overloads, so this name matches no known operator.
        return new Node(name, domain, overload.isEmpty() ? op : op + ":" + overload, inputs, outputs, attributes);
    }

    private static Value value(WireReader in) {
        String name = "";
        int element = 0;
        List<Dim> dims = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case VALUE_NAME -> name = in.text();
                case VALUE_TYPE -> element = type(in.message(), dims);
                default -> in.skip();
            }
        }
        return new Value(name, element, dims);
    }

    private static int type(WireReader in, List<Dim> dims) {
        int element = 0;
        while (in.next()) {
            if (in.field() == TYPE_OF_TENSOR) {
                WireReader tensor = in.message();
                while (tensor.next()) {
                    switch (tensor.field()) {
                        case TENSOR_TYPE_ELEMENT -> element = tensor.small();
                        case TENSOR_TYPE_SHAPE -> shape(tensor.message(), dims);
                        default -> tensor.skip();
                    }
                }
            } else {
                in.skip();
            }
        }
        return element;
    }

    private static void shape(WireReader in, List<Dim> dims) {
        while (in.next()) {
            if (in.field() == SHAPE_DIM) {
                long size = 0;
                String name = "";
                WireReader dim = in.message();
                while (dim.next()) {
                    switch (dim.field()) {
                        case DIM_SIZE -> size = dim.integer();
                        case DIM_NAME -> name = dim.text();
                        default -> dim.skip();
                    }
                }
                add(dims, new Dim(size, name), in);
            } else {
                in.skip();
            }
        }
    }

    private static <T> void add(List<T> list, T item, WireReader in) {
        if (list.size() >= MAX_ITEMS) {
            throw in.broken("more than " + MAX_ITEMS + " items of one kind");
        }
        list.add(item);
    }
}
