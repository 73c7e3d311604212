// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.exchange.wire.Printable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a graph that do not depend on the image: initializers, shapes of values, and what operations compute from these.
 * The amount of computation is bounded in proportion to the size of the file, so that a short file cannot fill the memory.
 */
public final class Constants {
    /** How often a weight may be copied: quantized in up to three steps, scaled, transposed and read. */
    private static final int TIMES = 8;

    private static final int FREE = 1 << 20;

    private final Map<String, Tensor> stored = new HashMap<>();
    private final Map<String, String> unread;
    private final Map<String, Constant> known = new HashMap<>();
    private final Map<String, long[]> shapes = new HashMap<>();
    private long left = FREE;

    Constants(Model.Graph graph, Map<String, String> unread, List<Model.Node> nodes) {
        this.unread = unread;
        for (Tensor t : graph.initializers()) {
            stored.put(t.name(), t);
            left += (long) TIMES * t.size();
        }
        for (Model.Node node : nodes) {
            for (Attribute a : node.attributes().values()) {
                left += a instanceof Attribute.Constant c
                        ? (long) TIMES * c.value().size()
                        : 0;
            }
        }
    }

    /** The constant with that name, if there is one. */
    public Optional<Constant> find(String name) throws ExchangeException {
        if (unread.containsKey(name)) {
            throw new ExchangeException("the constant " + Printable.name(name) + " " + unread.get(name)
                    + "; save the model in one file, with dense float32 constants");
        }
        Tensor tensor = stored.remove(name);
        if (tensor != null) {
            known.put(name, Constant.of(tensor));
        }
        return Optional.ofNullable(known.get(name));
    }

    /** True if there is a constant with that name. */
    public boolean holds(String name) {
        return stored.containsKey(name) || known.containsKey(name) || unread.containsKey(name);
    }

    /** Records the shape of a value that depends on the image. */
    public void shape(String value, long[] dims) {
        shapes.put(value, dims);
    }

    /**
     * Counts numbers toward the bound.
     *
     * @throws ExchangeException if the bound is reached
     */
    public void spend(long numbers, GraphNode node) throws ExchangeException {
        left -= numbers;
        if (left < 0) {
            throw node.refuse("makes more numbers than the file's size accounts for", "the graph is not a network's");
        }
    }

    /** Evaluates a node that reads constants only. Returns false for others. */
    public boolean evaluate(GraphNode node) throws ExchangeException {
        Constant result;
        if (node.op().equals("Shape") && shapes.containsKey(node.inputs().get(0))) {
            result = ShapeMath.shape(node, shapes.get(node.inputs().get(0)));
        } else if (node.inputs().stream().allMatch(i -> i.isEmpty() || holds(i))) {
            result = Folding.fold(node, this);
        } else {
            return false;
        }
        known.put(node.output(), result);
        return true;
    }
}
