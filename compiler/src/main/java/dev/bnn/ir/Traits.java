// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

import java.util.Set;

/** The traits of the operations. */
final class Traits implements Op.Visitor<Set<Trait>> {
    static final Traits INSTANCE = new Traits();

    private static final Set<Trait> NONE = Set.of();

    private Traits() {}

    @Override
    public Set<Trait> input(Op.Input op) {
        return NONE;
    }

    @Override
    public Set<Trait> scale(Op.Scale op) {
        return NONE;
    }

    @Override
    public Set<Trait> conv(Op.Conv op) {
        return NONE;
    }

    @Override
    public Set<Trait> depthwise(Op.Depthwise op) {
        return NONE;
    }

    @Override
    public Set<Trait> dense(Op.Dense op) {
        return NONE;
    }

    @Override
    public Set<Trait> affine(Op.Affine op) {
        return NONE;
    }

    @Override
    public Set<Trait> normalize(Op.Normalize op) {
        return NONE;
    }

    @Override
    public Set<Trait> pool(Op.Pool op) {
        return NONE;
    }

    @Override
    public Set<Trait> sum(Op.Sum op) {
        return NONE;
    }

    @Override
    public Set<Trait> shuffle(Op.Shuffle op) {
        return NONE;
    }

    @Override
    public Set<Trait> upsample(Op.Upsample op) {
        return NONE;
    }

    @Override
    public Set<Trait> add(Op.Add op) {
        return NONE;
    }

    @Override
    public Set<Trait> concat(Op.Concat op) {
        return NONE;
    }

    @Override
    public Set<Trait> quantize(Op.Quantize op) {
        return NONE;
    }

    @Override
    public Set<Trait> dropout(Op.Dropout op) {
        return Set.of(Trait.IDENTITY);
    }

    @Override
    public Set<Trait> flatten(Op.Flatten op) {
        return Set.of(Trait.IDENTITY);
    }

    @Override
    public Set<Trait> threshold(Op.Threshold op) {
        return NONE;
    }

    @Override
    public Set<Trait> score(Op.Score op) {
        return NONE;
    }
}
