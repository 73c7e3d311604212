// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.layers;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.Constants;
import dev.bnn.exchange.graph.GraphNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The layers found so far. Each reads earlier layers, which it refers to by their places, that is, indices. */
public final class Layers {
    /** The place of the image. */
    public static final int IMAGE = -1;
    /** Maximum number of layers, as in the language. */
    private static final int MOST = 10_000;

    /**
     * A layer, and the node that it was made from.
     *
     * @param reads the places of the layers that it reads
     */
    public record Placed(ImportedLayer layer, List<Integer> reads, GraphNode node) {
        public Placed {
            reads = List.copyOf(reads);
        }
    }

    private final Constants constants;
    private final List<Placed> layers = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** @param constants bounds the total size of weights and tables */
    public Layers(Constants constants) {
        this.constants = constants;
    }

    /** All layers, each one after the layers that it reads. */
    public List<Placed> all() {
        return layers;
    }

    /** Notes for the user, without duplicates. */
    public Set<String> notes() {
        return notes;
    }

    /** Adds a note for the user, unless it was added before. */
    public void note(String text) {
        notes.add(text);
    }

    /** Adds a layer and returns its place. */
    public int add(GraphNode node, ImportedLayer layer, List<Integer> reads) throws ExchangeException {
        if (layers.size() >= MOST) {
            throw node.refuse("is one layer too many", "at most " + MOST + " can be imported");
        }
        constants.spend(layer.numbers() + reads.size(), node);
        layers.add(new Placed(layer, reads, node));
        return layers.size() - 1;
    }

    /** Adds a layer that reads one other, and returns its place. */
    public int add(GraphNode node, ImportedLayer layer, int reads) throws ExchangeException {
        return add(node, layer, List.of(reads));
    }

    /** Replaces a layer with another one of the same kind. */
    void replace(GraphNode node, int place, ImportedLayer layer) throws ExchangeException {
        constants.spend(layer.numbers(), node);
        Placed old = layers.get(place);
        layers.set(place, new Placed(layer, old.reads(), old.node()));
    }
}
