// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir;

/** The words for the operations in the text form of the IR. */
final class Mnemonic implements Op.Visitor<String> {
    static final Mnemonic INSTANCE = new Mnemonic();

    private Mnemonic() {}

    @Override
    public String input(Op.Input op) {
        return "input";
    }

    @Override
    public String scale(Op.Scale op) {
        return "scale";
    }

    @Override
    public String conv(Op.Conv op) {
        return "conv";
    }

    @Override
    public String depthwise(Op.Depthwise op) {
        return "depthwise";
    }

    @Override
    public String dense(Op.Dense op) {
        return "dense";
    }

    @Override
    public String affine(Op.Affine op) {
        return "affine";
    }

    @Override
    public String normalize(Op.Normalize op) {
        return "normalize";
    }

    @Override
    public String pool(Op.Pool op) {
        return "pool";
    }

    @Override
    public String sum(Op.Sum op) {
        return "sum";
    }

    @Override
    public String shuffle(Op.Shuffle op) {
        return "shuffle";
    }

    @Override
    public String upsample(Op.Upsample op) {
        return "upsample";
    }

    @Override
    public String add(Op.Add op) {
        return "add";
    }

    @Override
    public String concat(Op.Concat op) {
        return "concat";
    }

    @Override
    public String quantize(Op.Quantize op) {
        return "quantize";
    }

    @Override
    public String dropout(Op.Dropout op) {
        return "dropout";
    }

    @Override
    public String flatten(Op.Flatten op) {
        return "flatten";
    }

    @Override
    public String threshold(Op.Threshold op) {
        return "threshold";
    }

    @Override
    public String score(Op.Score op) {
        return "score";
    }
}
