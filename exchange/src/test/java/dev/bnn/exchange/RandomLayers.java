// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.testing.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Random layers: convolutions, dense layers, the nodes between them and their quantizers, and pools. */
abstract class RandomLayers extends RandomWeights {
    /**
     * The cuts of a quantizer, its lowest level, and the distance between two levels.
     *
     * @param cuts empty for a sign
     */
    record Levels(float[] cuts, int lowest, int step) {
        static final Levels SIGN = new Levels(new float[0], -1, 2);
    }

    static final List<Levels> LEVELS = List.of(
            Levels.SIGN,
            new Levels(new float[] {-0.5f, 0, 0.5f}, -3, 2),
            new Levels(new float[] {0.25f, 0.75f, 1.25f}, 0, 1),
            new Levels(new float[] {-0.5f, 0.5f}, -1, 1));

    /** For each dilated Conv with {@code auto_pad}, which onnxruntime refuses, its name and its attributes with explicit pads. */
    final Map<String, Map<String, Attribute>> inNumbers = new LinkedHashMap<>();

    boolean bits;
    /** The levels of the last quantizer. */
    Levels levels = Levels.SIGN;
    /** Magnitude of the bits, or value of level 1. */
    float size = 1;

    /** A generator of its own, so that graphs without repeated pixels stay what they were before repeated pixels existed. */
    private final Random upsamples;

    /** A generator of its own for shuffled channels, for the same reason. */
    private final Random shuffles;

    /** A generator of its own for levels that are quantized again, for the same reason. */
    private final Random requantized;

    RandomLayers(long number) {
        super(number);
        long seed = Seeds.of(number);
        requantized = new Random(seed * 0x165667B19E3779F9L);
        shuffles = new Random(seed * 0xE7037ED1A0B428DBL);
        upsamples = new Random(seed * 0xC2B2AE3D27D4EB4FL);
    }

    /** Nodes that an import skips. */
    void nothing() {
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

    /** In half of the cases a common divisor of the input and output channels, otherwise 1. */
    private int groups(int outputs) {
        int[] divisors = IntStream.rangeClosed(1, outputs)
                .filter(d -> channels % d == 0 && outputs % d == 0)
                .toArray();
        return grouped.nextBoolean() ? divisors[grouped.nextInt(divisors.length)] : 1;
    }

    void conv() {
        toMap();
        boolean depthwise = channels > 1 && chance(0.3);
        int outputs = depthwise ? channels : between(1, 6);
        int groups = depthwise ? channels : groups(outputs);
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
        if (groups > 1 || chance(0.2)) {
            attributes.put("group", new Attribute.Int(groups));
        }
        if (window.dilationY() > 1 || window.dilationX() > 1 || chance(0.2)) {
            attributes.put("dilations", Attribute.ints(window.dilationY(), window.dilationX()));
        }
        Padding padding = padding(window, attributes);
        List<String> inputs = new ArrayList<>(
                List.of(weights(0, outputs, channels / groups, window.kernelHeight(), window.kernelWidth())));
        if (chance(0.2)) {
            inputs.add(table(outputs, outputs));
        }
        add("", "Conv", attributes, inputs.toArray(new String[0]));
        padded = false;
        boolean same = attributes.get("auto_pad") instanceof Attribute.Text said
                && said.value().startsWith("SAME");
        if (same && (window.dilationY() > 1 || window.dilationX() > 1)) {
            Map<String, Attribute> plain = new LinkedHashMap<>(attributes);
            plain.remove("auto_pad");
            plain.put("pads", Attribute.ints(padding.top(), padding.left(), padding.bottom(), padding.right()));
            inNumbers.put(made, plain);
        }
        channels = outputs;
        Shape out = window.over(new Shape(1, height, width), padding, 1);
        height = out.height();
        width = out.width();
        bits = false;
    }

    /** Adds a Pad, or puts pads into the attributes of the Conv; returns the amounts. */
    private Padding padding(Window window, Map<String, Attribute> attributes) {
        if (chance(0.4)) {
            String mode = List.of("NOTSET", "VALID").get(random.nextInt(2));
            if (chance(0.3)) {
                attributes.put("auto_pad", new Attribute.Text(mode));
            }
            return Padding.NONE;
        }
        if (chance(0.3)) {
            boolean upper = chance(0.5);
            attributes.put("auto_pad", new Attribute.Text(upper ? "SAME_UPPER" : "SAME_LOWER"));
            int rows = missing(height, window.spanHeight(), window.strideY());
            int columns = missing(width, window.spanWidth(), window.strideX());
            int top = upper ? rows / 2 : rows - rows / 2;
            int left = upper ? columns / 2 : columns - columns / 2;
            return new Padding(top, rows - top, left, columns - left, 0);
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

    /** How much to add to an extent so that it holds one window per stride, where the last stride may be partial. */
    private static int missing(int extent, int span, int stride) {
        int positions = 0;
        while (positions * stride < extent) {
            positions++;
        }
        return Math.max(0, (positions - 1) * stride + span - extent);
    }

    private void pad(Padding p) {
        padded = true;
        float with = between(-1, 1) * size;
        Map<String, Attribute> mode = chance(0.5) ? Map.of() : Map.of("mode", new Attribute.Text("constant"));
        int rows = last ? 1 : 2;
        long[] all = new long[8];
        all[rows] = p.top();
        all[rows + 1] = p.left();
        all[4 + rows] = p.bottom();
        all[4 + rows + 1] = p.right();
        if (opset < 11) {
            Map<String, Attribute> attributes = new LinkedHashMap<>(mode);
            attributes.put("pads", Attribute.ints(all));
            attributes.put("value", new Attribute.Float(with));
            add("", "Pad", attributes);
        } else if (opset >= 18 && chance(0.5)) {
            boolean negative = chance(0.5);
            String axes = negative ? sizes(rows - 3, rows - 4) : sizes(rows, rows + 1);
            long[] pads = negative
                    ? new long[] {p.left(), p.top(), p.right(), p.bottom()}
                    : new long[] {p.top(), p.left(), p.bottom(), p.right()};
            add("", "Pad", mode, sizes(pads), scalar(with), axes);
        } else if (chance(0.5)) {
            add("", "Pad", mode, sizes(all), scalar(with));
        } else {
            add("", "Pad", mode, sizes(all));
        }
    }

    void dense(int outputs) {
        int inputs = channels * height * width;
        if (chance(0.5)) {
            add("", "MatMul", Map.of(), weights(1, inputs, outputs));
        } else {
            boolean transposed = chance(0.5);
            List<String> all =
                    new ArrayList<>(List.of(transposed ? weights(0, outputs, inputs) : weights(1, inputs, outputs)));
            if (opset < 11 || chance(0.3)) {
                all.add(chance(0.5) ? table(outputs, outputs) : table(outputs, 1, outputs));
            }
            Map<String, Attribute> attributes =
                    GraphBuilder.attributes("transB", new Attribute.Int(transposed ? 1 : 0));
            if (chance(0.3)) {
                attributes.put("alpha", new Attribute.Float(chance(0.5) ? 0.5f : -2));
                attributes.put("beta", new Attribute.Float(between(-2, 2) * 0.5f));
            }
            add("", "Gemm", attributes, all.toArray(new String[0]));
        }
        channels = outputs;
        height = 1;
        width = 1;
        map = false;
        bits = false;
    }

    /** Multiplications by and additions of constants, per channel or not. */
    void affine(double often) {
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

    void norm() {
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

    void quantize() {
        boolean sign = chance(0.75);
        quantize(sign ? Levels.SIGN : LEVELS.get(1 + random.nextInt(3)), chance(0.5) ? 1 : 0.5f);
    }

    /** Quantizes sums to bits or levels. */
    void quantize(Levels of, float unit) {
        levels = of;
        size = unit;
        if (of != Levels.SIGN) {
            multiThreshold(unit * of.step(), unit * of.lowest(), of.cuts(), 1);
        } else if (unit == 1 && opset >= 9 && chance(0.2)) {
            value = signOfSign(value);
        } else if (unit == 1 && chance(0.3)) {
            threshold();
        } else {
            add(QONNX, "BipolarQuant", Map.of(), scalar(unit));
        }
        bits = true;
    }

    /** Quantizes levels to bits or other levels, with or without a batch norm in between. */
    void requantize() {
        if (!bits || levels == Levels.SIGN || requantized.nextInt(2) == 0) {
            return;
        }
        if (map && !last && requantized.nextBoolean()) {
            norm();
        }
        quantize();
    }

    /** The sign of the image. */
    void sign() {
        levels = Levels.SIGN;
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
        multiThreshold(2, -1, at, rows);
    }

    private void multiThreshold(float scale, float bias, float[] table, int rows) {
        Map<String, Attribute> attributes = GraphBuilder.attributes(
                "data_layout", new Attribute.Text(map ? last ? "NHWC" : "NCHW" : "NC"),
                "out_scale", new Attribute.Float(scale),
                "out_bias", new Attribute.Float(bias));
        if (chance(0.5)) {
            attributes.put("out_dtype", new Attribute.Text("FLOAT32"));
        }
        Tensor tensor = Tensor.floats(name() + ".x", table, rows, table.length / rows);
        add(QONNX, "MultiThreshold", attributes, graph.constant(tensor));
    }

    void pool() {
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
        if (chance(0.3)) {
            padded();
            return;
        }
        Map<String, Attribute> attributes =
                GraphBuilder.attributes("kernel_shape", Attribute.ints(window.kernelHeight(), window.kernelWidth()));
        if (window.strideY() > 1 || window.strideX() > 1 || chance(0.5)) {
            attributes.put("strides", Attribute.ints(window.strideY(), window.strideX()));
        }
        if (opset >= 10 && chance(0.3)) {
            boolean whole = (height - window.kernelHeight()) % window.strideY() == 0
                    && (width - window.kernelWidth()) % window.strideX() == 0;
            attributes.put("ceil_mode", new Attribute.Int(whole ? 1 : 0));
        }
        if (opset >= 8 && chance(0.3)) {
            attributes.put("storage_order", new Attribute.Int(between(0, 1)));
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

    /** Pools whose windows stick out of the map because of pads, or because their number is rounded up. */
    private void padded() {
        Window window = Window.square(between(2, 3), between(1, 2));
        Shape in = new Shape(1, height, width);
        int most = window.kernelHeight() - 1;
        Padding padding = new Padding(between(0, most), between(0, most), between(0, most), between(0, most), 0);
        if (!window.fits(padding.around(in))) {
            return;
        }
        Map<String, Attribute> attributes = GraphBuilder.windows(window, padding);
        Shape out = window.over(in, padding, 1);
        int below = more(height + padding.top() + padding.bottom(), window);
        int behind = more(width + padding.left() + padding.right(), window);
        // Some tools count a window on padding alone, so there must be none.
        if (opset >= 10 && chance(0.5) && padding.bottom() + below <= most && padding.right() + behind <= most) {
            attributes.put("ceil_mode", new Attribute.Int(1));
            Padding all =
                    new Padding(padding.top(), padding.bottom() + below, padding.left(), padding.right() + behind, 0);
            out = window.over(in, all, 1);
        }
        add("", "MaxPool", attributes);
        height = out.height();
        width = out.width();
    }

    private static int more(int framed, Window window) {
        return Math.floorMod(window.kernelHeight() - framed, window.strideY());
    }

    /** Means of windows of 1 or 4 values, and a quantizer after them. */
    void average() {
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

    /** Repeated pixels, in each form that an operator set has, unless the map is large. */
    void upsample() {
        if (!map || upsamples.nextInt(4) > 0 || height * width > 36) {
            return;
        }
        int rows = 1 + upsamples.nextInt(3);
        int columns = 1 + upsamples.nextInt(3);
        Map<String, Attribute> nearest =
                upsamples.nextBoolean() ? Map.of() : Map.of("mode", new Attribute.Text("nearest"));
        float[] scales = last ? new float[] {1, rows, columns, 1} : new float[] {1, 1, rows, columns};
        String name = name() + ".x";
        if (opset < 9) {
            Map<String, Attribute> all = new LinkedHashMap<>(nearest);
            all.put("scales", new Attribute.Floats(List.of(scales[0], scales[1], scales[2], scales[3])));
            add("", "Upsample", all);
        } else if (opset < 11) {
            add("", opset == 9 ? "Upsample" : "Resize", nearest, graph.constant(Tensor.floats(name, scales, 4)));
        } else {
            Map<String, Attribute> all = new LinkedHashMap<>(nearest);
            if (upsamples.nextBoolean()) {
                all.put("coordinate_transformation_mode", new Attribute.Text("asymmetric"));
                all.put("nearest_mode", new Attribute.Text("floor"));
            } else if (upsamples.nextBoolean()) {
                all.put("nearest_mode", new Attribute.Text("round_prefer_ceil"));
            }
            // Up to operator set 12, an empty list stands for an input that later sets omit.
            String none = opset < 13 || upsamples.nextBoolean()
                    ? graph.constant(Tensor.floats(name() + ".none", new float[0], 0))
                    : "";
            if (upsamples.nextBoolean()) {
                long high = (long) height * rows;
                long wide = (long) width * columns;
                add(
                        "",
                        "Resize",
                        all,
                        none,
                        none,
                        last ? sizes(1, high, wide, channels) : sizes(1, channels, high, wide));
            } else {
                add("", "Resize", all, none, graph.constant(Tensor.floats(name, scales, 4)));
            }
        }
        height *= rows;
        width *= columns;
    }

    /** Shuffled channels: splits an axis in two, swaps these, and merges them. */
    void shuffle() {
        if (!map || shuffles.nextInt(4) > 0) {
            return;
        }
        int[] divisors = IntStream.rangeClosed(1, channels)
                .filter(d -> channels % d == 0)
                .toArray();
        long groups = divisors[shuffles.nextInt(divisors.length)];
        long each = shuffles.nextBoolean() ? -1 : channels / groups;
        long batch = each == -1 || shuffles.nextBoolean() ? 0 : -1;
        long back = batch == 0 && shuffles.nextBoolean() ? -1 : channels;
        reshape(
                last
                        ? new long[] {batch, height, width, groups, each}
                        : new long[] {batch, groups, each, height, width});
        Attribute swapped = last ? Attribute.ints(0, 1, 2, 4, 3) : Attribute.ints(0, 2, 1, 3, 4);
        add("", "Transpose", Map.of("perm", swapped));
        reshape(last ? new long[] {batch, height, width, back} : new long[] {batch, back, height, width});
    }

    /** Reshapes to a constant shape, in the one form that draws no random numbers. */
    private void reshape(long[] to) {
        add("", "Reshape", Map.of(), graph.constant(Tensor.longs(name() + ".x", to, to.length)));
    }

    void toMap() {
        if (!map) {
            last = alternates && chance(0.5);
            int batch = chance(0.5) ? 0 : -1;
            add("", "Reshape", Map.of(), last ? sizes(batch, 1, 1, channels) : sizes(batch, channels, 1, 1));
            map = true;
            height = 1;
            width = 1;
        }
    }
}
