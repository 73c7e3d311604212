package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;

/** The values of a graph that the image does not change: initializers, and what simple operations make of them. */
final class Constants {
    /**
     * Values in C order.
     *
     * @param step where they have been quantised to integers times this, else 0
     * @param bits of those integers
     */
    record Value(long[] dims, float[] values, float step, int bits) {
        Value(long[] dims, float[] values) {
            this(dims, values, 0, 0);
        }

        /** The one number, where it is one. */
        Optional<Float> scalar() {
            return values.length == 1 ? Optional.of(values[0]) : Optional.empty();
        }
    }

    /** What tracing tools compute of a value's shape, to reshape it. */
    private static final Set<String> OF_SHAPES =
            Set.of("Gather", "Unsqueeze", "Squeeze", "Concat", "Slice", "Cast", "Mul", "Identity");

    private final Map<String, Value> known = new HashMap<>();
    private final Set<String> shapes = new HashSet<>();
    private final List<Model.Node> others = new ArrayList<>();

    Constants(Model.Graph graph) {
        for (Tensor t : graph.initializers()) {
            known.put(t.name(), value(t));
        }
        // Nodes are in topological order, so one pass finds all.
        for (Model.Node node : graph.nodes()) {
            Optional<Value> value = evaluate(node);
            if (value.isPresent() && !node.outputs().isEmpty()) {
                known.put(node.outputs().get(0), value.get());
            } else if (node.op().equals("Shape") || computesShape(node)) {
                shapes.addAll(node.outputs());
            } else {
                others.add(node);
            }
        }
    }

    /** The nodes that depend on the image. */
    List<Model.Node> others() {
        return others;
    }

    Optional<Value> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** True for a value that depends on the shape of the image only. */
    boolean isShape(String name) {
        return shapes.contains(name);
    }

    private boolean computesShape(Model.Node node) {
        return OF_SHAPES.contains(node.op())
                && node.inputs().stream().anyMatch(this::isShape)
                && node.inputs().stream().allMatch(i -> i.isEmpty() || isShape(i) || known.containsKey(i));
    }

    private static Value value(Tensor tensor) {
        double[] doubles = tensor.doubles();
        float[] values = new float[doubles.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) doubles[i];
        }
        return new Value(tensor.dims(), values);
    }

    private Optional<Value> evaluate(Model.Node node) {
        if (node.op().equals("Constant") && node.attributes().get("value") instanceof Attribute.Constant c) {
            return Optional.of(value(c.value()));
        }
        Value first = node.inputs().isEmpty() ? null : known.get(node.inputs().get(0));
        if (first == null) {
            return Optional.empty();
        }
        return switch (node.op()) {
            case "Identity" -> Optional.of(first);
            case "Transpose" -> transpose(first, node);
            case QonnxExport.BIPOLAR -> quantise(first, node);
            case "Quant", "IntQuant" -> integers(first, node);
            case "Add" -> arithmetic(node, Double::sum);
            case "Sub" -> arithmetic(node, (a, b) -> a - b);
            case "Mul" -> arithmetic(node, (a, b) -> a * b);
            case "Div" -> arithmetic(node, (a, b) -> a / b);
            case "Pow" -> arithmetic(node, Math::pow);
            case "Sqrt" ->
                Optional.of(new Value(first.dims, floats(first.values.length, i -> Math.sqrt(first.values[i]))));
            default -> Optional.empty();
        };
    }

    /** Of two constants of the same shape, or where one is a single number. */
    private Optional<Value> arithmetic(Model.Node node, DoubleBinaryOperator of) {
        Value a = known.get(node.inputs().get(0));
        Value b = node.inputs().size() < 2 ? null : known.get(node.inputs().get(1));
        if (b == null || !(a.values.length == 1 || b.values.length == 1 || Arrays.equals(a.dims, b.dims))) {
            return Optional.empty();
        }
        Value larger = a.values.length >= b.values.length ? a : b;
        return Optional.of(new Value(
                larger.dims,
                floats(
                        larger.values.length,
                        i -> of.applyAsDouble(a.values[i % a.values.length], b.values[i % b.values.length]))));
    }

    /** Each rounded to float32, as a tool that runs the graph does. */
    private static float[] floats(int count, IntToDoubleFunction of) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) of.applyAsDouble(i);
        }
        return values;
    }

    /** Only of matrices, as before a product. */
    private static Optional<Value> transpose(Value of, Model.Node node) {
        boolean swaps = !(node.attributes().get("perm") instanceof Attribute.Ints p)
                || p.values().equals(List.of(1L, 0L));
        if (of.dims.length != 2 || !swaps) {
            return Optional.empty();
        }
        return Optional.of(new Value(
                new long[] {of.dims[1], of.dims[0]}, transpose(of.values, (int) of.dims[1]), of.step, of.bits));
    }

    static float[] transpose(float[] matrix, int columns) {
        float[] turned = new float[matrix.length];
        int rows = columns == 0 ? 0 : matrix.length / columns;
        for (int i = 0; i < matrix.length; i++) {
            turned[i % columns * rows + i / columns] = matrix[i];
        }
        return turned;
    }

    /** Quant without zero point, by one scale: step * integer, of two as near the even one. */
    private Optional<Value> integers(Value latent, Model.Node node) {
        Optional<Float> step = scalar(node, 1);
        Optional<Float> width = scalar(node, 3);
        boolean plain = scalar(node, 2).equals(Optional.of(0f))
                && step.isPresent()
                && step.get() > 0
                && integer(node, "signed", 1) == 1
                && (!(node.attributes().get("rounding_mode") instanceof Attribute.Text t)
                        || t.value().equals("ROUND"));
        int bits = width.map(Math::round).orElse(0);
        if (!plain || bits < 2 || bits > Byte.SIZE) {
            return Optional.empty();
        }
        int most = (1 << bits - 1) - 1;
        int least = integer(node, "narrow", 0) == 1 ? -most : -most - 1;
        float[] values = new float[latent.values.length];
        boolean wide = false;
        for (int i = 0; i < values.length; i++) {
            double q = Math.max(least, Math.min(most, Math.rint(latent.values[i] / step.get())));
            wide |= q < -most;
            values[i] = (float) (step.get() * q);
        }
        return Optional.of(new Value(latent.dims, values, step.get(), wide ? bits + 1 : bits));
    }

    private Optional<Float> scalar(Model.Node node, int input) {
        return node.inputs().size() <= input
                ? Optional.empty()
                : find(node.inputs().get(input)).flatMap(Value::scalar);
    }

    private static long integer(Model.Node node, String attribute, long otherwise) {
        return node.attributes().get(attribute) instanceof Attribute.Int i ? i.value() : otherwise;
    }

    private Optional<Value> quantise(Value latent, Model.Node node) {
        Value scale = node.inputs().size() < 2 ? null : known.get(node.inputs().get(1));
        if (scale == null || scale.scalar().isEmpty()) {
            return Optional.empty();
        }
        float s = scale.scalar().get();
        float[] values = new float[latent.values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = latent.values[i] >= 0 ? s : -s;
        }
        return Optional.of(new Value(latent.dims, values));
    }
}
