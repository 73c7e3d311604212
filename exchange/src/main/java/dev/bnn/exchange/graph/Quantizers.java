// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.graph;

import dev.bnn.exchange.ExchangeException;
import java.util.Arrays;

/** The quantizers of QONNX on constants, as github.com/fastmachinelearning/qonnx defines them. */
final class Quantizers {
    private static final String FINITE = "the training of the model has diverged";

    private Quantizers() {}

    static Constant bipolar(Constant latent, GraphNode node) throws ExchangeException {
        float[] scales = spread(node, 1, "scale", latent);
        requireNumbers(latent, node);
        float[] values = new float[latent.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = latent.values()[i] >= 0 ? scales[i] : -scales[i];
        }
        return Constant.reals(latent.dims(), values);
    }

    /** A signed Quant without zero point: scale * integer, with ties rounded to even. */
    static Constant integers(Constant latent, GraphNode node) throws ExchangeException {
        float[] scales = spread(node, 1, "scale", latent);
        float zero = 0;
        for (float of : spread(node, 2, "zero point", latent)) {
            zero = of != 0 ? of : zero;
        }
        for (float scale : scales) {
            if (!(scale > 0)) {
                throw node.refuse("has the scale " + scale, "only scales above 0 can be imported");
            }
        }
        QuantRule rule = QuantRule.of(node, scales.length == 0 ? 1 : scales[0], zero, latent.dims().length);
        if (zero != 0 || !rule.signed() || rule.bits() < 2 || rule.bits() > Byte.SIZE) {
            throw node.refuse(
                    "makes weights of " + rule.bits() + " bits"
                            + (rule.signed() ? "" : " without a sign")
                            + (zero == 0 ? "" : " with the zero point " + zero),
                    "weights can be imported as signed integers of 2 to 8 bits around 0, or passed through a BipolarQuant");
        }
        requireNumbers(latent, node);
        boolean wide = false;
        float[] values = new float[latent.values().length];
        for (int i = 0; i < values.length; i++) {
            double q = rule.code(latent.values()[i], scales[i]);
            wide |= q < -rule.most();
            values[i] = (float) (scales[i] * q);
        }
        return new Constant(latent.dims(), values, false, scales, wide ? rule.bits() + 1 : rule.bits());
    }

    /** A constant broadcast to weights as in NumPy: one number for all, or one for each index along some of their axes. */
    private static float[] spread(GraphNode node, int input, String what, Constant weights) throws ExchangeException {
        Constant constant = node.constant(input, what);
        node.requireReal(constant, what);
        int rank = weights.dims().length;
        boolean fits = constant.dims().length <= rank;
        long[] aligned = fits ? Folding.aligned(constant.dims(), rank) : constant.dims();
        for (int i = 0; fits && i < rank; i++) {
            fits = aligned[i] == 1 || aligned[i] == weights.dims()[i];
        }
        if (!fits) {
            throw node.refuse(
                    "has a " + what + " of shape " + Arrays.toString(constant.dims()) + " for weights of shape "
                            + Arrays.toString(weights.dims()),
                    "it must be one number, or one per output channel");
        }
        float[] all = new float[weights.values().length];
        for (int i = 0; i < all.length; i++) {
            all[i] = constant.values()[Folding.place(i, weights.dims(), aligned)];
            if (!Float.isFinite(all[i])) {
                throw node.refuse("has the " + what + " " + all[i], "the graph is not well formed");
            }
        }
        return all;
    }

    private static void requireNumbers(Constant latent, GraphNode node) throws ExchangeException {
        for (float value : latent.values()) {
            if (Float.isNaN(value)) {
                throw node.refuse("quantizes a weight that is not a number", FINITE);
            }
        }
    }
}
