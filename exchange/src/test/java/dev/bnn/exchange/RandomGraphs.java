// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Random QONNX graphs of what docs/exchange.md says can be imported, in operator sets 7 to 22: each form of a constant, of a
 * padding, of a reshape. Their numbers are exact in float32 in any order of addition, so that onnxruntime decides each tie as
 * mathematics does.
 */
final class RandomGraphs extends RandomConstants {
    /**
     * A graph of images of a shape, whose bytes stand for 0 .. 255.
     *
     * @param scores the same graph without a TopK at its end
     * @param shares true where a Softmax follows, which may round differences of scores away
     */
    record Case(Model model, Model scores, Shape image, boolean shares) {}

    private boolean bits;
    /** Magnitude of the bits, or value of the level 1. */
    private float size = 1;

    private boolean shares;

    private RandomGraphs(long seed) {
        super(seed);
    }

    static Case generate(long seed) {
        return new RandomGraphs(seed).build();
    }

    private Case build() {
        Shape image = new Shape(between(1, 4), between(3, 9), between(3, 9));
        channels = image.channels();
        height = image.height();
        width = image.width();
        Model.Dim batch = chance(0.5) ? Model.Dim.BATCH : Model.Dim.of(1);
        preprocess();
        int layers = between(0, 2);
        for (int i = 0; i < layers; i++) {
            layer();
        }
        vector();
        dense(between(2, 5));
        end();
        Model.Value input = new Model.Value("image", Tensor.FLOAT, GraphBuilder.dims(batch, image));
        Model scores = model(input, batch, value, channels);
        if (chance(0.2)) {
            topK();
            return new Case(model(input, batch, value, 1), scores, image, shares);
        }
        return new Case(scores, scores, image, shares);
    }

    private Model model(Model.Value input, Model.Dim batch, String yields, int count) {
        Model.Value output = new Model.Value(yields, Tensor.FLOAT, List.of(batch, Model.Dim.of(count)));
        Map<String, String> types = named % 3 == 0 ? Map.of("image", "UINT8") : Map.of();
        Model model = graph.build(input, output, Map.of(QONNX, 1L), types, Map.of("input_range", "0 .. 255"));
        Map<String, Long> opsets = new LinkedHashMap<>(model.opsets());
        opsets.put("", (long) opset);
        return new Model(model.graph(), opsets, "random", model.metadata());
    }

    private void topK() {
        Map<String, Attribute> attributes = GraphBuilder.attributes("axis", new Attribute.Int(opset < 11 ? 1 : -1));
        if (opset < 10) {
            attributes.put("k", new Attribute.Int(1));
            add("", "TopK", attributes);
        } else {
            add("", "TopK", attributes, sizes(1));
        }
    }

    private void preprocess() {
        nothing();
        if (opset >= 11 && chance(0.15)) {
            add(QONNX, "Quant", quant(0), scalar(1), scalar(0), scalar(8));
        }
        if (chance(0.3)) {
            add("", chance(0.5) ? "Sub" : "Add", Map.of(), operand(between(-100, 100)));
        }
        if (chance(0.3)) {
            add("", chance(0.5) ? "Div" : "Mul", Map.of(), operand(chance(0.5) ? 2 : 0.5f));
        }
        if (chance(0.2)) {
            sign();
            pool();
        }
        nothing();
    }

    private void layer() {
        if (bits && chance(0.2)) {
            float by = chance(0.5) ? 2 : 0.5f;
            add("", "Mul", Map.of(), operand(by));
            size *= by;
        }
        if (chance(0.8)) {
            conv();
        } else {
            vector();
            dense(between(1, 6));
        }
        if (chance(0.2)) {
            pool();
        }
        affine(0.3);
        if (chance(0.7)) {
            norm();
            affine(0.3);
        }
        if (chance(0.2)) {
            pool();
            if (chance(0.3)) {
                add("", "Mul", Map.of(), operand(2));
            }
        }
        quantize();
        pool();
        if (map && chance(0.15)) {
            average();
        }
        nothing();
        if (!map && chance(0.5)) {
            add("", "Reshape", Map.of(), sizes(-1, channels, 1, 1));
            map = true;
            height = 1;
            width = 1;
        }
    }

    /** Nodes that an import skips. */
    private void nothing() {
        if (chance(0.15)) {
            add("", "Identity", Map.of());
        }
        if (chance(0.15)) {
            add("", "Cast", Map.of("to", new Attribute.Int(Tensor.FLOAT)));
        }
        if (chance(0.15)) {
            add("", "Dropout", opset < 12 ? Map.of("ratio", new Attribute.Float(0.3f)) : Map.of());
        }
        if (chance(0.1)) {
            graph.constant(Tensor.longs(name() + ".x", new long[] {1, 2, 3}, 3));
        }
    }

    private void conv() {
        toMap();
        boolean depthwise = channels > 1 && chance(0.3);
        int outputs = depthwise ? channels : between(1, 6);
        Window window = new Window(
                between(1, Math.min(3, height)),
                between(1, Math.min(3, width)),
                between(1, 2),
                between(1, 2),
                chance(0.2) ? 2 : 1,
                chance(0.2) ? 2 : 1);
        if (!window.fits(new Shape(1, height, width))) {
            window = Window.square(1, 1);
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("strides", Attribute.ints(window.strideY(), window.strideX()));
        if (chance(0.5)) {
            attributes.put("kernel_shape", Attribute.ints(window.kernelHeight(), window.kernelWidth()));
        }
        if (depthwise || chance(0.2)) {
            attributes.put("group", new Attribute.Int(depthwise ? channels : 1));
        }
        if (window.dilationY() > 1 || window.dilationX() > 1 || chance(0.2)) {
            attributes.put("dilations", Attribute.ints(window.dilationY(), window.dilationX()));
        }
        Padding padding = padding(window, attributes);
        List<String> inputs = new ArrayList<>(
                List.of(weights(outputs, depthwise ? 1 : channels, window.kernelHeight(), window.kernelWidth())));
        if (chance(0.2)) {
            inputs.add(table(outputs, outputs));
        }
        add("", "Conv", attributes, inputs.toArray(new String[0]));
        channels = outputs;
        Shape out = window.over(new Shape(1, height, width), padding, 1);
        height = out.height();
        width = out.width();
        bits = false;
    }

    /** Adds a Pad, or pads to the attributes of the Conv; returns the amounts. */
    private Padding padding(Window window, Map<String, Attribute> attributes) {
        if (chance(0.4)) {
            String mode = List.of("NOTSET", "VALID").get(random.nextInt(2));
            if (chance(0.3)) {
                attributes.put("auto_pad", new Attribute.Text(mode));
            }
            return Padding.NONE;
        }
        // A dilation beside auto_pad is beyond what onnxruntime computes.
        boolean dilated = window.dilationY() > 1 || window.dilationX() > 1;
        if (!dilated && chance(0.3)) {
            Padding same = Padding.same(window, new Shape(1, height, width), 0);
            boolean upper = chance(0.5);
            attributes.put("auto_pad", new Attribute.Text(upper ? "SAME_UPPER" : "SAME_LOWER"));
            return upper ? same : new Padding(same.bottom(), same.top(), same.right(), same.left(), 0);
        }
        int rows = Math.min(2, window.spanHeight() - 1);
        int columns = Math.min(2, window.spanWidth() - 1);
        Padding padding = new Padding(between(0, rows), between(0, rows), between(0, columns), between(0, columns), 0);
        if (chance(0.5)) {
            attributes.put("pads", Attribute.ints(padding.top(), padding.left(), padding.bottom(), padding.right()));
        } else {
            pad(padding);
        }
        return padding;
    }

    private void pad(Padding p) {
        float with = between(-1, 1) * size;
        Map<String, Attribute> mode = chance(0.5) ? Map.of() : Map.of("mode", new Attribute.Text("constant"));
        if (opset < 11) {
            Map<String, Attribute> all = new LinkedHashMap<>(mode);
            all.put("pads", Attribute.ints(0, 0, p.top(), p.left(), 0, 0, p.bottom(), p.right()));
            all.put("value", new Attribute.Float(with));
            add("", "Pad", all);
        } else if (opset >= 18 && chance(0.5)) {
            boolean negative = chance(0.5);
            String axes = negative ? sizes(-1, -2) : sizes(2, 3);
            long[] pads = negative
                    ? new long[] {p.left(), p.top(), p.right(), p.bottom()}
                    : new long[] {p.top(), p.left(), p.bottom(), p.right()};
            add("", "Pad", mode, sizes(pads), scalar(with), axes);
        } else if (chance(0.5)) {
            add("", "Pad", mode, sizes(0, 0, p.top(), p.left(), 0, 0, p.bottom(), p.right()), scalar(with));
        } else {
            add("", "Pad", mode, sizes(0, 0, p.top(), p.left(), 0, 0, p.bottom(), p.right()));
        }
    }

    private void dense(int outputs) {
        int inputs = channels * height * width;
        if (chance(0.5)) {
            add("", "MatMul", Map.of(), weights(inputs, outputs));
        } else {
            boolean transposed = chance(0.5);
            List<String> all =
                    new ArrayList<>(List.of(transposed ? weights(outputs, inputs) : weights(inputs, outputs)));
            if (opset < 11 || chance(0.3)) {
                all.add(chance(0.5) ? table(outputs, outputs) : table(outputs, 1, outputs));
            }
            add("", "Gemm", Map.of("transB", new Attribute.Int(transposed ? 1 : 0)), all.toArray(new String[0]));
        }
        channels = outputs;
        height = 1;
        width = 1;
        map = false;
        bits = false;
    }

    /** Multiplications and additions of constants, per channel or not. */
    private void affine(double often) {
        for (int i = 0; i < 2; i++) {
            if (chance(often)) {
                float[] factors = {1, 2, -1, 0.5f, -2, 0.5f};
                add("", "Mul", Map.of(), byChannel(factors));
            }
            if (chance(often)) {
                float[] sums = {0, 1, -3.5f, 12, -7, 0.25f};
                add("", chance(0.5) ? "Add" : "Sub", Map.of(), byChannel(sums));
            }
        }
    }

    private void norm() {
        float[] gamma = new float[channels];
        float[] variance = new float[channels];
        for (int c = 0; c < channels; c++) {
            gamma[c] = new float[] {0.5f, 1, -1, -0.5f, 0}[random.nextInt(5)];
            variance[c] = chance(0.5) ? 0.25f : 1;
        }
        Map<String, Attribute> attributes = GraphBuilder.attributes("epsilon", new Attribute.Float(0));
        if (opset < 9 && chance(0.5)) {
            attributes.put("spatial", new Attribute.Int(1));
        }
        add(
                "",
                "BatchNormalization",
                attributes,
                graph.constant(Tensor.floats(name() + ".x", gamma, channels)),
                table(channels, channels),
                table(channels, channels),
                graph.constant(Tensor.floats(name() + ".x", variance, channels)));
    }

    private void quantize() {
        double which = random.nextDouble();
        if (which < 0.6) {
            sign();
        } else if (which < 0.8) {
            threshold();
        } else {
            float[][] levels = {{-0.5f, 0, 0.5f}, {0.25f, 0.75f, 1.25f}, {-0.5f, 0.5f}};
            int kind = random.nextInt(3);
            int[] lowest = {-3, 0, -1};
            float step = kind == 0 ? 2 : 1;
            size = chance(0.5) ? 1 : 0.5f;
            multiThreshold(size * step, size * lowest[kind], levels[kind], 1);
        }
        bits = true;
    }

    private void sign() {
        size = chance(0.5) ? 1 : 0.5f;
        add(QONNX, "BipolarQuant", Map.of(), scalar(size));
        bits = true;
    }

    private void threshold() {
        int rows = chance(0.3) ? 1 : channels;
        float[] at = new float[rows];
        for (int c = 0; c < rows; c++) {
            at[c] = between(-20, 20) * 0.5f;
        }
        size = 1;
        multiThreshold(2, -1, at, rows);
    }

    private void multiThreshold(float scale, float bias, float[] table, int rows) {
        Map<String, Attribute> attributes = GraphBuilder.attributes(
                "data_layout", new Attribute.Text(map ? "NCHW" : "NC"),
                "out_scale", new Attribute.Float(scale),
                "out_bias", new Attribute.Float(bias));
        if (chance(0.5)) {
            attributes.put("out_dtype", new Attribute.Text("FLOAT32"));
        }
        Tensor tensor = Tensor.floats(name() + ".x", table, rows, table.length / rows);
        add(QONNX, "MultiThreshold", attributes, graph.constant(tensor));
    }

    private void pool() {
        if (!map || !chance(0.4)) {
            return;
        }
        if (chance(0.2)) {
            add("", "GlobalMaxPool", Map.of());
            height = 1;
            width = 1;
            return;
        }
        Window window = new Window(
                between(1, Math.min(2, height)), between(1, Math.min(2, width)), between(1, 2), between(1, 2), 1, 1);
        Map<String, Attribute> attributes =
                GraphBuilder.attributes("kernel_shape", Attribute.ints(window.kernelHeight(), window.kernelWidth()));
        if (window.strideY() > 1 || window.strideX() > 1 || chance(0.5)) {
            attributes.put("strides", Attribute.ints(window.strideY(), window.strideX()));
        }
        if (opset >= 10 && chance(0.3)) {
            attributes.put("ceil_mode", new Attribute.Int(0));
        }
        if (opset >= 8 && chance(0.3)) {
            attributes.put("storage_order", new Attribute.Int(0));
        }
        if (chance(0.2)) {
            boolean whole = Padding.same(window, new Shape(1, height, width), 0).isNone();
            attributes.put("auto_pad", new Attribute.Text(whole ? "SAME_UPPER" : "VALID"));
        }
        add("", "MaxPool", attributes);
        Shape out = window.over(new Shape(1, height, width), 1);
        height = out.height();
        width = out.width();
    }

    /** Means of windows of 1 or 4 values, and a quantizer after them. */
    private void average() {
        if (height * width <= 4 && height * width != 3 && chance(0.5)) {
            add("", "GlobalAveragePool", Map.of());
            height = 1;
            width = 1;
        } else {
            int size = between(1, Math.min(2, Math.min(height, width)));
            add("", "AveragePool", GraphBuilder.windows(Window.square(size, 1), Padding.NONE));
            height = height - size + 1;
            width = width - size + 1;
        }
        affine(0.2);
        if (chance(0.5)) {
            norm();
        }
        quantize();
    }

    private void toMap() {
        if (!map) {
            add("", "Reshape", Map.of(), sizes(chance(0.5) ? 0 : -1, channels, 1, 1));
            map = true;
            height = 1;
            width = 1;
        }
    }

    /** A map as a vector, as tools write it. */
    private void vector() {
        int size = channels * height * width;
        if (!map) {
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> add("", "Flatten", Map.of("axis", new Attribute.Int(1)));
            case 1 -> add("", "Flatten", opset >= 11 ? Map.of("axis", new Attribute.Int(-3)) : Map.of());
            case 2 -> add("", "Reshape", Map.of(), sizes(chance(0.5) ? 0 : 1, -1));
            case 3 -> add("", "Reshape", Map.of(), sizes(-1, size));
            default -> traced();
        }
        map = false;
    }

    /** The batch's extent and -1, computed from the value's shape as tracing tools do. */
    private void traced() {
        String shape = aside("Shape", Map.of(), List.of(value));
        String batch;
        if (chance(0.5)) {
            String zero = graph.constant(Tensor.longs(name() + ".x", new long[] {0}, 1));
            batch = aside("Gather", Map.of("axis", new Attribute.Int(0)), List.of(shape, zero));
        } else if (opset < 10) {
            Map<String, Attribute> cut =
                    GraphBuilder.attributes("starts", Attribute.ints(0), "ends", Attribute.ints(1));
            batch = aside("Slice", cut, List.of(shape));
        } else {
            batch = aside("Slice", Map.of(), List.of(shape, sizes(0), sizes(1)));
        }
        String rest = graph.constant(Tensor.longs(name() + ".x", new long[] {-1}, 1));
        String to = aside("Concat", Map.of("axis", new Attribute.Int(0)), List.of(batch, rest));
        add("", "Reshape", Map.of(), to);
    }

    private void end() {
        affine(0.2);
        if (chance(0.4)) {
            norm();
            affine(0.2);
        }
        if (chance(0.15)) {
            Map<String, Attribute> axis = Map.of("axis", new Attribute.Int(chance(0.5) && opset >= 11 ? -1 : 1));
            add("", chance(0.5) ? "Softmax" : "LogSoftmax", axis);
            shares = true;
        }
    }
}
