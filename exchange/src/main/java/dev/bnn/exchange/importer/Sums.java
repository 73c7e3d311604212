// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.importer.layers.ImportedLayer;
import dev.bnn.exchange.importer.layers.LayerSums;
import dev.bnn.exchange.importer.layers.Layers;
import dev.bnn.model.Activation;
import dev.bnn.model.ChannelShuffle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sums before a quantizer, of one layer or of several layers whose channels a Concat joins. Whatever the graph does to the sums
 * is applied to each layer for its channels, since a branch ends with a quantizer in this language.
 */
final class Sums implements Value.Content {
    private final List<LayerSums> parts;
    /** Groups of the shuffles that are postponed until after the quantizer, where they give the same values. */
    private final List<Integer> shuffles = new ArrayList<>();
    /** For each channel of the value, the channel of the layers. */
    private int[] channels;

    Sums(List<LayerSums> parts) {
        this.parts = List.copyOf(parts);
        channels = IntStream.range(
                        0, parts.stream().mapToInt(LayerSums::channels).sum())
                .toArray();
    }

    List<LayerSums> parts() {
        return parts;
    }

    boolean normalized() {
        return parts.stream().anyMatch(LayerSums::normalized);
    }

    boolean shuffled() {
        return !shuffles.isEmpty();
    }

    /** Shuffles the channels in {@code groups} groups. */
    void shuffle(int groups) {
        ChannelShuffle shuffle = new ChannelShuffle(groups, channels.length);
        int[] before = channels;
        channels = IntStream.range(0, before.length)
                .map(c -> before[shuffle.source(c)])
                .toArray();
        shuffles.add(groups);
    }

    /** Reorders a table from the value's channels to the layers' channels. */
    private float[] ordered(float[] table) {
        float[] ordered = new float[table.length];
        for (int c = 0; c < ordered.length; c++) {
            ordered[channels[c]] = table[c];
        }
        return ordered;
    }

    /** Multiplies the sums. Here and in the following methods, each table has one number per channel. */
    void multiply(float[] table) {
        float[] by = ordered(table);
        int from = 0;
        for (LayerSums part : parts) {
            part.scaled().multiply(slice(by, from, part));
            from += part.channels();
        }
    }

    void divide(float[] table) {
        float[] by = ordered(table);
        int from = 0;
        for (LayerSums part : parts) {
            part.scaled().divide(slice(by, from, part));
            from += part.channels();
        }
    }

    void add(float[] table, int sign) {
        float[] more = ordered(table);
        int from = 0;
        for (LayerSums part : parts) {
            part.scaled().add(slice(more, from, part), sign);
            from += part.channels();
        }
    }

    void normalize(GraphNode node, ImportedLayer.Norm norm) throws ExchangeException {
        float[] gamma = ordered(norm.gamma());
        float[] beta = ordered(norm.beta());
        float[] mean = ordered(norm.mean());
        float[] variance = ordered(norm.variance());
        int from = 0;
        for (LayerSums part : parts) {
            ImportedLayer.Norm own = new ImportedLayer.Norm(
                    slice(gamma, from, part),
                    slice(beta, from, part),
                    slice(mean, from, part),
                    slice(variance, from, part),
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

    /**
     * Adds a quantizer to each layer, a concat if there are several layers, and the shuffles; returns the place of the layer that
     * yields the bits.
     */
    int quantize(GraphNode node, Activation activation, Layers layers) throws ExchangeException {
        List<Integer> ends = new ArrayList<>();
        for (LayerSums part : parts) {
            ends.add(part.quantize(node, activation));
        }
        int place = ends.size() == 1 ? ends.get(0) : Joins.joined(node, ends, layers);
        for (int groups : shuffles) {
            place = layers.add(node, new ImportedLayer.Shuffle(groups), place);
        }
        return place;
    }

    private static float[] slice(float[] all, int from, LayerSums part) {
        return Arrays.copyOfRange(all, from, from + part.channels());
    }
}
