// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.dataflow.MatrixShape;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.model.Layer;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.model.target.HlsTool;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks that the tool accepts words as wide as the pixels that units of a binary network pass to each other. */
public final class StreamWidthChecker {
    private static final int BITS_OF_BYTE = 8;

    private final HlsTool tool;
    private final Diagnostics diagnostics;

    private StreamWidthChecker(HlsTool tool, Diagnostics diagnostics) {
        this.tool = tool;
        this.diagnostics = diagnostics;
    }

    /** @param tool says how wide a word may be */
    public static void check(
            TensorType image,
            Span input,
            List<Layer> layers,
            List<MatrixShape> matrices,
            HlsTool tool,
            Diagnostics diagnostics) {
        StreamWidthChecker streams = new StreamWidthChecker(tool, diagnostics);
        boolean fits = streams.word(
                input,
                "a pixel of the image",
                (long) BITS_OF_BYTE * image.shape().channels());
        long channels = image.shape().channels();
        Map<String, Long> channelsAfter = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            // Hardware does not flatten; the map keeps its channels.
            channels = layer instanceof Layer.Weighted ? layer.output().shape().channels() : channels;
            channels = layer instanceof Layer.Branch b ? channelsAfter.get(b.from()) : channels;
            channels = layer instanceof Layer.Concat c ? channels + channelsAfter.get(c.from()) : channels;
            channelsAfter.put(layer.name(), channels);
            if (layer instanceof Layer.Concat && !(layer.output().values() instanceof ValueSet.Reals)) {
                fits &= streams.word(
                        layer.span(),
                        "what " + layer.name() + " yields",
                        channels * layer.output().values().bits());
            } else if (layer instanceof Layer.Quantize) {
                long bits = channels * layer.output().values().bits();
                fits &= bits <= tool.widestWord()
                        || isPassedInParts(layers, i)
                        || streams.word(layer.span(), "what " + layer.name() + " yields", bits);
            }
        }
        if (fits) {
            matrices.forEach(streams::folding);
        }
    }

    /** Whether the values of a layer go straight from one matrix to the next, which needs no whole pixel at once. */
    private static boolean isPassedInParts(List<Layer> layers, int from) {
        Layer quantize = layers.get(from);
        boolean kept = layers.subList(Math.min(from + 2, layers.size()), layers.size()).stream()
                .anyMatch(l -> l.reads("").contains(quantize.name()));
        if (kept || quantize.output().shape().pixels() > 1) {
            return false;
        }
        Optional<Layer> before = layers.subList(0, from).stream()
                .filter(l -> !(l instanceof Layer.BatchNorm || l instanceof Layer.Dropout))
                .reduce((a, b) -> b);
        Optional<Layer> next = layers.subList(from + 1, layers.size()).stream()
                .filter(l -> !(l instanceof Layer.Flatten || l instanceof Layer.Dropout))
                .findFirst();
        return before.stream().anyMatch(Layer.Dense.class::isInstance)
                && next.stream().anyMatch(Layer.Dense.class::isInstance);
    }

    /** Whether the tool accepts words of {@code bits} bits. */
    private boolean word(Span span, String what, long bits) {
        if (bits <= tool.widestWord()) {
            return true;
        }
        HlsTool other = HlsTool.VIVADO_HLS;
        String limit =
                String.format(Locale.ROOT, "%s takes at most %,d: use fewer channels", tool.title(), tool.widestWord());
        diagnostics.error(
                Code.STREAM,
                span,
                String.format(Locale.ROOT, "%s is a word of %,d bits", what, bits),
                bits <= other.widestWord()
                        ? limit
                                + String.format(
                                        Locale.ROOT,
                                        ", or write `tool %s` in the target section for %s up to 2020.1, which takes %,d",
                                        other.word(),
                                        other.title(),
                                        other.widestWord())
                        : limit);
        return false;
    }

    private void folding(MatrixShape matrix) {
        if (LegalFoldings.simds(matrix, tool).isEmpty()) {
            diagnostics.error(
                    Code.STREAM,
                    matrix.span(),
                    String.format(
                            Locale.ROOT,
                            "no folding of %s is possible: no divisor of its fan-in of %,d makes words of at most %,d bits"
                                    + " and at most 1,024 folds",
                            matrix.layer(),
                            matrix.columns(),
                            tool.widestWord()),
                    "choose channels with more divisors, such as a power of two");
        }
    }
}
