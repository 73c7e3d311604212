// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.wire.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node that has been checked against {@link Operations}: its attributes are those of its operation, with values that can be
 * imported. An attribute that the node does not have reads as its default. Messages name the node and its operation.
 */
public final class GraphNode {
    private final Model.Node node;
    private final Operation operation;
    private final long opset;
    private final Constants constants;

    private GraphNode(Model.Node node, Operation operation, long opset, Constants constants) {
        this.node = node;
        this.operation = operation;
        this.opset = opset;
        this.constants = constants;
    }

    static GraphNode of(Model.Node node, Operation operation, long opset, Constants constants)
            throws ExchangeException {
        GraphNode checked = new GraphNode(node, operation, opset, constants);
        checked.checkPlaces();
        for (Map.Entry<String, Attribute> a : node.attributes().entrySet()) {
            checked.check(a.getKey(), a.getValue());
        }
        for (AttributeRule s : operation.settings()) {
            if (s.needed() && checked.applies(s) && !node.attributes().containsKey(s.name())) {
                throw checked.refuse("has no attribute " + s.name(), "the operation needs one");
            }
        }
        return checked;
    }

    /** Attributes of quantizers are the same in all operator sets. */
    private boolean applies(AttributeRule s) {
        return !operation.standard() || s.in(opset);
    }

    private void checkPlaces() throws ExchangeException {
        Operation.Arity arity = operation.arity(opset);
        long inputs = node.inputs().stream().filter(i -> !i.isEmpty()).count();
        if (node.inputs().size() > arity.most()) {
            throw refuse("has " + node.inputs().size() + " inputs", "known are " + arity.most() + " at most");
        }
        if (inputs < arity.least()) {
            throw refuse("has " + inputs + " inputs", "it needs " + arity.least());
        }
        long outputs = node.outputs().stream().filter(o -> !o.isEmpty()).count();
        if (outputs > operation.outputs()) {
            throw refuse("has " + outputs + " outputs", "export the model in inference mode, where it has one");
        }
    }

    private void check(String name, Attribute value) throws ExchangeException {
        String shown = Printable.name(name);
        List<AttributeRule> known =
                operation.settings().stream().filter(s -> s.name().equals(name)).toList();
        Optional<AttributeRule> setting = known.stream().filter(this::applies).findFirst();
        if (setting.isEmpty()) {
            throw refuse(
                    "has the attribute " + shown + ", which is not known"
                            + (known.isEmpty() ? "" : " in operator set " + opset),
                    "remove it, if it changes nothing");
        }
        if (!setting.get().kind().isInstance(value)) {
            String is = value instanceof Attribute.Other o ? o.what() : "a " + kind(value.getClass());
            throw refuse(
                    "has the attribute " + shown + " which is " + is,
                    "it must be a " + kind(setting.get().kind()) + ", and say so in its type");
        }
        if (!setting.get().accepts().test(value)) {
            throw refuse(
                    shown + " is " + Printable.name(AttributeRule.show(value)),
                    "only " + setting.get().words() + " can be imported");
        }
    }

    private static String kind(Class<? extends Attribute> kind) {
        return switch (kind.getSimpleName()) {
            case "Int" -> "whole number";
            case "Ints" -> "list of whole numbers";
            case "Float" -> "number";
            case "Floats" -> "list of numbers";
            case "Text" -> "text";
            default -> "tensor";
        };
    }

    public String op() {
        return operation.op();
    }

    /** The operator set of the graph. */
    public long opset() {
        return opset;
    }

    /** The name to use in messages. */
    public String name() {
        return name(node);
    }

    private static String name(Model.Node node) {
        return Printable.name(node.name().isEmpty() ? node.outputs().toString() : node.name());
    }

    static String called(Model.Node node) {
        return "node " + name(node) + " (" + Printable.name(node.op()) + ")";
    }

    public List<String> inputs() {
        return node.inputs();
    }

    /** The name of the result. */
    public String output() {
        return node.outputs().get(0);
    }

    /** The names of the result and of further outputs. */
    public List<String> outputs() {
        return node.outputs();
    }

    public ExchangeException refuse(String reason, String hint) {
        return new ExchangeException(called(node) + " " + reason + "; " + hint);
    }

    /** An input, if it is a constant. */
    public Optional<Constant> find(int input) throws ExchangeException {
        return has(input) ? constants.find(node.inputs().get(input)) : Optional.empty();
    }

    /** An input that must be a constant. */
    public Constant constant(int input, String what) throws ExchangeException {
        return find(input)
                .orElseThrow(() ->
                        refuse("has no constant " + what, "export the model in inference mode, with constants folded"));
    }

    /**
     * A constant input that is one finite number with at most {@code rank} axes, so that an operation with it keeps the shape of
     * a value.
     */
    public float number(int input, String what, int rank) throws ExchangeException {
        Constant constant = constant(input, what);
        if (constant.values().length != 1 || constant.dims().length > rank) {
            throw refuse(
                    "has a " + what + " of shape " + Arrays.toString(constant.dims()),
                    "only one number can be imported here" + (rank > 0 ? ", with at most " + rank + " axes" : ""));
        }
        float number = constant.values()[0];
        if (!Float.isFinite(number)) {
            throw refuse("has the " + what + " " + number, "the graph is not well formed");
        }
        return number;
    }

    /** As {@link #number}, but the number must be real: operations on real numbers take no integers. */
    public float real(int input, String what, int rank) throws ExchangeException {
        requireReal(constant(input, what), what);
        return number(input, what, rank);
    }

    /** Refuses integers, which operations on real numbers do not take. */
    public void requireReal(Constant constant, String what) throws ExchangeException {
        if (constant.whole()) {
            throw refuse("has a " + what + " of integers", "cast it to float32");
        }
    }

    /** A constant input that is a list of exact integers, such as sizes or axes. */
    public long[] wholes(int input, String what) throws ExchangeException {
        Constant constant = constant(input, what);
        if (constant.dims().length != 1) {
            throw refuse(
                    "has " + what + " of shape " + Arrays.toString(constant.dims()), "they must be a list of integers");
        }
        return wholes(constant, what);
    }

    long[] wholes(Constant constant, String what) throws ExchangeException {
        long[] wholes = new long[constant.values().length];
        for (int i = 0; i < wholes.length; i++) {
            float value = constant.values()[i];
            if (!constant.whole() || !Float.isFinite(value)) {
                throw refuse("has " + what + " that are no whole numbers up to 2^24", "the graph is not well formed");
            }
            wholes[i] = (long) value;
        }
        return wholes;
    }

    public boolean has(int input) {
        return input < node.inputs().size() && !node.inputs().get(input).isEmpty();
    }

    /** True if the node itself has the attribute. */
    public boolean says(String attribute) {
        return node.attributes().containsKey(attribute);
    }

    public long integer(String name) {
        return ((Attribute.Int) setting(name)).value();
    }

    public float real(String name) {
        return ((Attribute.Float) setting(name)).value();
    }

    public String text(String name) {
        return ((Attribute.Text) setting(name)).value();
    }

    public List<Long> integers(String name) {
        return ((Attribute.Ints) setting(name)).values();
    }

    public List<Float> reals(String name) {
        return ((Attribute.Floats) setting(name)).values();
    }

    /**
     * True if the attribute {@code axis} is the given axis of {@code rank}, counted from the front or, from operator set 11, from
     * the end.
     */
    public boolean isAxis(int axis, int rank) {
        long said = integer("axis");
        return said == axis || said == axis - rank && (opset >= 11 || !says("axis") || op().equals("TopK"));
    }

    /**
     * An attribute of integers that fit in an int: rows and columns of a window, stride or dilation, or the pads of four sides.
     */
    public int[] sizes(String name) {
        return integers(name).stream().mapToInt(Long::intValue).toArray();
    }

    Attribute setting(String name) {
        Attribute value = node.attributes().get(name);
        return value != null
                ? value
                : operation.settings().stream()
                        .filter(s -> s.name().equals(name) && applies(s) && s.otherwise() != null)
                        .findFirst()
                        .orElseThrow()
                        .otherwise();
    }

    /** A constant input [C], with one number per channel. */
    public float[] table(int input, int channels, String what) throws ExchangeException {
        Constant table = constant(input, what);
        requireReal(table, what);
        if (table.dims().length != 1 || table.dims()[0] != channels) {
            throw refuse(
                    "has a " + what + " of shape " + Arrays.toString(table.dims()) + " where there are " + channels
                            + " channels",
                    "it must be [" + channels + "]");
        }
        return finite(table.values(), what);
    }

    /**
     * One number per channel, from a constant input that is broadcast to a value as in NumPy.
     *
     * @param dims the shape of the value
     * @param axis the axis of its channels
     */
    public float[] channels(int input, long[] dims, int axis, String what) throws ExchangeException {
        Constant constant = constant(input, what);
        requireReal(constant, what);
        int channels = (int) dims[axis];
        int lead = dims.length - constant.dims().length;
        boolean fits = lead >= 0;
        for (int i = 0; fits && i < constant.dims().length; i++) {
            long n = constant.dims()[i];
            fits = n == 1 || lead + i == axis && n == channels;
        }
        if (!fits) {
            throw refuse(
                    "has a " + what + " of shape " + Arrays.toString(constant.dims())
                            + ", which does not broadcast to the channels of " + Arrays.toString(dims),
                    "it must be one number, or one per channel: " + "[C" + ", 1".repeat(dims.length - 1 - axis) + "]");
        }
        float[] all = new float[channels];
        for (int c = 0; c < channels; c++) {
            all[c] = constant.values()[constant.values().length == 1 ? 0 : c];
        }
        return finite(all, what);
    }

    private float[] finite(float[] values, String what) throws ExchangeException {
        for (int c = 0; c < values.length; c++) {
            if (!Float.isFinite(values[c])) {
                throw refuse(
                        "has a " + what + " of " + values[c] + " in channel " + c,
                        "the training of the model has diverged, or it divides by 0");
            }
        }
        return values;
    }
}
