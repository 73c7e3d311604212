// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import java.math.BigDecimal;

/**
 * Checks that a network ends in scores: of the image, or of each position of a map.
 *
 * @param map whether the network gives a class at each position of a map
 * @param classes number of classes; 0 if it is not known
 * @param sure whether the shapes are as the source says
 */
record EndChecker(boolean map, int classes, boolean sure, Diagnostics diagnostics) {
    private static final String NORM = ", with or without a batchnorm";

    void noLayers(Span network) {
        error(network, "the network has no layers", "it ends with " + lastLayer());
    }

    void noScores(Layer last) {
        error(
                last.span(),
                "the network ends in " + last.name() + ", which gives no score per class",
                "end it with " + lastLayer() + NORM);
    }

    void partOfChannels(Layer.Weighted sums) {
        error(
                sums.span(),
                "the network ends in the sums of " + sums.name() + ", each over a part of the channels only",
                "a score needs all channels: end it with " + lastLayer() + NORM);
    }

    /**
     * Checks a network that ends in sums.
     *
     * @param sums the layer that yields them
     * @param last the last layer: that one, or a map of its sums
     */
    void check(Layer.Weighted sums, Layer last) {
        if (!map) {
            onePixel(sums, sums.name());
        } else if (last.output().shape().pixels() == 1) {
            onePosition(last);
        } else if (sums instanceof Layer.Conv conv
                && !conv.padding().isNone()
                && !takes(conv.input().values(), conv.padding())) {
            error(
                    conv.span(),
                    conv.name() + " pads with " + conv.padding().value() + ", which is none of its input's values ("
                            + conv.input().values() + "): the scores at the border would have constants of their own",
                    "pad the last conv with a value of its input, or give it no padding: `kernel 1` needs none");
        }
    }

    /** Checks the last layer of a network with float weights. */
    void checkFloat(Layer last) {
        if (last instanceof Layer.Quantize || last instanceof Layer.Shuffle) {
            noScores(last);
        } else if (map && last.output().shape().pixels() == 1) {
            onePosition(last);
        } else if (sure && !map) {
            onePixel(last, last.name());
        }
    }

    private String lastLayer() {
        int count = Math.max(classes, 2);
        return map
                ? "a conv of one channel per class, such as `conv " + count + " kernel 1`"
                : "a dense layer of one unit per class, such as `dense " + count + "`";
    }

    private void onePixel(Layer layer, String name) {
        if (layer.output().shape().pixels() > 1) {
            error(
                    layer.span(),
                    "the network ends in " + name + ", which gives no score per class",
                    "end it with " + lastLayer()
                            + ", or write `output map` after the classes for a class at each position");
        }
    }

    private void onePosition(Layer last) {
        if (sure) {
            error(
                    last.span(),
                    "the network has an `output map`, but " + last.name() + " yields one position",
                    "end it with " + lastLayer() + ", or leave out `output map`");
        }
    }

    private static boolean takes(ValueSet values, Padding padding) {
        if (values instanceof ValueSet.ScaledBytes bytes) {
            // The hardware pads the image with byte 0.
            return bytes.low().compareTo(BigDecimal.valueOf(padding.value())) == 0;
        }
        return values.integers()
                .map(v -> padding.value() >= v.lo()
                        && padding.value() <= v.hi()
                        && (padding.value() - v.lo()) % v.step() == 0)
                .orElse(true);
    }

    private void error(Span span, String message, String hint) {
        diagnostics.error(Code.END, span, message, hint);
    }
}
