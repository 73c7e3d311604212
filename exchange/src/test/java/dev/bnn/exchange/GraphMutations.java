// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Changes one thing in a graph, in a way that another tool or model might write it: an attribute, a shape, an operation, an edge.
 */
final class GraphMutations {
    /** Attributes of standard operations, and possible values. */
    private static final Map<String, Attribute[]> SETTINGS = new LinkedHashMap<>();

    static {
        put("auto_pad", text("SAME_UPPER"), text("SAME_LOWER"), text("VALID"), text("NOTSET"));
        put(
                "pads",
                Attribute.ints(1, 1, 1, 1),
                Attribute.ints(0, 0, 1, 1),
                Attribute.ints(2, 2, 2, 2),
                Attribute.ints(1, 0));
        put("strides", Attribute.ints(2, 2), Attribute.ints(1, 2), Attribute.ints(3, 3), Attribute.ints(2));
        put("dilations", Attribute.ints(2, 2), Attribute.ints(1, 1), Attribute.ints(1, 2));
        put("kernel_shape", Attribute.ints(2, 2), Attribute.ints(1, 1), Attribute.ints(1, 2), Attribute.ints(3, 3));
        put("group", integer(1), integer(2), integer(0), integer(3));
        put("ceil_mode", integer(0), integer(1));
        put("storage_order", integer(0), integer(1));
        put("count_include_pad", integer(0), integer(1));
        put("axis", integer(0), integer(1), integer(-1), integer(2), integer(-2), integer(3));
        put("transA", integer(0), integer(1));
        put("transB", integer(0), integer(1));
        put("alpha", new Attribute.Float(1), new Attribute.Float(0.5f), new Attribute.Float(-1));
        put("beta", new Attribute.Float(1), new Attribute.Float(0.5f), new Attribute.Float(0));
        put("epsilon", new Attribute.Float(0), new Attribute.Float(0.75f), new Attribute.Float(3));
        put("training_mode", integer(0), integer(1));
        put("spatial", integer(0), integer(1));
        put("mode", text("constant"), text("reflect"), text("edge"), text("wrap"));
        put("value", new Attribute.Float(1), new Attribute.Float(-2));
        put("allowzero", integer(0), integer(1));
        put("keepdims", integer(0), integer(1));
        put("largest", integer(0), integer(1));
        put("sorted", integer(0), integer(1));
        put(
                "perm",
                Attribute.ints(0, 1),
                Attribute.ints(1, 0),
                Attribute.ints(3, 2, 1, 0),
                Attribute.ints(1, 0, 2, 3),
                Attribute.ints(0, 3, 1, 2),
                Attribute.ints(0, 2, 3, 1),
                Attribute.ints(0, 1, 3, 2));
        put("signed", integer(0), integer(1));
        put("narrow", integer(0), integer(1));
        put("rounding_mode", text("FLOOR"), text("CEIL"), text("ROUND"));
        // The oracle reads the axes of a value from a layout that fits.
        put("data_layout", text("NHWC"));
        put("out_scale", new Attribute.Float(1), new Attribute.Float(3));
        put("out_bias", new Attribute.Float(0), new Attribute.Float(-2));
        put("to", integer(1), integer(6), integer(7), integer(10), integer(9));
        put("start", integer(0), integer(1));
        put("noop", integer(1), new Attribute.Floats(List.of(1f)));
    }

    private static final String[] OPERATIONS = {
        "Add",
        "Sub",
        "Mul",
        "Div",
        "Max",
        "Min",
        "Relu",
        "Neg",
        "Abs",
        "Sign",
        "Sigmoid",
        "Identity",
        "MaxPool",
        "Resize",
        "Upsample",
        "AveragePool",
        "GlobalMaxPool",
        "GlobalAveragePool",
        "Softmax",
        "LogSoftmax",
        "Hardmax",
        "Flatten",
        "Transpose",
        "Dropout",
        "BipolarQuant",
        "Softplus",
        "Exp",
        "Sqrt",
        "Pow",
        "MatMul",
        "Gemm",
        "Squeeze",
        "Floor"
    };

    private final Random random;
    private final List<Model.Node> nodes;
    private final List<Tensor> constants;
    private List<Model.Value> inputs;
    private List<Model.Value> outputs;
    private final Map<String, Long> opsets;

    private GraphMutations(Model model, long seed) {
        random = new Random(seed * 0xC2B2AE3D27D4EB4FL);
        nodes = new ArrayList<>(model.graph().nodes());
        constants = new ArrayList<>(model.graph().initializers());
        inputs = model.graph().inputs();
        outputs = model.graph().outputs();
        opsets = new LinkedHashMap<>(model.opsets());
    }

    static Model mutate(Model model, long seed) {
        GraphMutations m = new GraphMutations(model, seed);
        for (int i = 0; i <= m.random.nextInt(2); i++) {
            m.one();
        }
        Model.Graph g = model.graph();
        Model.Graph changed = new Model.Graph(g.name(), m.nodes, m.constants, m.inputs, m.outputs, g.datatypes());
        return new Model(changed, m.opsets, model.producer(), model.metadata());
    }

    private static void put(String name, Attribute... values) {
        SETTINGS.put(name, values);
    }

    private static Attribute text(String value) {
        return new Attribute.Text(value);
    }

    private static Attribute integer(long value) {
        return new Attribute.Int(value);
    }

    private void one() {
        int at = random.nextInt(nodes.size());
        Model.Node n = nodes.get(at);
        switch (random.nextInt(12)) {
            case 0, 1 -> nodes.set(at, setting(n, pick(List.copyOf(SETTINGS.keySet()))));
            case 2, 3 -> nodes.set(at, known(n));
            case 4 -> nodes.set(at, dropped(n));
            case 5, 6 -> shape();
            case 7 -> value();
            case 8 -> nodes.set(at, with(n, pick(List.of(OPERATIONS)), n.inputs(), n.attributes()));
            case 9 -> nodes.set(at, edges(n, at));
            case 10 -> opsets.put("", oldest() + random.nextInt(12));
            default -> around(at);
        }
    }

    /** The oracle rounds, which operator sets before 11 cannot. */
    private long oldest() {
        boolean rounds = nodes.stream()
                .anyMatch(n -> n.op().equals("Quant")
                        && constants.stream()
                                .noneMatch(t -> t.name().equals(n.inputs().get(0))));
        return rounds ? 11 : 7;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Model.Node with(Model.Node n, String op, List<String> inputs, Map<String, Attribute> attributes) {
        String domain = op.endsWith("Quant") || op.equals("MultiThreshold") ? QonnxExport.DOMAIN : "";
        return new Model.Node(n.name(), domain, op, inputs, n.outputs(), attributes);
    }

    private Model.Node setting(Model.Node n, String name) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(n.attributes());
        attributes.put(name, pick(List.of(SETTINGS.get(name))));
        return with(n, n.op(), n.inputs(), attributes);
    }

    /** Another value of an attribute of the node. */
    private Model.Node known(Model.Node n) {
        List<String> names =
                n.attributes().keySet().stream().filter(SETTINGS::containsKey).toList();
        return names.isEmpty() ? n : setting(n, pick(names));
    }

    private Model.Node dropped(Model.Node n) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(n.attributes());
        List<String> names = attributes.keySet().stream()
                .filter(name -> !name.equals("data_layout"))
                .toList();
        if (!names.isEmpty()) {
            attributes.remove(pick(names));
        }
        return with(n, n.op(), n.inputs(), attributes);
    }

    /** Another shape of the same size for a constant. */
    private void shape() {
        if (constants.isEmpty()) {
            return;
        }
        int at = random.nextInt(constants.size());
        Tensor t = constants.get(at);
        List<Long> dims = new ArrayList<>();
        for (long n : t.dims()) {
            dims.add(n);
        }
        if (random.nextBoolean()) {
            dims.removeIf(n -> n == 1);
        }
        if (random.nextInt(3) > 0) {
            java.util.Collections.shuffle(dims, random);
        }
        for (int i = random.nextInt(4); i > 0 && dims.size() < 4; i--) {
            dims.add(random.nextInt(dims.size() + 1), 1L);
        }
        long[] changed = dims.stream().mapToLong(Long::longValue).toArray();
        constants.set(at, new Tensor(t.name(), t.type(), changed, t.data()));
    }

    /** Another value in a constant, or a longer or shorter constant. */
    private void value() {
        if (constants.isEmpty()) {
            return;
        }
        int at = random.nextInt(constants.size());
        Tensor t = constants.get(at);
        if (t.size() == 0) {
            return;
        }
        if (random.nextInt(3) == 0) {
            int size = 1 + random.nextInt(6);
            constants.set(at, Tensor.floats(t.name(), new float[size], size));
            return;
        }
        if (t.type() == Tensor.INT64) {
            long[] values = new long[t.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (long) t.floats()[i];
            }
            values[random.nextInt(values.length)] = random.nextInt(6) - 2;
            constants.set(at, Tensor.longs(t.name(), values, t.dims()));
            return;
        }
        float[] values = t.floats();
        float[] others = {0, -1, 1, 2, 0.5f, -0.5f, 3};
        values[random.nextInt(values.length)] = others[random.nextInt(others.length)];
        constants.set(at, Tensor.floats(t.name(), values, t.dims()));
    }

    /** Another input, inputs in another order, or one more or fewer. */
    private Model.Node edges(Model.Node n, int at) {
        List<String> read = new ArrayList<>(n.inputs());
        switch (random.nextInt(4)) {
            case 0 -> java.util.Collections.shuffle(read, random);
            case 1 -> {
                if (!read.isEmpty()) {
                    read.remove(random.nextInt(read.size()));
                }
            }
            case 2 ->
                read.add(
                        random.nextBoolean() || at == 0
                                ? "image"
                                : nodes.get(at - 1).name());
            default -> {
                if (!read.isEmpty()) {
                    String other = random.nextBoolean() || constants.isEmpty()
                            ? nodes.get(random.nextInt(nodes.size())).outputs().get(0)
                            : pick(constants).name();
                    read.set(random.nextInt(read.size()), other);
                }
            }
        }
        return with(n, n.op(), read, n.attributes());
    }

    /** One more or fewer node, another type or extent of the image, another output. */
    private void around(int at) {
        Model.Node n = nodes.get(at);
        switch (random.nextInt(5)) {
            case 0 -> {
                // Removes this node: the next one reads what this one read.
                if (!n.inputs().isEmpty()) {
                    nodes.remove(at);
                    for (int i = 0; i < nodes.size(); i++) {
                        Model.Node m = nodes.get(i);
                        List<String> read = m.inputs().stream()
                                .map(v -> n.outputs().contains(v) ? n.inputs().get(0) : v)
                                .toList();
                        nodes.set(i, new Model.Node(m.name(), m.domain(), m.op(), read, m.outputs(), m.attributes()));
                    }
                }
            }
            case 1 -> {
                String made = n.outputs().get(0) + ".before";
                String op = OPERATIONS[random.nextInt(OPERATIONS.length)];
                if (!n.inputs().isEmpty()) {
                    nodes.add(
                            at, new Model.Node(made, "", op, List.of(n.inputs().get(0)), List.of(made), Map.of()));
                    List<String> read = new ArrayList<>(n.inputs());
                    read.set(0, made);
                    nodes.set(at + 1, new Model.Node(n.name(), n.domain(), n.op(), read, n.outputs(), n.attributes()));
                }
            }
            case 2 -> outputs = List.of(new Model.Value(n.outputs().get(0), Tensor.FLOAT, List.of()));
            case 3 ->
                outputs = List.of(outputs.get(0), new Model.Value(n.outputs().get(0), Tensor.FLOAT, List.of()));
            default -> {
                Model.Value image = inputs.get(0);
                int[] types = {Tensor.FLOAT, Tensor.UINT8, Tensor.DOUBLE, Tensor.INT8};
                inputs = List.of(new Model.Value(image.name(), types[random.nextInt(types.length)], image.dims()));
            }
        }
    }
}
