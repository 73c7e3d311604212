// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.importer;

import dev.bnn.check.vocabulary.Limits;
import dev.bnn.exchange.ExchangeException;
import dev.bnn.exchange.Layout;
import dev.bnn.exchange.graph.Constant;
import dev.bnn.exchange.graph.GraphNode;
import dev.bnn.exchange.importer.layers.ImportedLayer;
import dev.bnn.exchange.importer.layers.ScaledSums;
import dev.bnn.exchange.importer.shape.Pads;
import dev.bnn.exchange.importer.shape.ValueLayout;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import java.util.Arrays;
import java.util.Optional;

/** Reads the weights of a layer from a graph. For each output, they are -scale and +scale, or integers times a scale. */
final class LayerWeights {
    private static final String BINARY =
            "only weights -1 and +1, or passed through a BipolarQuant or Quant, can be imported";

    /**
     * A layer.
     *
     * @param scales the scale of each output's weights
     * @param out shape of the layer's output
     */
    record Found(ImportedLayer layer, float[] scales, Shape out) {
        /** @param unit the number that an integer 1 in the layer's input stands for */
        ScaledSums sums(double unit) {
            double[] gain = new double[scales.length];
            for (int c = 0; c < gain.length; c++) {
                gain[c] = scales[c] * unit;
            }
            return new ScaledSums(gain);
        }
    }

    private LayerWeights() {}

    /**
     * Reads a convolution.
     *
     * @param pad the Pad before the convolution
     * @param bits magnitude of the bits that the convolution reads
     */
    static Found conv(GraphNode node, ValueLayout form, Optional<Value.Padded> pad, double bits)
            throws ExchangeException {
        if (!form.isMap()) {
            throw node.refuse("reads a vector", "a Conv reads maps [N, C, H, W]");
        }
        Shape in = form.shape();
        Constant weights = node.constant(1, "weights");
        node.requireReal(weights, "table of weights");
        long[] dims = weights.dims();
        long groups = node.integer("group");
        if (in.channels() % groups != 0 || dims.length > 0 && dims[0] % groups != 0) {
            throw node.refuse(
                    "is in " + groups + " groups of its " + in.channels() + " channels, with weights of shape "
                            + Arrays.toString(dims),
                    "the graph is not well formed: groups divide the channels that come in and go out");
        }
        int seen = in.channels() / (int) groups;
        boolean depthwise = groups > 1 && seen == 1 && dims.length > 0 && dims[0] == groups;
        if (dims.length != 4 || dims[1] != seen || dims[0] < 1 || dims[2] < 1 || dims[3] < 1) {
            throw node.refuse(
                    "has weights of shape " + Arrays.toString(dims) + " on " + in.channels() + " channels",
                    "only two-dimensional convolutions can be imported");
        }
        int[] kernel = {(int) dims[2], (int) dims[3]};
        if (node.says("kernel_shape") && !Arrays.equals(node.sizes("kernel_shape"), kernel)) {
            throw node.refuse(
                    "kernel_shape is " + node.integers("kernel_shape") + " where the weights are "
                            + Arrays.toString(dims),
                    "the graph is not well formed");
        }
        Window window = window(node, kernel);
        Padding padding = Pads.automatic(node, in, window);
        if (pad.isPresent()) {
            if (!padding.isNone()) {
                throw node.refuse("is padded twice", "pad once, by Pad or by pads");
            }
            padding = pad.get().amounts().with(Pads.value(pad.get().node(), bits));
        }
        if (!padding.isWithin(window)) {
            throw node.refuse(
                    "of kernel " + window.kernel() + window.dilation() + " is padded by " + padding.sides(),
                    "windows at the border would see nothing but padding; pad by less than the kernel spans");
        }
        if (!window.fits(padding.around(in))) {
            throw node.refuse("has a window that does not fit " + in, "the graph is not well formed");
        }
        int rows = (int) dims[0];
        float[] scales = scales(node, weights, weights.values(), weights.steps(), rows);
        float[] values =
                Layout.rowsToHwc(units(weights, weights.values(), scales), new Shape(seen, kernel[0], kernel[1]));
        ImportedLayer.Windows windows = ImportedLayer.Windows.over(in, window, padding);
        WeightType type = type(node, weights);
        ImportedLayer layer = depthwise
                ? new ImportedLayer.Depthwise(windows, values, type)
                : new ImportedLayer.Conv(rows, windows, (int) groups, values, type);
        return new Found(layer, scales, window.over(in, padding, rows));
    }

    private static Window window(GraphNode node, int[] kernel) throws ExchangeException {
        int[] stride = node.sizes("strides");
        int[] dilation = node.sizes("dilations");
        long rows = (kernel[0] - 1L) * dilation[0];
        long columns = (kernel[1] - 1L) * dilation[1];
        if (Math.max(rows, columns) >= Limits.EXTENT) {
            throw node.refuse("has a window that is larger than every map", "the graph is not well formed");
        }
        return new Window(kernel[0], kernel[1], stride[0], stride[1], dilation[0], dilation[1]);
    }

    /** Reads a matrix product. Its input is a vector in the order of the map that it was made from. */
    static Found dense(GraphNode node, ValueLayout form) throws ExchangeException {
        Constant weights = node.constant(1, "weights");
        node.requireReal(weights, "table of weights");
        boolean rowsFirst = node.op().equals("Gemm") && node.integer("transB") == 1;
        long[] dims = weights.dims();
        Shape in = form.shape();
        long columns = dims.length == 2 ? dims[rowsFirst ? 1 : 0] : -1;
        if (form.isMap() || columns != in.size() || dims[rowsFirst ? 0 : 1] < 1) {
            throw node.refuse(
                    "has weights of shape " + Arrays.toString(dims) + " on a value of shape "
                            + Arrays.toString(form.dims()),
                    "it must read a vector of as many values; put a Flatten before it");
        }
        int rows = (int) dims[rowsFirst ? 0 : 1];
        float[] values = rowsFirst ? weights.values() : byRow(weights.values(), rows);
        float[] steps = rowsFirst ? weights.steps() : byRow(weights.steps(), rows);
        float[] scales = scales(node, weights, values, steps, rows);
        float[] byRow = units(weights, values, scales);
        ImportedLayer layer = new ImportedLayer.Dense(rows, form.order().rowsToHwc(byRow, in), type(node, weights));
        return new Found(layer, scales, Shape.vector(rows));
    }

    /** Transposes a matrix with one column per output to one row per output. */
    private static float[] byRow(float[] values, int rows) {
        float[] transposed = new float[values.length];
        int columns = values.length / rows;
        for (int i = 0; i < values.length; i++) {
            transposed[i % rows * columns + i / rows] = values[i];
        }
        return transposed;
    }

    /**
     * The scale of each output's weights.
     *
     * @param values the weights, one row per output
     * @param steps the scales of quantized weights, in the same order
     */
    private static float[] scales(GraphNode node, Constant weights, float[] values, float[] steps, int rows)
            throws ExchangeException {
        boolean integers = weights.bits() > 0;
        float[] scales = new float[rows];
        int columns = values.length / rows;
        float most = 0;
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            float size = integers ? steps[i] : Math.abs(values[i]);
            scales[row] = i % columns == 0 ? size : scales[row];
            if (size != scales[row]) {
                throw integers
                        ? node.refuse(
                                "has weights of several scales in channel " + row + ": " + scales[row] + " and " + size,
                                "quantize by one scale, or by one per output channel")
                        : node.refuse(
                                "has weights of several sizes in channel " + row + ": " + values[row * columns]
                                        + " and " + values[i],
                                BINARY);
            }
            most = Math.max(most, size);
        }
        if (!(most > 0) || Float.isInfinite(most)) {
            throw node.refuse("has weights of " + most, BINARY);
        }
        return scales;
    }

    private static WeightType type(GraphNode node, Constant weights) throws ExchangeException {
        if (weights.bits() == 0) {
            return WeightType.BIPOLAR;
        }
        return WeightType.ofWord("int" + weights.bits())
                .orElseThrow(() -> node.refuse(
                        "has weights of " + weights.bits() + " bits, counting the sign of the smallest",
                        "integers of at most 8 bits can be imported, -127 to 127"));
    }

    /** The weights in units of their scales. If a scale is 0, integers are 0 and bits are +1. */
    private static float[] units(Constant weights, float[] values, float[] scales) {
        float[] units = new float[values.length];
        int columns = values.length / scales.length;
        for (int i = 0; i < units.length; i++) {
            float scale = scales[i / columns];
            float none = weights.bits() > 0 ? 0 : 1;
            units[i] = scale == 0 ? none : (float) Math.rint(values[i] / scale);
        }
        return units;
    }
}
