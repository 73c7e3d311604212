// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.ExchangeException;

/** The quantizers of QONNX on constants, as github.com/fastmachinelearning/qonnx defines them. */
final class Quantizers {
    private static final String FINITE = "the training of the model has diverged";

    private Quantizers() {}

    static Constant bipolar(Constant latent, GraphNode node) throws ExchangeException {
        float scale = node.real(1, "scale", latent.dims().length);
        requireNumbers(latent, node);
        float[] values = new float[latent.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = latent.values()[i] >= 0 ? scale : -scale;
        }
        return Constant.reals(latent.dims(), values);
    }

    /** A signed Quant without zero point and with one scale: step * integer, of two equally near the even one. */
    static Constant integers(Constant latent, GraphNode node) throws ExchangeException {
        QuantRule rule = QuantRule.of(node, latent.dims().length);
        if (rule.zero() != 0 || !rule.signed() || rule.bits() < 2 || rule.bits() > Byte.SIZE) {
            throw node.refuse(
                    "makes weights of " + rule.bits() + " bits"
                            + (rule.signed() ? "" : " without a sign")
                            + (rule.zero() == 0 ? "" : " with the zero point " + rule.zero()),
                    "weights can be imported as signed integers of 2 to 8 bits around 0, or passed through a BipolarQuant");
        }
        requireNumbers(latent, node);
        float[] values = new float[latent.values().length];
        boolean wide = false;
        for (int i = 0; i < values.length; i++) {
            double q = rule.code(latent.values()[i]);
            wide |= q < -rule.most();
            values[i] = (float) (rule.scale() * q);
        }
        return new Constant(latent.dims(), values, false, rule.scale(), wide ? rule.bits() + 1 : rule.bits());
    }

    private static void requireNumbers(Constant latent, GraphNode node) throws ExchangeException {
        for (float value : latent.values()) {
            if (Float.isNaN(value)) {
                throw node.refuse("quantizes a weight that is not a number", FINITE);
            }
        }
    }
}
