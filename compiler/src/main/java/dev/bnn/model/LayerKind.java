// SPDX-License-Identifier: Apache-2.0
package dev.bnn.model;

import java.util.List;

/** The kinds of layers, each with the stem of its generated names. */
public enum LayerKind {
    CONV("conv"),
    DEPTHWISE("depthwise"),
    DENSE("dense"),
    MAX_POOL("maxpool"),
    AVG_POOL("avgpool"),
    UPSAMPLE("upsample"),
    SHUFFLE("shuffle"),
    BATCH_NORM("batchnorm"),
    SIGN("sign"),
    QUANT("quant"),
    RELU("relu"),
    TERNARY("ternary"),
    FLATTEN("flatten"),
    DROPOUT("dropout"),
    ADD("residual"),
    CONCAT("concat");

    /** The kinds of layers with weights; {@link Layer.Weighted#weightedKind} says which one a layer has. */
    public static final List<LayerKind> WEIGHTED = List.of(CONV, DEPTHWISE, DENSE);

    private final String stem;

    LayerKind(String stem) {
        this.stem = stem;
    }

    /** The language's word for it, to which a number is appended. */
    public String stem() {
        return stem;
    }
}
