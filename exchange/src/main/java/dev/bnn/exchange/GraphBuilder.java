// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.ChannelShuffle;
import dev.bnn.model.Factor;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds a chain of operations. Each node reads the value of the previous node, and constants. */
final class GraphBuilder {
    static final int OPSET = 13;

    static final String PRODUCER = "bnn";

    private final String name;
    private final List<Model.Node> nodes = new ArrayList<>();
    private final List<Tensor> constants = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private String value;

    /** Starts the chain at the graph's input. */
    GraphBuilder(String name, String input) {
        this.name = name;
        this.value = input;
        names.add(input);
    }

    /** The name of the last value. */
    String value() {
        return value;
    }

    /** Continues the chain from a value that was added earlier. */
    void goTo(String earlier) {
        value = earlier;
    }

    /**
     * Adds a constant, unless it was added before, and returns its name. The name must contain a dot, which no layer's name does.
     */
    String constant(Tensor tensor) {
        if (names.add(tensor.name())) {
            constants.add(tensor);
        }
        return tensor.name();
    }

    /** Adds a constant of one number and returns its name. */
    String scalar(String constant, float number) {
        return constant(Tensor.floats(constant, new float[] {number}));
    }

    /** Adds a standard operation on the last value and the named constants; returns the name of its result. */
    String add(String nodeName, String op, Map<String, Attribute> attributes, String... others) {
        return add(nodeName, "", op, attributes, others);
    }

    /** Adds an operation of a domain on the last value and the named constants; returns the name of its result. */
    String add(String nodeName, String domain, String op, Map<String, Attribute> attributes, String... others) {
        List<String> inputs = new ArrayList<>();
        inputs.add(value);
        inputs.addAll(List.of(others));
        return node(nodeName, domain, op, attributes, inputs);
    }

    /** Adds an operation on the named values; returns the name of its result. */
    String node(String nodeName, String domain, String op, Map<String, Attribute> attributes, List<String> inputs) {
        // A layer may have the same name as the input, or as an output added later.
        String free = nodeName;
        while (!names.add(free)) {
            free += "_";
        }
        nodes.add(new Model.Node(free, domain, op, inputs, List.of(free), attributes));
        value = free;
        return free;
    }

    /** The model. Its output is the last value. */
    Model build(
            Model.Value input,
            Model.Value output,
            Map<String, Long> domains,
            Map<String, String> datatypes,
            Map<String, String> metadata) {
        Map<String, Long> opsets = new LinkedHashMap<>();
        opsets.put("", (long) OPSET);
        opsets.putAll(domains);
        Model.Graph graph = new Model.Graph(name, nodes, constants, List.of(input), List.of(output), datatypes);
        return new Model(graph, opsets, PRODUCER, metadata);
    }

    /** The shape of a map, channels first. */
    static List<Model.Dim> dims(Model.Dim images, Shape shape) {
        return List.of(
                images, Model.Dim.of(shape.channels()), Model.Dim.of(shape.height()), Model.Dim.of(shape.width()));
    }

    /** The extents of scores: [N, classes], or [N, classes, height, width] for a map. */
    static List<Model.Dim> scores(Model.Dim images, Shape shape) {
        return shape.pixels() == 1 ? List.of(images, Model.Dim.of(shape.channels())) : dims(images, shape);
    }

    /** Attributes in the order given, so that equal models give equal bytes. */
    static Map<String, Attribute> attributes(Object... pairs) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            attributes.put((String) pairs[i], (Attribute) pairs[i + 1]);
        }
        return attributes;
    }

    /** Attributes of a convolution or pool, which pads with 0 if at all. */
    static Map<String, Attribute> windows(Window window, Padding pads) {
        Map<String, Attribute> attributes = attributes(
                "kernel_shape", Attribute.ints(window.kernelHeight(), window.kernelWidth()),
                "strides", Attribute.ints(window.strideY(), window.strideX()),
                "pads", Attribute.ints(pads.top(), pads.left(), pads.bottom(), pads.right()));
        if (window.dilationY() > 1 || window.dilationX() > 1) {
            attributes.put("dilations", Attribute.ints(window.dilationY(), window.dilationX()));
        }
        return attributes;
    }

    /** The attributes {@code windows}, extended for a convolution in {@code groups} groups of channels. */
    static Map<String, Attribute> inGroups(int groups, Map<String, Attribute> windows) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(windows);
        attributes.put("group", new Attribute.Int(groups));
        return attributes;
    }

    /** Pads the last value, a map. */
    void pad(String layer, Padding padding) {
        long[] amounts = {0, 0, padding.top(), padding.left(), 0, 0, padding.bottom(), padding.right()};
        String pads = constant(Tensor.longs(layer + ".pads", amounts, 8));
        add(layer + ".pad", "Pad", Map.of(), pads, scalar(layer + ".pad_value", padding.value()));
    }

    /**
     * Repeats the pixels of the last value, a map: each pixel copies the one at its position divided by the factor, rounded down.
     */
    void upsample(String layer, Factor factor) {
        float[] scales = {1, 1, factor.rows(), factor.columns()};
        add(
                layer,
                "Resize",
                attributes(
                        "coordinate_transformation_mode", new Attribute.Text("asymmetric"),
                        "mode", new Attribute.Text("nearest"),
                        "nearest_mode", new Attribute.Text("floor")),
                // No region of interest.
                "",
                constant(Tensor.floats(layer + ".scales", scales, 4)));
    }

    /** Shuffles the channels of the last value, a map: transposes them as a matrix of groups x channels per group. */
    void shuffle(String layer, ChannelShuffle channels, Shape shape) {
        long groups = channels.groups();
        long each = channels.channels() / groups;
        reshape(layer + ".groups", 0, groups, each, shape.height(), shape.width());
        add(layer + ".transposed", "Transpose", Map.of("perm", Attribute.ints(0, 2, 1, 3, 4)));
        reshape(layer, 0, channels.channels(), shape.height(), shape.width());
    }

    private void reshape(String nodeName, long... dims) {
        add(nodeName, "Reshape", Map.of(), constant(Tensor.longs(nodeName + ".shape", dims, dims.length)));
    }

    /** Flattens the last value, a map, to a vector in the order of the map. */
    void flatten(String nodeName) {
        add(nodeName, "Flatten", Map.of("axis", new Attribute.Int(1)));
    }

    /** Reshapes the last value, a vector, to a map of one pixel. */
    void toPixel(String layer, int channels) {
        add(
                layer + ".map",
                "Reshape",
                Map.of(),
                constant(Tensor.longs(layer + ".map_shape", new long[] {-1, channels, 1, 1}, 4)));
    }
}
