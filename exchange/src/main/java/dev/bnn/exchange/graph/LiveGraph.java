// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.exchange.wire.Printable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of a graph that its scores depend on. It is well formed: each value has one name and is computed before it is read.
 * The rest of the file is ignored.
 */
public final class LiveGraph {
    private static final String NOT_WELL_FORMED = "the graph is not well formed";

    private final Model model;
    private final long opset;
    private final Model.Value image;
    private final Constants constants;
    /** The index of the node that computes a value. */
    private final Map<String, Integer> makers = new HashMap<>();

    private final List<Model.Node> nodes = new ArrayList<>();
    /** How many nodes read a value. Nodes that read only its shape do not count, and nodes that compute the same count once. */
    private final Map<String, Integer> readers = new HashMap<>();
    /** The first of all nodes that compute the same; the key is the computation, without names. */
    private final Map<Model.Node, Model.Node> first = new HashMap<>();

    /** Checks everything except the nodes; {@link #node} checks each node. */
    public LiveGraph(Model model) throws ExchangeException {
        this.model = model;
        this.opset = opset();
        this.image = theImage();
        requireOneNameAValue();
        requireKnownNotes();
        collect();
        this.constants = new Constants(model.graph(), model.rest().constants(), nodes);
    }

    public Model.Value image() {
        return image;
    }

    public Constants constants() {
        return constants;
    }

    /** The nodes that the scores depend on, in the order of the file. */
    public List<Model.Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** The number of nodes that the scores depend on. */
    public int size() {
        return nodes.size();
    }

    /** A node, checked against the table of operations. */
    public GraphNode node(int i) throws ExchangeException {
        Model.Node node = nodes.get(i);
        String name = GraphNode.called(node);
        if (model.rest().functions().contains(node.called())) {
            throw new ExchangeException(
                    name + " calls a function that the file defines itself; export the model with functions inlined");
        }
        Operation operation = Operations.find(node.domain(), node.op())
                .orElseThrow(() -> new ExchangeException(name + " cannot be imported"
                        + (node.domain().isEmpty() ? "" : " from the domain " + Printable.name(node.domain()))
                        + "; known are " + Operations.known()));
        if (opset < operation.first()) {
            throw new ExchangeException(
                    name + " is not an operation of operator set " + opset + "; " + NOT_WELL_FORMED);
        }
        if (!operation.standard()) {
            long version = model.opsets().getOrDefault(node.domain(), 1L);
            if (version != 1) {
                throw new ExchangeException(name + " is of version " + version + " of " + node.domain()
                        + "; only version 1 can be imported");
            }
        }
        return GraphNode.of(node, operation, opset, constants);
    }

    /** The result of the first node that computes the same from the same values; often the node itself. */
    public String firstAlike(int i) {
        return first.get(computation(nodes.get(i))).outputs().get(0);
    }

    /** A node without its names. */
    private static Model.Node computation(Model.Node node) {
        return new Model.Node("", node.domain(), node.op(), node.inputs(), List.of(), node.attributes());
    }

    /** How many nodes read a value; nodes that compute the same count once. */
    public int readers(String value) {
        return readers.getOrDefault(value, 0);
    }

    /** True for outputs of the graph. */
    public boolean yields(String value) {
        return model.graph().outputs().stream().anyMatch(o -> o.name().equals(value));
    }

    private long opset() throws ExchangeException {
        Long standard = model.opsets().get("");
        Long alias = model.opsets().get("ai.onnx");
        if (standard == null && alias == null || standard != null && alias != null && !standard.equals(alias)) {
            throw new ExchangeException(
                    "the file does not say which operator set it is written in; " + NOT_WELL_FORMED);
        }
        long version = standard != null ? standard : alias;
        if (version < Operations.FIRST_OPSET || version > Operations.LAST_OPSET) {
            throw new ExchangeException("the file is of operator set " + version + "; known are those from "
                    + Operations.FIRST_OPSET + " to " + Operations.LAST_OPSET);
        }
        return version;
    }

    private Model.Value theImage() throws ExchangeException {
        Set<String> stored = new HashSet<>(model.rest().constants().keySet());
        model.graph().initializers().forEach(t -> stored.add(t.name()));
        // Old files list their initializers among the inputs.
        List<Model.Value> images = model.graph().inputs().stream()
                .filter(v -> !stored.contains(v.name()))
                .toList();
        if (images.size() != 1) {
            throw new ExchangeException(
                    "the graph has " + images.size() + " inputs; export a model that reads one image");
        }
        return images.get(0);
    }

    private void requireOneNameAValue() throws ExchangeException {
        Set<String> names = new HashSet<>();
        names.add(image.name());
        for (Tensor t : model.graph().initializers()) {
            requireNew(names, t.name());
        }
        for (String name : model.rest().constants().keySet()) {
            requireNew(names, name);
        }
        List<Model.Node> all = model.graph().nodes();
        for (int i = 0; i < all.size(); i++) {
            for (String output : all.get(i).outputs()) {
                if (!output.isEmpty()) {
                    requireNew(names, output);
                    makers.put(output, i);
                }
            }
        }
    }

    private static void requireNew(Set<String> names, String name) throws ExchangeException {
        if (!names.add(name)) {
            throw new ExchangeException("two values have the name " + Printable.name(name) + "; " + NOT_WELL_FORMED);
        }
    }

    /** Checks the type of the image. The types of other values follow from the operations. */
    private void requireKnownNotes() throws ExchangeException {
        String type = model.graph().datatypes().getOrDefault(image.name(), "UINT8");
        if (!type.equals("UINT8") && !type.equals("FLOAT32")) {
            throw new ExchangeException("the input " + Printable.name(image.name()) + " is marked as "
                    + Printable.name(type) + "; the bytes of an image are UINT8");
        }
        for (Model.Annotation note : model.rest().annotations()) {
            boolean channelsFirst = note.key().equals("tensor_layout")
                    && note.text().replaceAll("[^A-Z]", "").matches("NCHW|NC|");
            if (!channelsFirst && !note.key().equals("tensor_sparsity")) {
                throw new ExchangeException("the value " + Printable.name(note.value()) + " has the note "
                        + Printable.name(note.key()) + " = " + Printable.name(note.text())
                        + ", which is not known; export the model without it");
            }
        }
    }

    /** Marks what the outputs depend on. */
    private void collect() throws ExchangeException {
        List<Model.Node> all = model.graph().nodes();
        BitSet live = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (Model.Value output : outputs()) {
            Integer maker = makers.get(output.name());
            if (maker == null) {
                throw new ExchangeException(
                        "no node makes the output " + Printable.name(output.name()) + "; " + NOT_WELL_FORMED);
            }
            if (!live.get(maker)) {
                live.set(maker);
                open.add(maker);
            }
        }
        while (!open.isEmpty()) {
            int reader = open.remove();
            for (String input : all.get(reader).inputs()) {
                Integer maker = makers.get(input);
                if (maker != null && maker >= reader) {
                    throw unmade(all.get(reader), input);
                }
                if (maker != null && !live.get(maker)) {
                    live.set(maker);
                    open.add(maker);
                }
            }
        }
        live.stream().forEach(i -> nodes.add(all.get(i)));
        for (Model.Node node : nodes) {
            boolean alone = first.putIfAbsent(computation(node), node) == null;
            for (String input : new HashSet<>(node.inputs())) {
                if (alone && !input.isEmpty() && !node.op().equals("Shape")) {
                    readers.merge(input, 1, Integer::sum);
                }
            }
            for (String input : node.inputs()) {
                if (makers.containsKey(input)) {
                    requireResult(GraphNode.called(node) + " reads ", input);
                }
            }
        }
        for (Model.Value output : outputs()) {
            requireResult("the graph yields ", output.name());
        }
    }

    private List<Model.Value> outputs() throws ExchangeException {
        List<Model.Value> outputs = model.graph().outputs();
        boolean sorted = outputs.size() == 2
                && makers.containsKey(outputs.get(0).name())
                && makers.get(outputs.get(0).name())
                        .equals(makers.get(outputs.get(1).name()))
                && model.graph()
                        .nodes()
                        .get(makers.get(outputs.get(0).name()))
                        .op()
                        .equals("TopK");
        if (outputs.size() != 1 && !sorted) {
            throw new ExchangeException(
                    "the graph has " + outputs.size() + " outputs; export a model that yields its scores only");
        }
        return outputs;
    }

    /** Refuses nodes that read further outputs of an operation, except the indices of the largest scores. */
    private void requireResult(String who, String value) throws ExchangeException {
        Model.Node maker = model.graph().nodes().get(makers.get(value));
        if (!maker.outputs().get(0).equals(value) && !maker.op().equals("TopK")) {
            throw new ExchangeException(who + Printable.name(value) + ", which " + GraphNode.called(maker)
                    + " yields beside its result; only results can be imported");
        }
    }

    private static ExchangeException unmade(Model.Node node, String input) {
        return new ExchangeException(
                GraphNode.called(node) + " reads " + Printable.name(input) + " before it is made; " + NOT_WELL_FORMED);
    }
}
