// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.Constants;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.model.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The layers so far, and the scale and shift that the graph applies to the sums of the last one before a quantizer. */
final class Layers {
    /** Most layers, as in the language. */
    private static final int MOST = 10_000;

    private final Constants constants;
    private final List<ImportedLayer> layers = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    /** Scale and shift since the last layer or its normalization; null where the value is the image or bits. */
    private ScaledSums sums;
    /** The normalization after the last layer; null for none. */
    private ImportedLayer.Norm norm;
    /** Its index. */
    private int normIndex;
    /** True where a max pool follows that normalization. */
    private boolean pooled;

    Layers(Constants constants) {
        this.constants = constants;
    }

    List<ImportedLayer> all() {
        return layers;
    }

    List<String> notes() {
        return notes;
    }

    void note(String text) {
        notes.add(text);
    }

    boolean empty() {
        return layers.isEmpty();
    }

    /** The sums of the last layer; null where the value is the image or bits. */
    ScaledSums sums() {
        return sums;
    }

    boolean normalized() {
        return norm != null;
    }

    /** Adds a layer whose sums are in units of {@code scale}. */
    void layer(GraphNode node, ImportedLayer layer, int channels, double scale) throws ExchangeException {
        add(node, layer);
        sums = new ScaledSums(channels, scale);
        norm = null;
        pooled = false;
    }

    void normalize(GraphNode node, ImportedLayer.Norm of) throws ExchangeException {
        ImportedLayer.Norm folded = of;
        if (!sums.plain()) {
            folded = sums.into(of);
            notes.add("the scale and bias before " + node.name()
                    + " are in its mean and gamma; rounded to float32, they may move a threshold that is hit exactly");
        }
        emit(node, folded);
    }

    private void emit(GraphNode node, ImportedLayer.Norm of) throws ExchangeException {
        requireFinite(node, of);
        add(node, of);
        norm = of;
        normIndex = layers.size() - 1;
        pooled = false;
        sums = new ScaledSums(of.gamma().length, 1);
    }

    /** Folds the scale and shift into a normalization. */
    private void settle(GraphNode node) throws ExchangeException {
        if (norm == null) {
            emit(node, sums.norm());
            return;
        }
        if (pooled && !sums.rising()) {
            throw node.refuse(
                    "reads largest values that have been multiplied by a number that is not above 0",
                    "multiply before the pool, or fold it into the batch normalization");
        }
        ImportedLayer.Norm folded = sums.after(norm);
        requireFinite(node, folded);
        constants.spend(2L * folded.gamma().length, node);
        layers.set(normIndex, folded);
        norm = folded;
        notes.add("what stands between the batch normalization and " + node.name()
                + " is in its gamma and beta; rounded to float32, they may move a threshold that is hit exactly");
        sums = new ScaledSums(folded.gamma().length, 1);
    }

    /** Adds a max pool. It commutes with a rising scale; another one goes into a normalization before the pool. */
    void pool(GraphNode node, ImportedLayer.Pool pool) throws ExchangeException {
        if (sums != null && !sums.rising()) {
            settle(node);
        }
        add(node, pool);
        pooled = true;
    }

    void quantize(GraphNode node, Activation activation) throws ExchangeException {
        boolean asTheyAre = sums == null || sums.plain() || activation.equals(Activation.SIGN) && sums.sameSigns();
        if (!asTheyAre) {
            settle(node);
        }
        add(node, new ImportedLayer.Quantize(activation));
        sums = null;
        norm = null;
    }

    /** @param last the node that yields the scores */
    void end(GraphNode last) throws ExchangeException {
        if (sums.plain()) {
            return;
        }
        if (sums.sameOrder()) {
            notes.add("the scale of the scores left out: it does not change their order");
        } else {
            settle(last);
        }
    }

    private void add(GraphNode node, ImportedLayer layer) throws ExchangeException {
        if (layers.size() >= MOST) {
            throw node.refuse("is one layer too many", "at most " + MOST + " can be imported");
        }
        constants.spend(layer.numbers(), node);
        layers.add(layer);
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
