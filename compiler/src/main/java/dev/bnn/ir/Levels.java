// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import dev.bnn.model.Activation;
import java.util.Optional;

/**
 * Finds the levels to which the values of a node belong: those of the sign, quantizer or threshold that they come from, through
 * pools and identities.
 */
public final class Levels implements Op.Visitor<Optional<Activation>> {
    private final Ir ir;
    private final Node node;

    private Levels(Ir ir, Node node) {
        this.ir = ir;
        this.node = node;
    }

    /** The levels of a node's values, or the levels that its codes stand for; empty if it yields other values. */
    public static Optional<Activation> of(Ir ir, Node node) {
        return node.op().accept(new Levels(ir, node));
    }

    @Override
    public Optional<Activation> input(Op.Input op) {
        return Optional.empty();
    }

    @Override
    public Optional<Activation> scale(Op.Scale op) {
        return Optional.empty();
    }

    @Override
    public Optional<Activation> conv(Op.Conv op) {
        return Optional.empty();
    }

    @Override
    public Optional<Activation> depthwise(Op.Depthwise op) {
        return Optional.empty();
    }

    @Override
    public Optional<Activation> dense(Op.Dense op) {
        return Optional.empty();
    }

    @Override
    public Optional<Activation> affine(Op.Affine op) {
        return Optional.empty();
    }

    @Override
    public Optional<Activation> normalize(Op.Normalize op) {
        return Optional.empty();
    }

    @Override
    public Optional<Activation> pool(Op.Pool op) {
        return of(ir, ir.producer(node, 0));
    }

    @Override
    public Optional<Activation> shuffle(Op.Shuffle op) {
        return of(ir, ir.producer(node, 0));
    }

    @Override
    public Optional<Activation> upsample(Op.Upsample op) {
        return of(ir, ir.producer(node, 0));
    }

    @Override
    public Optional<Activation> sum(Op.Sum op) {
        return Optional.empty();
    }

    @Override
    public Optional<Activation> add(Op.Add op) {
        return Optional.empty();
    }

    /** The levels of all operands, which the checks of the IR require to be the same. */
    @Override
    public Optional<Activation> concat(Op.Concat op) {
        return of(ir, ir.producer(node, 0));
    }

    @Override
    public Optional<Activation> quantize(Op.Quantize op) {
        return Optional.of(op.activation()).filter(activation -> !activation.smooth());
    }

    @Override
    public Optional<Activation> dropout(Op.Dropout op) {
        return of(ir, ir.producer(node, 0));
    }

    @Override
    public Optional<Activation> flatten(Op.Flatten op) {
        return of(ir, ir.producer(node, 0));
    }

    @Override
    public Optional<Activation> threshold(Op.Threshold op) {
        return Optional.of(op.activation());
    }

    @Override
    public Optional<Activation> score(Op.Score op) {
        return Optional.empty();
    }
}
