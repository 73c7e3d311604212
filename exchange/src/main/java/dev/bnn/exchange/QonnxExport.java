// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.ModelWriter;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Activation;
import dev.bnn.model.ExactLine;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exports the trained network layer by layer as a QONNX model. Quantizers are separate operations ({@code BipolarQuant} of
 * {@code qonnx.custom_op.general}), and batch normalization stays as it was trained. Layers with float weights have no quantizer.
 *
 * <p>Input {@code image}: float32 [1, channels, height, width] of bytes 0 .. 255. Output: float32 [1, classes]; for a map of
 * classes [1, classes, height, width].
 */
public final class QonnxExport {
    static final String DOMAIN = "qonnx.custom_op.general";
    static final String BIPOLAR = "BipolarQuant";

    /** Key in the model's metadata of the range of the input's values. */
    public static final String RANGE = "input_range";

    public static final String BYTES = "0 .. 255";
    /** Bits of the integers that float32 holds exactly. */
    private static final int FLOAT_BITS = 24;
    /** Name of the quantizers' scale, 1: values are -1 and +1. */
    private static final String UNIT = "constant.unit_scale";

    private final Network network;
    private final Parameters parameters;
    private final GraphBuilder graph;
    /** True while the value is a map [N, C, H, W]; false while it is a vector [N, C]. */
    private boolean map = true;
    /** The latest flatten of a map of several pixels, until the dense layer that reads it; otherwise null. */
    private Layer.Flatten flattened;

    /** The output of a layer: the name of the value, and whether it is a map [N, C, H, W]. */
    private record Yielded(String value, boolean map) {}

    private final Map<String, Yielded> yielded = new HashMap<>();

    /** True if the file has no quantizer, so that it is plain ONNX, which any runtime can read. */
    public static boolean isPlain(Network network) {
        return network.layers().stream()
                .allMatch(l -> Network.isFloat(l) || !(l instanceof Layer.Weighted || l instanceof Layer.Quantize));
    }

    private QonnxExport(Network network, Parameters parameters) {
        this.network = network;
        this.parameters = parameters;
        this.graph = new GraphBuilder(network.name(), OnnxExport.INPUT);
    }

    /**
     * Writes a trained network.
     *
     * @throws IllegalArgumentException if a parameter is missing; the message names it
     * @throws ExchangeException if ONNX has no form for the network
     */
    public static void write(Network network, Parameters parameters, Path file) throws ExchangeException, IOException {
        ModelWriter.write(file, model(network, parameters));
    }

    public static Model model(Network network, Parameters parameters) throws ExchangeException {
        return new QonnxExport(network, parameters).build();
    }

    private Model build() throws ExchangeException {
        scale();
        for (Layer layer : network.layers()) {
            add(layer);
            yielded.put(layer.name(), new Yielded(graph.value(), map));
        }
        if (map && !network.givesMap()) {
            graph.flatten("scores");
        }
        Model.Dim one = Model.Dim.of(1);
        Model.Value input = new Model.Value(
                OnnxExport.INPUT,
                Tensor.FLOAT,
                GraphBuilder.dims(one, network.input().shape()));
        Model.Value output = new Model.Value(graph.value(), Tensor.FLOAT, GraphBuilder.scores(one, network.output()));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(OnnxExport.CLASSES, String.join("\n", network.classes()));
        metadata.put(RANGE, BYTES);
        return graph.build(input, output, Map.of(DOMAIN, 1L), Map.of(OnnxExport.INPUT, "UINT8"), metadata);
    }

    /**
     * Adds the scale of the input. If float32 holds all the integers involved, it is (factor * p + addend) / divisor: the
     * quotient is then the float32 nearest to the exact number, and 0 if that is 0. Otherwise it is p / 255 * (high - low) + low,
     * so that numbers that are short in the source stay short.
     */
    private void scale() {
        ValueSet.ScaledBytes bytes = network.inputScale();
        ExactLine line = bytes.line();
        BigInteger most = line.numerator()
                .abs()
                .multiply(BigInteger.valueOf(ValueSet.ScaledBytes.MOST))
                .add(line.addend().abs())
                .max(line.divisor());
        if (most.bitLength() <= FLOAT_BITS) {
            scale("image.wide", "Mul", line.numerator(), 1);
            scale("image.shifted", "Add", line.addend(), 0);
            scale("image.scaled", "Div", line.divisor(), 1);
        } else {
            scale("image.unit", "Div", ValueSet.ScaledBytes.MOST, 1);
            scale("image.wide", "Mul", bytes.high().subtract(bytes.low()), 1);
            scale("image.shifted", "Add", bytes.low(), 0);
        }
    }

    /** Adds an operation with a number, unless the operation would change nothing. */
    private void scale(String name, String op, Number number, float neutral) {
        if (number.floatValue() != neutral) {
            graph.add(name, op, Map.of(), graph.scalar(name + ".by", number.floatValue()));
        }
    }

    private void add(Layer layer) throws ExchangeException {
        if (flattened != null && !(layer instanceof Layer.Dense || layer instanceof Layer.Dropout)) {
            throw new ExchangeException(layer.name() + " comes after " + flattened.name()
                    + ", whose order of values ONNX does not have; put the flatten right before a dense layer");
        }
        layer.accept(new Adding());
    }

    /** Adds the nodes of one layer. */
    private final class Adding implements Layer.Visitor<Void> {
        @Override
        public Void conv(Layer.Conv layer) {
            Map<String, Attribute> windows = GraphBuilder.windows(layer.window(), pads(layer.padding()));
            Map<String, Attribute> attributes =
                    layer.groups() == 1 ? windows : GraphBuilder.inGroups(layer.groups(), windows);
            convolution(layer, layer.window(), layer.padding(), layer.groupChannels(), attributes);
            return null;
        }

        @Override
        public Void depthwise(Layer.Depthwise layer) {
            Map<String, Attribute> windows = GraphBuilder.windows(layer.window(), pads(layer.padding()));
            convolution(layer, layer.window(), layer.padding(), 1, GraphBuilder.inGroups(layer.rows(), windows));
            return null;
        }

        @Override
        public Void dense(Layer.Dense layer) {
            product(layer);
            return null;
        }

        @Override
        public Void maxPool(Layer.MaxPool layer) {
            return pool(layer, "MaxPool", layer.window(), layer.padding());
        }

        @Override
        public Void avgPool(Layer.AvgPool layer) {
            return pool(layer, "AveragePool", layer.window(), Padding.NONE);
        }

        private Void pool(Layer layer, String type, Window window, Padding padding) {
            toMap(layer);
            graph.add(layer.name(), type, GraphBuilder.windows(window, padding));
            return null;
        }

        @Override
        public Void shuffle(Layer.Shuffle layer) {
            toMap(layer);
            graph.shuffle(layer.name(), layer.channels(), layer.input().shape());
            return null;
        }

        @Override
        public Void upsample(Layer.Upsample layer) {
            toMap(layer);
            graph.upsample(layer.name(), layer.factor());
            return null;
        }

        @Override
        public Void batchNorm(Layer.BatchNorm layer) {
            normalization(layer);
            return null;
        }

        @Override
        public Void quantize(Layer.Quantize layer) {
            quantizer(layer.name(), layer.activation());
            return null;
        }

        @Override
        public Void add(Layer.Add layer) {
            graph.add(layer.name(), "Add", Map.of(), alike(layer, layer.from()));
            return null;
        }

        @Override
        public Void concat(Layer.Concat layer) {
            String first = alike(layer, layer.from());
            graph.node(layer.name(), "", "Concat", Map.of("axis", new Attribute.Int(1)), List.of(first, graph.value()));
            return null;
        }

        @Override
        public Void branch(Layer.Branch layer) {
            Yielded earlier = yielded.get(layer.from());
            graph.goTo(earlier.value());
            map = earlier.map();
            return null;
        }

        @Override
        public Void flatten(Layer.Flatten layer) {
            if (layer.input().shape().pixels() > 1) {
                flattened = layer;
            }
            return null;
        }

        @Override
        public Void dropout(Layer.Dropout layer) {
            return null;
        }
    }

    /** The pads of the Conv itself, which can pad with 0 only. */
    private static Padding pads(Padding padding) {
        return padding.value() == 0 ? padding : Padding.NONE;
    }

    /** @param channels input channels that an output reads */
    private void convolution(
            Layer.Weighted conv, Window window, Padding padding, int channels, Map<String, Attribute> attributes) {
        toMap(conv);
        if (!padding.isNone() && padding.value() != 0) {
            graph.pad(conv.name(), padding);
        }
        int height = window.kernelHeight();
        int width = window.kernelWidth();
        float[] weights =
                Layout.rowsToChw(parameters.values(conv.name(), "weight"), new Shape(channels, height, width));
        String value = graph.value();
        String quantized =
                weights(conv, Tensor.floats(conv.name() + ".weight", weights, conv.rows(), channels, height, width));
        graph.node(conv.name(), "", "Conv", attributes, List.of(value, quantized));
    }

    private void product(Layer.Dense dense) {
        Shape read =
                flattened != null ? flattened.input().shape() : dense.input().shape();
        if (map) {
            graph.flatten(dense.name() + ".vector");
        }
        map = false;
        flattened = null;
        float[] rows = Layout.rowsToChw(parameters.values(dense.name(), "weight"), read);
        // MatMul has one column per unit.
        float[] columns = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            columns[i % dense.columns() * dense.rows() + i / dense.columns()] = rows[i];
        }
        String value = graph.value();
        String quantized =
                weights(dense, Tensor.floats(dense.name() + ".weight", columns, dense.columns(), dense.rows()));
        graph.node(dense.name(), "", "MatMul", Map.of(), List.of(value, quantized));
    }

    /** The weights of the layer: latent ones passed through a quantizer, or float ones. */
    private String weights(Layer.Weighted layer, Tensor latent) {
        String constant = graph.constant(latent);
        if (layer.weights() == WeightType.FLOAT) {
            return constant;
        }
        String name = layer.name() + ".weight.quant";
        if (layer.weights() == WeightType.BIPOLAR) {
            return graph.node(name, DOMAIN, BIPOLAR, Map.of(), List.of(constant, graph.scalar(UNIT, 1)));
        }
        // Parameters are in units of the quantizer, so the scale is 1; ROUND rounds ties to even.
        int bits = layer.weights().bits();
        String width = graph.scalar("constant.bits" + bits, bits);
        return graph.node(
                name,
                DOMAIN,
                "Quant",
                GraphBuilder.attributes(
                        "narrow", new Attribute.Int(1),
                        "rounding_mode", new Attribute.Text("ROUND"),
                        "signed", new Attribute.Int(1)),
                List.of(constant, graph.scalar(UNIT, 1), graph.scalar("constant.zero_point", 0), width));
    }

    private void normalization(Layer.BatchNorm norm) {
        String[] inputs = new String[4];
        String[] names = {"gamma", "beta", "mean", "variance"};
        for (int i = 0; i < names.length; i++) {
            float[] values = parameters.values(norm.name(), names[i]);
            inputs[i] = graph.constant(Tensor.floats(norm.name() + "." + names[i], values, values.length));
        }
        graph.add(
                norm.name(),
                "BatchNormalization",
                GraphBuilder.attributes(
                        "epsilon", new Attribute.Float(norm.eps().floatValue()),
                        "momentum", new Attribute.Float((float) (1 - norm.momentum()))),
                inputs);
    }

    private void quantizer(String name, Activation activation) {
        if (activation.equals(Activation.SIGN)) {
            graph.add(name, DOMAIN, BIPOLAR, Map.of(), graph.scalar(UNIT, 1));
            return;
        }
        if (activation.equals(Activation.RELU)) {
            graph.add(name, "Relu", Map.of());
            return;
        }
        float[] cuts = new float[activation.top()];
        for (int code = 1; code <= cuts.length; code++) {
            cuts[code - 1] = (float) activation.cut(code);
        }
        String type = switch (activation.levels()) {
            case SIGNED -> "INT" + (activation.bits() + 1);
            case UNSIGNED -> "UINT" + activation.bits();
            case TERNARY -> "TERNARY";
            case RECTIFIED -> throw new IllegalStateException("a rectifier has no cuts");
        };
        graph.add(
                name,
                DOMAIN,
                "MultiThreshold",
                GraphBuilder.attributes(
                        "data_layout", new Attribute.Text(map ? "NCHW" : "NC"),
                        "out_bias", new Attribute.Float(activation.lo()),
                        "out_dtype", new Attribute.Text(type),
                        "out_scale", new Attribute.Float(activation.step())),
                graph.constant(Tensor.floats(name + ".cuts", cuts, 1, cuts.length)));
    }

    /** Makes the last value a map or a vector, to match the output of an earlier layer; returns the name of that output. */
    private String alike(Layer layer, String earlier) {
        Yielded other = yielded.get(earlier);
        if (other.map()) {
            toMap(layer);
        } else if (map) {
            graph.flatten(layer.name() + ".vector");
            map = false;
        }
        return other.value();
    }

    private void toMap(Layer layer) {
        if (!map) {
            graph.toPixel(layer.name(), layer.input().shape().channels());
            map = true;
        }
    }
}
