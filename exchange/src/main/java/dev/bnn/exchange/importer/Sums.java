// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.model.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums before a quantizer: of one layer, or of several whose channels a Concat puts one after the other. What the graph does
 * to them goes to each layer by its channels, since a branch ends with a quantizer in this language.
 */
final class Sums implements Value.Content {
    private final List<LayerSums> parts;

    Sums(List<LayerSums> parts) {
        this.parts = List.copyOf(parts);
    }

    List<LayerSums> parts() {
        return parts;
    }

    boolean normalized() {
        return parts.stream().anyMatch(LayerSums::normalized);
    }

    /** One number per channel in each table, here and below. */
    void multiply(float[] by) {
        int from = 0;
        for (LayerSums part : parts) {
            part.scaled().multiply(slice(by, from, part));
            from += part.channels();
        }
    }

    void divide(float[] by) {
        int from = 0;
        for (LayerSums part : parts) {
            part.scaled().divide(slice(by, from, part));
            from += part.channels();
        }
    }

    void add(float[] more, int sign) {
        int from = 0;
        for (LayerSums part : parts) {
            part.scaled().add(slice(more, from, part), sign);
            from += part.channels();
        }
    }

    void normalize(GraphNode node, ImportedLayer.Norm norm) throws ExchangeException {
        int from = 0;
        for (LayerSums part : parts) {
            ImportedLayer.Norm own = new ImportedLayer.Norm(
                    slice(norm.gamma(), from, part),
                    slice(norm.beta(), from, part),
                    slice(norm.mean(), from, part),
                    slice(norm.variance(), from, part),
                    norm.eps(),
                    norm.momentum());
            part.normalize(node, own);
            from += part.channels();
        }
    }

    void pool(GraphNode node, ImportedLayer.Pool pool) throws ExchangeException {
        for (LayerSums part : parts) {
            part.pool(node, pool);
        }
    }

    /** Adds a quantizer to each layer, and a concat of several; returns the place of what yields the bits. */
    int quantize(GraphNode node, Activation activation, Layers layers) throws ExchangeException {
        List<Integer> ends = new ArrayList<>();
        for (LayerSums part : parts) {
            ends.add(part.quantize(node, activation));
        }
        return ends.size() == 1 ? ends.get(0) : Joins.joined(node, ends, layers);
    }

    private static float[] slice(float[] all, int from, LayerSums part) {
        return Arrays.copyOfRange(all, from, from + part.channels());
    }
}
