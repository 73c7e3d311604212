// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer.layers;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.model.Activation;
import java.util.Arrays;
import java.util.Optional;

/** The sums of one layer, and the scale and shift that the graph applies to them before a quantizer. */
public final class LayerSums {
    private final Layers layers;
    /** The place of the layer that yields the sums: the layer with weights, its normalization, or a pool. */
    private int last;
    /** Scale and shift since that layer or its normalization. */
    private ScaledSums sums;

    private Optional<ImportedLayer.Norm> norm = Optional.empty();
    /** The place of the normalization. */
    private int normPlace;
    /** True if a max pool follows that normalization. */
    private boolean pooled;

    /** The sums of the layer at that place. */
    public LayerSums(Layers layers, int place, ScaledSums sums) {
        this.layers = layers;
        this.last = place;
        this.sums = sums;
    }

    /** Scale and shift since the layer or its normalization; the caller adds what the graph computes. */
    public ScaledSums scaled() {
        return sums;
    }

    /** Channels of the layer. */
    public int channels() {
        return sums.channels();
    }

    /** True after a batch normalization. */
    public boolean normalized() {
        return norm.isPresent();
    }

    /**
     * Adds a batch normalization, with the scale and shift before it folded in.
     *
     * @throws ExchangeException if one of its values is not finite, or a variance is not above 0
     */
    public void normalize(GraphNode node, ImportedLayer.Norm of) throws ExchangeException {
        ImportedLayer.Norm folded = of;
        if (!sums.plain()) {
            folded = sums.into(of);
            layers.note("the scale and bias before " + node.name()
                    + " are in its mean and gamma; rounded to float32, they may move a threshold that is hit exactly");
        }
        emit(node, folded);
    }

    private void emit(GraphNode node, ImportedLayer.Norm of) throws ExchangeException {
        requireFinite(node, of);
        last = layers.add(node, of, last);
        norm = Optional.of(of);
        normPlace = last;
        pooled = false;
        sums = ScaledSums.of(of.gamma().length, 1);
    }

    /** Folds the scale and shift into a normalization. */
    private void settle(GraphNode node) throws ExchangeException {
        if (norm.isEmpty()) {
            if (sums.rounded()) {
                layers.note(
                        "the scale and bias before " + node.name()
                                + " are a batch normalization; rounded to float32, they may move a threshold that is hit exactly");
            }
            emit(node, sums.norm());
            return;
        }
        if (pooled && !sums.keepsLargest()) {
            throw node.refuse(
                    "reads largest values that have been multiplied by a number below 0",
                    "multiply before the pool, or fold it into the batch normalization");
        }
        ImportedLayer.Norm folded = sums.after(norm.get());
        requireFinite(node, folded);
        layers.replace(node, normPlace, folded);
        norm = Optional.of(folded);
        layers.note("what stands between the batch normalization and " + node.name()
                + " is in its gamma and beta; rounded to float32, they may move a threshold that is hit exactly");
        sums = ScaledSums.of(folded.gamma().length, 1);
    }

    /**
     * Adds a max pool. It commutes with nonnegative scales; with any other scale, folds the scale into a normalization before the
     * pool.
     */
    public void pool(GraphNode node, ImportedLayer.Pool pool) throws ExchangeException {
        if (!sums.keepsLargest()) {
            settle(node);
        }
        last = layers.add(node, pool, last);
        pooled = true;
    }

    /** Adds a quantizer and returns its place. */
    public int quantize(GraphNode node, Activation activation) throws ExchangeException {
        boolean asTheyAre = sums.plain() || activation.equals(Activation.SIGN) && sums.sameSigns();
        if (!asTheyAre) {
            settle(node);
        }
        return layers.add(node, new ImportedLayer.Quantize(activation), last);
    }

    /**
     * Ends the network, with these sums as its scores.
     *
     * @param node the node that yields the scores
     * @return the place of the last layer
     */
    public int end(GraphNode node) throws ExchangeException {
        if (!sums.plain()) {
            if (sums.sameOrder()) {
                layers.note("the scale of the scores left out: it does not change their order");
            } else {
                settle(node);
            }
        }
        return last;
    }

    private static void requireFinite(GraphNode node, ImportedLayer.Norm norm) throws ExchangeException {
        for (float[] table : Arrays.asList(norm.gamma(), norm.beta(), norm.mean(), norm.variance())) {
            for (int c = 0; c < table.length; c++) {
                if (!Float.isFinite(table[c])) {
                    throw node.refuse(
                            "leads to a batch normalization with " + table[c] + " in channel " + c,
                            "it divides by 0, or multiplies by too large a number");
                }
            }
        }
        for (int c = 0; c < norm.variance().length; c++) {
            if (!(norm.variance()[c] + norm.eps() > 0)) {
                throw node.refuse(
                        "has the variance " + norm.variance()[c] + " in channel " + c + " and the epsilon "
                                + norm.eps(),
                        "their sum must be above 0");
            }
        }
    }
}
