// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.dataflow.MatrixShape;
import dev.bnn.model.Layer;
import dev.bnn.model.Shape;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The matrices of the layers with weights as folding sees them. A flatten does not change the order of the values, so folding does
 * not see it.
 */
public final class MatrixCollector implements Layer.Visitor<Void> {
    /** Placeholder for real values, which only a wrong order of layers yields; that order is already reported. */
    private static final int BITS_OF_REALS = 8;

    private final List<MatrixShape> matrices = new ArrayList<>();
    /** What the next matrix reads. */
    private Shape map;
    /** What a matrix would read after each layer so far. */
    private final Map<String, Shape> maps = new HashMap<>();

    private MatrixCollector(Shape image) {
        this.map = image;
    }

    public static List<MatrixShape> of(TensorType image, List<Layer> layers) {
        MatrixCollector collector = new MatrixCollector(image.shape());
        for (Layer layer : layers) {
            layer.accept(collector);
            collector.maps.put(layer.name(), collector.map);
        }
        return collector.matrices;
    }

    @Override
    public Void conv(Layer.Conv layer) {
        return matrix(layer, layer.window().taps(), layer.groups(), false);
    }

    @Override
    public Void depthwise(Layer.Depthwise layer) {
        return matrix(layer, layer.columns(), 1, true);
    }

    @Override
    public Void dense(Layer.Dense layer) {
        return matrix(layer, layer.columns() / map.channels(), 1, false);
    }

    private Void matrix(Layer.Weighted layer, int taps, int groups, boolean depthwise) {
        matrices.add(new MatrixShape(
                layer.name(),
                layer.span(),
                layer.rows(),
                layer.columns(),
                map.channels(),
                taps,
                groups,
                layer.output().shape().pixels(),
                layer.input().values() instanceof ValueSet.Reals
                        ? BITS_OF_REALS
                        : layer.input().values().bits(),
                layer.weights().bits(),
                depthwise));
        return another(layer);
    }

    private Void another(Layer layer) {
        map = layer.output().shape();
        return null;
    }

    @Override
    public Void maxPool(Layer.MaxPool layer) {
        return another(layer);
    }

    @Override
    public Void avgPool(Layer.AvgPool layer) {
        return another(layer);
    }

    @Override
    public Void shuffle(Layer.Shuffle layer) {
        return another(layer);
    }

    @Override
    public Void upsample(Layer.Upsample layer) {
        return another(layer);
    }

    @Override
    public Void batchNorm(Layer.BatchNorm layer) {
        return null;
    }

    @Override
    public Void quantize(Layer.Quantize layer) {
        return null;
    }

    @Override
    public Void add(Layer.Add layer) {
        return null;
    }

    @Override
    public Void branch(Layer.Branch layer) {
        map = maps.get(layer.from());
        return null;
    }

    @Override
    public Void concat(Layer.Concat layer) {
        return another(layer);
    }

    @Override
    public Void flatten(Layer.Flatten layer) {
        return null;
    }

    @Override
    public Void dropout(Layer.Dropout layer) {
        return null;
    }
}
