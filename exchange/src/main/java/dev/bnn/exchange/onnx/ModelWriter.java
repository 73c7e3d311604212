// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.onnx;

import static dev.bnn.exchange.onnx.Fields.*;

import dev.bnn.exchange.onnx.Model.Dim;
import dev.bnn.exchange.onnx.Model.Graph;
import dev.bnn.exchange.onnx.Model.Node;
import dev.bnn.exchange.onnx.Model.Value;
import dev.bnn.exchange.wire.WireWriter;
import dev.bnn.runtime.internal.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** Writes models as .onnx files. Equal models give equal bytes. */
public final class ModelWriter {
    /** The version of the format that came with operator set 13. */
    private static final int IR_VERSION = 7;

    /** Maximum size in bytes of a protocol buffers message. */
    private static final long MAX_BYTES = Integer.MAX_VALUE;

    /** QONNX's key for the type of a value. */
    static final String DATATYPE = "finn_datatype";

    private ModelWriter() {}

    /** Writes a file; replaces it as a whole or not at all. */
    public static void write(Path file, Model model) throws IOException {
        long bytes = model.graph().initializers().stream()
                .mapToLong(t -> t.data().length)
                .sum();
        if (bytes > MAX_BYTES - (1 << 20)) {
            throw new IOException(
                    file + ": " + bytes + " bytes of constants do not fit into one .onnx file, which holds 2 GiB");
        }
        byte[] content = bytes(model);
        AtomicFile.write(file, out -> out.write(content));
    }

    /** A model as the bytes of a file. */
    public static byte[] bytes(Model model) {
        WireWriter out = new WireWriter()
                .integer(MODEL_IR_VERSION, IR_VERSION)
                .text(MODEL_PRODUCER, model.producer())
                .message(MODEL_GRAPH, graph(model.graph()));
        model.opsets()
                .forEach((domain, version) -> out.message(
                        MODEL_OPSETS,
                        new WireWriter().text(OPSET_DOMAIN, domain).integer(OPSET_VERSION, version)));
        model.metadata().forEach((key, value) -> out.message(MODEL_METADATA, entry(key, value)));
        return out.toBytes();
    }

    private static WireWriter graph(Graph graph) {
        WireWriter out = new WireWriter();
        graph.nodes().forEach(n -> out.message(GRAPH_NODE, node(n)));
        out.text(GRAPH_NAME, graph.name());
        graph.initializers().forEach(t -> out.message(GRAPH_INITIALIZER, tensor(t)));
        graph.inputs().forEach(v -> out.message(GRAPH_INPUT, value(v)));
        graph.outputs().forEach(v -> out.message(GRAPH_OUTPUT, value(v)));
        graph.datatypes()
                .forEach((value, type) -> out.message(
                        GRAPH_ANNOTATION,
                        new WireWriter()
                                .text(ANNOTATION_VALUE, value)
                                .message(ANNOTATION_ENTRY, entry(DATATYPE, type))));
        return out;
    }

    private static WireWriter entry(String key, String value) {
        return new WireWriter().text(ENTRY_KEY, key).text(ENTRY_VALUE, value);
    }

    private static WireWriter node(Node node) {
        WireWriter out = new WireWriter();
        node.inputs().forEach(i -> out.item(NODE_INPUT, i));
        node.outputs().forEach(o -> out.item(NODE_OUTPUT, o));
        out.text(NODE_NAME, node.name()).text(NODE_OP, node.op());
        node.attributes().forEach((name, a) -> out.message(NODE_ATTRIBUTE, attribute(name, a)));
        return out.text(NODE_DOMAIN, node.domain());
    }

    private static WireWriter attribute(String name, Attribute attribute) {
        return attribute.accept(new AttributeWriter(name, new WireWriter().text(ATTRIBUTE_NAME, name)));
    }

    /** Writes the value and its type after the name. */
    private record AttributeWriter(String name, WireWriter out)
            implements Attribute.Visitor<WireWriter, IllegalArgumentException> {
        @Override
        public WireWriter integer(Attribute.Int a) {
            return out.integer(ATTRIBUTE_INT, a.value()).integer(ATTRIBUTE_TYPE, TYPE_INT);
        }

        @Override
        public WireWriter real(Attribute.Float a) {
            return out.real(ATTRIBUTE_FLOAT, a.value()).integer(ATTRIBUTE_TYPE, TYPE_FLOAT);
        }

        @Override
        public WireWriter text(Attribute.Text a) {
            return out.item(ATTRIBUTE_TEXT, a.value()).integer(ATTRIBUTE_TYPE, TYPE_TEXT);
        }

        @Override
        public WireWriter constant(Attribute.Constant a) {
            return out.message(ATTRIBUTE_TENSOR, tensor(a.value())).integer(ATTRIBUTE_TYPE, TYPE_TENSOR);
        }

        @Override
        public WireWriter integers(Attribute.Ints a) {
            a.values().forEach(v -> out.integer(ATTRIBUTE_INTS, v));
            return out.integer(ATTRIBUTE_TYPE, TYPE_INTS);
        }

        @Override
        public WireWriter reals(Attribute.Floats a) {
            a.values().forEach(v -> out.real(ATTRIBUTE_FLOATS, v));
            return out.integer(ATTRIBUTE_TYPE, TYPE_FLOATS);
        }

        @Override
        public WireWriter other(Attribute.Other a) {
            throw new IllegalArgumentException("attribute " + name + " cannot be written");
        }
    }

    private static WireWriter tensor(Tensor tensor) {
        WireWriter out = new WireWriter();
        for (long n : tensor.dims()) {
            out.integer(TENSOR_DIMS, n);
        }
        return out.integer(TENSOR_TYPE, tensor.type())
                .text(TENSOR_NAME, tensor.name())
                .bytes(TENSOR_RAW, tensor.data());
    }

    private static WireWriter value(Value value) {
        WireWriter shape = new WireWriter();
        for (Dim dim : value.dims()) {
            shape.message(
                    SHAPE_DIM,
                    dim.name().isEmpty()
                            ? new WireWriter().integer(DIM_SIZE, dim.size())
                            : new WireWriter().text(DIM_NAME, dim.name()));
        }
        WireWriter type =
                new WireWriter().integer(TENSOR_TYPE_ELEMENT, value.type()).message(TENSOR_TYPE_SHAPE, shape);
        return new WireWriter()
                .text(VALUE_NAME, value.name())
                .message(VALUE_TYPE, new WireWriter().message(TYPE_OF_TENSOR, type));
    }
}
