package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A graph as a chain of nodes from its one image to its one output. */
record Chain(Model.Value input, List<ChainNode> nodes) {
    static Chain of(Model.Graph graph) throws ExchangeException {
        Constants constants = new Constants(graph);
        // Old files list their initializers among the inputs.
        List<Model.Value> images = graph.inputs().stream()
                .filter(v -> constants.find(v.name()).isEmpty())
                .toList();
        if (images.size() != 1) {
            throw new ExchangeException(
                    "the graph has " + images.size() + " inputs; export a model that reads one image");
        }
        Map<String, List<Model.Node>> readers = new HashMap<>();
        for (Model.Node node : constants.others()) {
            for (String input : new HashSet<>(node.inputs())) {
                readers.computeIfAbsent(input, k -> new ArrayList<>()).add(node);
            }
        }
        List<ChainNode> chain = new ArrayList<>();
        Set<Model.Node> seen = new HashSet<>();
        String value = images.get(0).name();
        while (readers.containsKey(value)) {
            List<Model.Node> next = readers.get(value);
            ChainNode node = new ChainNode(next.get(0), constants);
            if (next.size() > 1) {
                throw node.refuse(
                        "and " + (next.size() - 1) + " more read the value " + value,
                        "only a chain of layers can be imported, without branches");
            }
            if (!seen.add(node.node()) || node.node().outputs().isEmpty()) {
                throw node.refuse("leads nowhere", "the graph is not well formed");
            }
            requireOneSource(node, value);
            chain.add(node);
            value = node.node().outputs().get(0);
        }
        return new Chain(images.get(0), chain);
    }

    private static void requireOneSource(ChainNode node, String value) throws ExchangeException {
        Constants constants = node.constants();
        for (String input : node.node().inputs()) {
            if (input.isEmpty()
                    || input.equals(value)
                    || constants.isShape(input)
                    || constants.find(input).isPresent()) {
                continue;
            }
            Optional<Model.Node> source = constants.others().stream()
                    .filter(n -> n.outputs().contains(input))
                    .findFirst();
            if (source.isPresent()
                    && source.get().inputs().stream()
                            .allMatch(i -> constants.find(i).isPresent())) {
                throw new ChainNode(source.get(), constants)
                        .refuse(
                                "makes the weights of " + node.node().name(),
                                "only 1-bit weights can be imported, as constants or behind a BipolarQuant of one scale");
            }
            throw node.refuse(
                    "joins " + value + " and " + input, "only a chain of layers can be imported, without branches");
        }
    }
}
