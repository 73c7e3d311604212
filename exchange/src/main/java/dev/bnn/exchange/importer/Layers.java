// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.graph.Constants;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.model.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The layers so far, and what the graph makes of the sums of the last one on their way to a quantizer. */
final class Layers {
    /** As for .bnn files. */
    private static final int MOST = 10_000;

    private final Constants constants;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    /** Of what the last layer or its normalization yields; null on the image and on bits. */
    private Sums sums;
    /** The place of the normalization since the layer; -1 for none. */
    private int norm = -1;
    /** True where a maximum stands after that normalization. */
    private boolean pooled;

    Layers(Constants constants) {
        this.constants = constants;
    }

    List<Step> steps() {
        return steps;
    }

    List<String> notes() {
        return notes;
    }

    void note(String text) {
        notes.add(text);
    }

    boolean empty() {
        return steps.isEmpty();
    }

    /** The sums of a layer; null on the image and on bits. */
    Sums sums() {
        return sums;
    }

    boolean normalized() {
        return norm >= 0;
    }

    /** A layer whose sums are in units of {@code scale}. */
    void layer(GraphNode node, Step step, int channels, double scale) throws ExchangeException {
        add(node, step);
        sums = new Sums(channels, scale);
        norm = -1;
        pooled = false;
    }

    void normalize(GraphNode node, Step.Norm of) throws ExchangeException {
        Step.Norm folded = of;
        if (!sums.plain()) {
            folded = sums.into(of);
            notes.add("the scale and bias before " + node.name()
                    + " are in its mean and gamma; rounded to float32, they may move a threshold that is hit exactly");
        }
        emit(node, folded);
    }

    private void emit(GraphNode node, Step.Norm of) throws ExchangeException {
        requireFinite(node, of);
        add(node, of);
        norm = steps.size() - 1;
        pooled = false;
        sums = new Sums(of.gamma().length, 1);
    }

    /** Puts what the graph makes of the sums into a normalization. */
    private void settle(GraphNode node) throws ExchangeException {
        if (norm < 0) {
            emit(node, sums.norm());
            return;
        }
        if (pooled && !sums.rising()) {
            throw node.refuse(
                    "reads largest values that have been multiplied by a number that is not above 0",
                    "multiply before the pool, or fold it into the batch normalization");
        }
        Step.Norm before = (Step.Norm) steps.get(norm);
        Step.Norm folded = sums.after(before);
        requireFinite(node, folded);
        constants.spend(2L * folded.gamma().length, node);
        steps.set(norm, folded);
        notes.add("what stands between the batch normalization and " + node.name()
                + " is in its gamma and beta; rounded to float32, they may move a threshold that is hit exactly");
        sums = new Sums(folded.gamma().length, 1);
    }

    /** A maximum changes places with what keeps the order; what does not is put into a normalization before it. */
    void pool(GraphNode node, Step.Pool pool) throws ExchangeException {
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
        add(node, new Step.Quantize(activation));
        sums = null;
        norm = -1;
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

    private void add(GraphNode node, Step step) throws ExchangeException {
        if (steps.size() >= MOST) {
            throw node.refuse("is one layer too many", "at most " + MOST + " can be imported");
        }
        constants.spend(step.numbers(), node);
        steps.add(step);
    }

    private static void requireFinite(GraphNode node, Step.Norm norm) throws ExchangeException {
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
