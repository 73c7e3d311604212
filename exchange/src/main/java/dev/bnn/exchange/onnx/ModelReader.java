package dev.bnn.exchange.onnx;

import static dev.bnn.exchange.onnx.Fields.*;

import dev.bnn.exchange.onnx.Model.Dim;
import dev.bnn.exchange.onnx.Model.Graph;
import dev.bnn.exchange.onnx.Model.Node;
import dev.bnn.exchange.onnx.Model.Value;
import dev.bnn.exchange.wire.MalformedException;
import dev.bnn.exchange.wire.WireReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads .onnx files. A file is read whole and bounded; what is wrong with it is an {@link IOException} whose message
 * names the file and the reason. Fields that no network here needs are passed over.
 */
public final class ModelReader {
    /** Far above a binary network's float weights. */
    static final long MAX_BYTES = 1L << 29;

    /** Nodes, or initializers, or attributes of a node. */
    static final int MAX_ITEMS = 100_000;

    private ModelReader() {}

    public static Model read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file + ": there is no such model file");
        }
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new IOException(file + ": " + size + " bytes are more than a model may have (" + MAX_BYTES + ")");
        }
        try {
            return model(Files.readAllBytes(file));
        } catch (MalformedException e) {
            throw new IOException(file + ": not a usable .onnx file: " + e.getMessage(), e);
        }
    }

    static Model model(byte[] bytes) {
        WireReader in = new WireReader(ByteBuffer.wrap(bytes));
        Graph graph = null;
        String producer = "";
        Map<String, Long> opsets = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        while (in.next()) {
            switch (in.field()) {
                case MODEL_PRODUCER -> producer = in.text();
                case MODEL_GRAPH -> graph = graph(in.message());
                case MODEL_OPSETS -> opset(in.message(), opsets);
                case MODEL_METADATA -> entry(in.message(), metadata);
                default -> in.skip();
            }
        }
        if (graph == null) {
            throw in.broken("it holds no graph");
        }
        return new Model(graph, opsets, producer, metadata);
    }

    private static void opset(WireReader in, Map<String, Long> opsets) {
        String domain = "";
        long version = 0;
        while (in.next()) {
            switch (in.field()) {
                case OPSET_DOMAIN -> domain = in.text();
                case OPSET_VERSION -> version = in.integer();
                default -> in.skip();
            }
        }
        opsets.put(domain, version);
    }

    private static void entry(WireReader in, Map<String, String> entries) {
        String key = "";
        String value = "";
        while (in.next()) {
            switch (in.field()) {
                case ENTRY_KEY -> key = in.text();
                case ENTRY_VALUE -> value = in.text();
                default -> in.skip();
            }
        }
        entries.put(key, value);
    }

    private static Graph graph(WireReader in) {
        String name = "";
        List<Node> nodes = new ArrayList<>();
        List<Tensor> initializers = new ArrayList<>();
        List<Value> inputs = new ArrayList<>();
        List<Value> outputs = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case GRAPH_NODE -> add(nodes, node(in.message()), in);
                case GRAPH_NAME -> name = in.text();
                case GRAPH_INITIALIZER -> add(initializers, TensorReader.read(in.message()), in);
                case GRAPH_INPUT -> add(inputs, value(in.message()), in);
                case GRAPH_OUTPUT -> add(outputs, value(in.message()), in);
                default -> in.skip();
            }
        }
        // Types of values follow from the operations; nobody here needs the annotations.
        return new Graph(name, nodes, initializers, inputs, outputs, Map.of());
    }

    private static Node node(WireReader in) {
        String name = "";
        String domain = "";
        String op = "";
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
                case NODE_ATTRIBUTE -> attribute(in.message(), attributes);
                default -> in.skip();
            }
        }
        return new Node(name, domain, op, inputs, outputs, attributes);
    }

    private static void attribute(WireReader in, Map<String, Attribute> attributes) {
        String name = "";
        int type = 0;
        long integer = 0;
        float real = 0;
        String text = "";
        Tensor tensor = null;
        List<Long> integers = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case ATTRIBUTE_NAME -> name = in.text();
                case ATTRIBUTE_TYPE -> type = (int) in.integer();
                case ATTRIBUTE_INT -> integer = in.integer();
                case ATTRIBUTE_FLOAT -> real = in.real();
                case ATTRIBUTE_TEXT -> text = in.text();
                case ATTRIBUTE_TENSOR -> tensor = TensorReader.read(in.message());
                case ATTRIBUTE_INTS -> in.integers(v -> add(integers, v, in));
                default -> in.skip();
            }
        }
        attributes.put(
                name,
                switch (type) {
                    case TYPE_INT -> new Attribute.Int(integer);
                    case TYPE_FLOAT -> new Attribute.Float(real);
                    case TYPE_TEXT -> new Attribute.Text(text);
                    case TYPE_INTS -> new Attribute.Ints(integers);
                    case TYPE_TENSOR -> tensor == null ? new Attribute.Other(type) : new Attribute.Constant(tensor);
                    default -> new Attribute.Other(type);
                });
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
                        case TENSOR_TYPE_ELEMENT -> element = (int) tensor.integer();
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
