// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Levels;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.model.Activation;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * The properties that a node's operation breaks. Each operation thereby says which passes must have removed it.
 *
 * @param node node of the operation
 */
record BrokenProperties(Node node, Ir ir) implements Op.Visitor<Set<Property>> {
    private static final Set<Property> NONE = Set.of();

    /** The properties that a node breaks. */
    static Set<Property> of(Node node, Ir ir) {
        return node.op().accept(new BrokenProperties(node, ir));
    }

    private Node producer() {
        return ir.producer(node, 0);
    }

    @Override
    public Set<Property> input(Op.Input op) {
        return NONE;
    }

    @Override
    public Set<Property> scale(Op.Scale op) {
        return Set.of(Property.BYTES_IN);
    }

    @Override
    public Set<Property> conv(Op.Conv op) {
        return padding(op.padding());
    }

    @Override
    public Set<Property> depthwise(Op.Depthwise op) {
        return padding(op.padding());
    }

    private Set<Property> padding(Padding padding) {
        boolean zeros = !padding.isNone() && padding.value() == 0;
        return zeros && producer().type().values() instanceof ValueSet.Bipolar
                ? Set.of(Property.NO_ZERO_PADDING)
                : NONE;
    }

    @Override
    public Set<Property> dense(Op.Dense op) {
        return NONE;
    }

    @Override
    public Set<Property> affine(Op.Affine op) {
        return Set.of(Property.INTEGER_SCORES);
    }

    @Override
    public Set<Property> normalize(Op.Normalize op) {
        return producer().op() instanceof Op.Pool
                ? Set.of(Property.INTEGER_SCORES, Property.POOLS_AFTER_NORMALIZE)
                : Set.of(Property.INTEGER_SCORES);
    }

    @Override
    public Set<Property> pool(Op.Pool op) {
        return Levels.of(ir, producer()).isPresent() ? NONE : Set.of(Property.POOLS_ON_BITS);
    }

    @Override
    public Set<Property> sum(Op.Sum op) {
        return NONE;
    }

    @Override
    public Set<Property> shuffle(Op.Shuffle op) {
        return Levels.of(ir, producer()).isPresent() ? NONE : Set.of(Property.SHUFFLES_ON_LEVELS);
    }

    @Override
    public Set<Property> upsample(Op.Upsample op) {
        return NONE;
    }

    @Override
    public Set<Property> add(Op.Add op) {
        return NONE;
    }

    @Override
    public Set<Property> concat(Op.Concat op) {
        return NONE;
    }

    @Override
    public Set<Property> quantize(Op.Quantize op) {
        Set<Property> broken = EnumSet.of(Property.INTEGER_THRESHOLDS);
        if (!op.codes() && !op.activation().equals(Activation.SIGN)) {
            broken.add(Property.CODES);
        }
        return broken;
    }

    @Override
    public Set<Property> dropout(Op.Dropout op) {
        return Set.of(Property.NO_IDENTITIES);
    }

    @Override
    public Set<Property> flatten(Op.Flatten op) {
        return Set.of(Property.NO_IDENTITIES);
    }

    @Override
    public Set<Property> threshold(Op.Threshold op) {
        return NONE;
    }

    @Override
    public Set<Property> score(Op.Score op) {
        return NONE;
    }
}
