// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the order of the layers of a binary network, so that lowering can compute all of it in integers. A network with float
 * weights is not lowered, so only the rule for its end holds.
 */
public final class LayerOrderChecker implements Layer.Visitor<Void> {
    /** The values of an edge before a sign. */
    private enum Edge {
        BYTES,
        SUMS,
        BITS,
        /** Wrong in a way that is already reported, or after layers that were not understood. */
        UNKNOWN
    }

    /** @param flatten the flatten of several pixels before the layer; null for none */
    private record Yielded(Edge edge, ValueSet values, Layer flatten) {}

    private final TensorType image;
    private final List<Layer> layers;
    private final Set<Integer> gaps;
    private final boolean sure;
    private final EndChecker end;
    private final OrderFindings findings;
    private Edge edge = Edge.BYTES;
    /** The batch norm since the bytes or sums. */
    private Layer norm;
    /** The first pool since the bytes or sums. */
    private Layer pool;
    /** The last shuffle since the sums. */
    private Layer shuffle;
    /** A flatten of several pixels; after it a channel is one value of the map. */
    private Layer flatten;
    /** The layer that yields the sums: one with weights, an average pool or a residual add. */
    private Layer sums;
    /** What each layer so far yields, by its name. */
    private final Map<String, Yielded> yielded = new HashMap<>();

    /**
     * @param gaps for each place where layers may be missing, the number of layers before it; the layers after it read unknown
     *     values
     * @param sure whether the shapes are as the source says
     * @param map whether the network gives a class at each position of a map
     * @param classes number of classes; 0 if it is not known
     */
    public LayerOrderChecker(
            TensorType image,
            List<Layer> layers,
            Set<Integer> gaps,
            boolean sure,
            boolean map,
            int classes,
            Diagnostics diagnostics) {
        this.image = image;
        this.layers = layers;
        this.gaps = gaps;
        this.sure = sure;
        this.end = new EndChecker(map, classes, sure, diagnostics);
        this.findings = new OrderFindings(diagnostics);
    }

    /** Checks a network without float weights. */
    public void checkBinary(Span network) {
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (gaps.contains(i)) {
                gap();
                if (i > 0 && layer instanceof Layer.Branch) {
                    // The end of the branch before is missing.
                    Layer end = layers.get(i - 1);
                    yielded.put(
                            end.name(), new Yielded(Edge.UNKNOWN, end.output().values(), null));
                }
            }
            layer.accept(this);
            Edge edgeAfter = norm == null ? edge : Edge.SUMS;
            yielded.put(layer.name(), new Yielded(edgeAfter, layer.output().values(), flatten));
        }
        if (gaps.contains(layers.size())) {
            gap();
        }
        end(network);
    }

    private void gap() {
        edge = Edge.UNKNOWN;
        norm = null;
        pool = null;
        shuffle = null;
        flatten = null;
    }

    @Override
    public Void conv(Layer.Conv layer) {
        return noVector(layer);
    }

    @Override
    public Void depthwise(Layer.Depthwise layer) {
        return noVector(layer);
    }

    private Void noVector(Layer.Weighted layer) {
        if (!weighted(layer) && flatten != null) {
            afterFlatten(layer);
        }
        return sumsOf(layer);
    }

    @Override
    public Void dense(Layer.Dense layer) {
        weighted(layer);
        return sumsOf(layer);
    }

    @Override
    public Void flatten(Layer.Flatten layer) {
        if (layer.input().shape().pixels() > 1 && flatten == null) {
            flatten = layer;
        }
        return null;
    }

    @Override
    public Void dropout(Layer.Dropout layer) {
        return null;
    }

    /** Checks a network with float weights. */
    public void checkFloat() {
        if (!gaps.contains(layers.size())) {
            end.checkFloat(layers.get(layers.size() - 1));
        }
    }

    /** Checks the input of a layer with weights; true if it is wrong. */
    private boolean weighted(Layer.Weighted layer) {
        if (edge == Edge.SUMS || edge == Edge.BYTES && norm != null) {
            String of = norm != null
                    ? "the real values of " + norm.name()
                    : (sums instanceof Layer.AvgPool ? "the means of " : "the sums of ") + sums.name();
            findings.realInput(layer, of);
            return true;
        }
        if (edge == Edge.BYTES && pool != null) {
            findings.poolOfReals(pool);
            return true;
        }
        return false;
    }

    private Void sumsOf(Layer.Weighted layer) {
        edge = Edge.SUMS;
        norm = null;
        pool = null;
        shuffle = null;
        flatten = null;
        sums = layer;
        return null;
    }

    @Override
    public Void batchNorm(Layer.BatchNorm layer) {
        if (edge == Edge.BITS) {
            bitsAlready(layer, "put it between a conv or dense layer and its sign");
        } else if (flatten != null) {
            afterFlatten(layer);
        } else if (norm == null) {
            norm = layer;
        }
        return null;
    }

    @Override
    public Void maxPool(Layer.MaxPool layer) {
        if (flatten != null) {
            afterFlatten(layer);
        } else if (edge != Edge.BITS && pool == null) {
            pool = layer;
        }
        return null;
    }

    @Override
    public Void avgPool(Layer.AvgPool layer) {
        if (flatten != null) {
            afterFlatten(layer);
        } else if (edge == Edge.BYTES || edge == Edge.SUMS) {
            findings.averageOfReals(layer);
            edge = Edge.UNKNOWN;
        } else if (edge == Edge.BITS) {
            edge = Edge.SUMS;
            sums = layer;
        }
        return null;
    }

    @Override
    public Void shuffle(Layer.Shuffle layer) {
        if (flatten != null) {
            afterFlatten(layer);
        } else if (edge == Edge.BYTES) {
            findings.shuffleOfImage(layer);
            edge = Edge.UNKNOWN;
            norm = null;
        } else if (edge == Edge.SUMS) {
            shuffle = layer;
        }
        return null;
    }

    @Override
    public Void upsample(Layer.Upsample layer) {
        if (flatten != null) {
            afterFlatten(layer);
        } else if (edge == Edge.BYTES && norm == null) {
            findings.upsampleOfImage(layer);
            edge = Edge.UNKNOWN;
        } else if (edge == Edge.SUMS || norm != null) {
            findings.upsampleOfReals(layer, signAfter(layer));
            edge = Edge.UNKNOWN;
            norm = null;
        }
        return null;
    }

    /** The layer that makes bits of the values of a layer, if no layer sums them before. */
    private Optional<Layer> signAfter(Layer layer) {
        return layers.subList(layers.indexOf(layer), layers.size()).stream()
                .takeWhile(l -> !(l instanceof Layer.Weighted || l instanceof Layer.Branch))
                .filter(Layer.Quantize.class::isInstance)
                .findFirst();
    }

    @Override
    public Void add(Layer.Add layer) {
        Yielded first = yielded.get(layer.from());
        if (flatten == null) {
            flatten = first.flatten();
        }
        if (flatten != null) {
            afterFlatten(layer);
            flatten = null;
        } else if (edge == Edge.UNKNOWN || first.edge() == Edge.UNKNOWN) {
            edge = Edge.UNKNOWN;
        } else if (first.edge() != Edge.BITS) {
            findings.residualBegins(layer, shortcut(layer));
            edge = Edge.UNKNOWN;
        } else if (edge != Edge.BITS || norm != null) {
            findings.residualEnds(layer, shortcut(layer));
            edge = Edge.UNKNOWN;
        } else if (!first.values().equals(layer.input().values())) {
            findings.residualOfTwoKinds(layer, first.values(), shortcut(layer));
            edge = Edge.UNKNOWN;
        } else {
            edge = Edge.SUMS;
            sums = layer;
        }
        return null;
    }

    /** Whether the operands of a residual add are the ends of two branches. */
    private boolean shortcut(Layer.Add add) {
        int from = 0;
        while (!layers.get(from).name().equals(add.from())) {
            from++;
        }
        return layers.get(from + 1) instanceof Layer.Branch;
    }

    /** Continues from the beginning of the branch. If that is wrong, so are the layers after it. */
    @Override
    public Void branch(Layer.Branch layer) {
        Yielded first = yielded.get(layer.from());
        if (first.edge() != Edge.BITS && first.edge() != Edge.UNKNOWN) {
            findings.branchOfReals(layer);
        }
        edge = first.edge() == Edge.BITS ? Edge.BITS : Edge.UNKNOWN;
        norm = null;
        pool = null;
        shuffle = null;
        flatten = first.flatten();
        return null;
    }

    @Override
    public Void concat(Layer.Concat layer) {
        Yielded first = yielded.get(layer.from());
        if (flatten == null) {
            flatten = first.flatten();
        }
        if (flatten != null) {
            afterFlatten(layer);
            flatten = null;
        } else if (edge == Edge.UNKNOWN || first.edge() == Edge.UNKNOWN) {
            edge = Edge.UNKNOWN;
        } else if (first.edge() != Edge.BITS || edge != Edge.BITS || norm != null) {
            findings.joinOfReals(layer, first.edge() == Edge.BITS);
            edge = Edge.UNKNOWN;
        } else if (!first.values().equals(layer.input().values())) {
            findings.joinOfTwoKinds(layer, first.values());
            edge = Edge.UNKNOWN;
        }
        return null;
    }

    @Override
    public Void quantize(Layer.Quantize layer) {
        if (edge == Edge.BITS) {
            bitsAlready(layer, "remove it, or put a conv or dense layer before it");
            return null;
        }
        if (edge == Edge.BYTES) {
            signOfBytes(layer);
        } else if (edge == Edge.SUMS && norm == null && sure && sums instanceof Layer.Weighted w) {
            findings.unscaled(layer, w);
        }
        edge = Edge.BITS;
        norm = null;
        pool = null;
        shuffle = null;
        return null;
    }

    private void signOfBytes(Layer.Quantize sign) {
        if (!sign.activation().equals(Activation.SIGN)) {
            findings.levelsOfBytes(sign);
            return;
        }
        if (norm != null) {
            findings.normOfBytes(norm);
        } else if (image.values() instanceof ValueSet.ScaledBytes s && s.falls()) {
            findings.fallingBytes(sign);
        }
    }

    private void end(Span network) {
        if (edge == Edge.UNKNOWN) {
            return;
        }
        if (layers.isEmpty()) {
            end.noLayers(network);
            return;
        }
        Layer last = layers.get(layers.size() - 1);
        if (edge != Edge.SUMS || pool != null || shuffle != null || !(sums instanceof Layer.Weighted scores)) {
            end.noScores(last);
        } else if (!scores.mixesChannels()) {
            end.partOfChannels(scores);
        } else {
            end.check(scores, last);
        }
    }

    private void bitsAlready(Layer layer, String hint) {
        findings.bitsAlready(layer, hint);
        edge = Edge.UNKNOWN;
    }

    private void afterFlatten(Layer layer) {
        findings.afterFlatten(layer, flatten);
        edge = Edge.UNKNOWN;
    }
}
