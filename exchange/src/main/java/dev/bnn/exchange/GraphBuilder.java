package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a chain of operations together: each node reads the value that the one before gave, and constants. */
final class GraphBuilder {
    static final int OPSET = 13;

    private static final String PRODUCER = "bnn";

    private final String name;
    private final List<Model.Node> nodes = new ArrayList<>();
    private final List<Tensor> constants = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private String value;

    /** Begins with the graph's input. */
    GraphBuilder(String name, String input) {
        this.name = name;
        this.value = input;
        names.put(input, input);
    }

    /** The name of the last value. */
    String value() {
        return value;
    }

    /** Goes on from another value. */
    void from(String newValue) {
        value = newValue;
    }

    /** A constant of that name; its values are stored once. */
    String constant(Tensor tensor) {
        if (names.put(tensor.name(), tensor.name()) == null) {
            constants.add(tensor);
        }
        return tensor.name();
    }

    /** A constant of a single number. */
    String scalar(String constant, float number) {
        return constant(Tensor.floats(constant, new float[] {number}));
    }

    /** A standard operation on the last value and those constants. */
    String add(String nodeName, String op, Map<String, Attribute> attributes, String... others) {
        return add(nodeName, "", op, attributes, others);
    }

    /** An operation of some domain on the last value and those constants; gives the name of what it yields. */
    String add(String nodeName, String domain, String op, Map<String, Attribute> attributes, String... others) {
        List<String> inputs = new ArrayList<>();
        inputs.add(value);
        inputs.addAll(List.of(others));
        return node(nodeName, domain, op, attributes, inputs);
    }

    /** An operation on values named in full. */
    String node(String nodeName, String domain, String op, Map<String, Attribute> attributes, List<String> inputs) {
        if (names.put(nodeName, nodeName) != null) {
            throw new IllegalStateException("two values named " + nodeName);
        }
        nodes.add(new Model.Node(nodeName, domain, op, inputs, List.of(nodeName), attributes));
        value = nodeName;
        return nodeName;
    }

    /** The model, whose output is the last value. */
    Model build(Model.Value input, int outputType, int outputs, Map<String, Long> domains, Map<String, String> facts) {
        Model.Value output = new Model.Value(value, outputType, List.of(Model.Dim.BATCH, Model.Dim.of(outputs)));
        Map<String, Long> opsets = new LinkedHashMap<>();
        opsets.put("", (long) OPSET);
        opsets.putAll(domains);
        return new Model(
                new Model.Graph(name, nodes, constants, List.of(input), List.of(output)), opsets, PRODUCER, facts);
    }
}
