// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.testing.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A graph that grows at random, with each form in which a graph may hold a constant. */
abstract class RandomConstants {
    static final String QONNX = QonnxExport.DOMAIN;
    /** Operations that treat the axis after the batch as the channels. */
    private static final Set<String> CHANNELS_FIRST =
            Set.of("Conv", "MaxPool", "AveragePool", "GlobalMaxPool", "GlobalAveragePool", "BatchNormalization");

    private static final int[] OPSETS = {7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 21, 22};

    final Random random;
    /** A separate generator, so that graphs without groups do not change when groups do. */
    final Random grouped;

    final int opset;
    final GraphBuilder graph;
    int channels;
    int height;
    int width;
    /** True while the value is a map. */
    boolean map = true;
    /** True in graphs like those of tools whose maps have their channels last. */
    boolean alternates;
    /** True while the map is [N, H, W, C]. */
    boolean last;

    /** True between a Pad and its Conv, where only a Transpose may come. */
    boolean padded;

    int named;
    /** The name of the last node of the chain, without the Transpose after it. */
    String made;
    /** The last value of the chain. */
    String value = "image";

    RandomConstants(long number) {
        long seed = Seeds.of(number);
        // Random starts with similar numbers for neighboring seeds; the multiplication spreads them.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        grouped = new Random(seed * 0xB5026F5AA96619E9L);
        opset = OPSETS[random.nextInt(OPSETS.length)];
        graph = new GraphBuilder("net", "image");
    }

    /** Larq's sign, which is +1 at 0. */
    final String signOfSign(String of) {
        String sign = aside("Sign", Map.of(), List.of(of));
        String raised = aside("Add", Map.of(), List.of(sign, scalar(chance(0.5) ? 0.1f : 0.5f)));
        return aside("Sign", Map.of(), List.of(raised));
    }

    final Map<String, Attribute> quant(int signed) {
        Map<String, Attribute> all = new LinkedHashMap<>();
        all.put("narrow", new Attribute.Int(signed));
        all.put("signed", new Attribute.Int(signed));
        if (chance(0.5)) {
            all.put("rounding_mode", new Attribute.Text("ROUND"));
        }
        return all;
    }

    final String byChannel(float[] of) {
        if (chance(0.4)) {
            return operand(of[random.nextInt(of.length)]);
        }
        float[] values = new float[channels];
        for (int c = 0; c < channels; c++) {
            values[c] = of[random.nextInt(of.length)];
        }
        long[][] forms = {{channels}, {1, channels}};
        if (map) {
            forms = last
                    ? new long[][] {{channels}, {1, 1, 1, channels}}
                    : new long[][] {{channels, 1, 1}, {1, channels, 1, 1}};
        }
        return constant(Tensor.floats(name() + ".x", values, forms[random.nextInt(2)]));
    }

    /** One number, as a constant in some form. */
    final String operand(float number) {
        if (opset >= 12 && chance(0.3)) {
            Map<String, Attribute> one = chance(0.5)
                    ? Map.of("value_float", new Attribute.Float(number))
                    : Map.of("value_floats", new Attribute.Floats(List.of(number)));
            return aside("Constant", one, List.of());
        }
        if (chance(0.15)) {
            String half = aside("Mul", Map.of(), List.of(scalar(number), scalar(0.5f)));
            return aside("Add", Map.of(), List.of(half, half));
        }
        long[][] forms = map ? new long[][] {{}, {1}, {1, 1, 1}, {1, 1, 1, 1}} : new long[][] {{}, {1}, {1, 1}};
        return constant(Tensor.floats(name() + ".x", new float[] {number}, forms[random.nextInt(forms.length)]));
    }

    /** Adds the next node of the chain, with a Transpose before and after it if it needs them because channels are last. */
    final void add(String domain, String op, Map<String, Attribute> attributes, String... others) {
        boolean first = map && CHANNELS_FIRST.contains(op);
        if (first) {
            channelsLast(false);
        }
        List<String> inputs = new ArrayList<>(List.of(value));
        inputs.addAll(List.of(others));
        value = graph.node(name(), domain, op, attributes, inputs);
        made = value;
        if (first && alternates && chance(0.7)) {
            transpose(true);
        }
    }

    /** Transposes a map, or reshapes it if that has the same effect. */
    final void channelsLast(boolean to) {
        if (!map || to == last) {
            return;
        }
        if (channels == 1 && !padded && chance(0.3)) {
            last = to;
            String shape = to ? sizes(-1, height, width, 1) : sizes(0, 1, -1, width);
            value = graph.node(name(), "", "Reshape", Map.of(), List.of(value, shape));
        } else {
            transpose(to);
        }
    }

    private void transpose(boolean to) {
        last = to;
        Attribute perm = to ? Attribute.ints(0, 2, 3, 1) : Attribute.ints(0, 3, 1, 2);
        value = graph.node(name(), "", "Transpose", Map.of("perm", perm), List.of(value));
    }

    /** Adds a node that is not the first input of the next node in the chain. */
    final String aside(String op, Map<String, Attribute> attributes, List<String> inputs) {
        return graph.node(name(), "", op, attributes, inputs);
    }

    final String constant(Tensor tensor) {
        return chance(0.7)
                ? graph.constant(tensor)
                : aside("Constant", Map.of("value", new Attribute.Constant(tensor)), List.of());
    }

    final String scalar(float number) {
        return graph.constant(Tensor.floats("number." + number, new float[] {number}, new long[0]));
    }

    final String sizes(long... sizes) {
        return opset >= 12 && chance(0.2)
                ? aside("Constant", Map.of("value_ints", Attribute.ints(sizes)), List.of())
                : constant(Tensor.longs(name() + ".x", sizes, sizes.length));
    }

    final String table(int size, long... dims) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = between(-8, 8) * 0.5f;
        }
        return constant(Tensor.floats(name() + ".x", values, dims));
    }

    final String name() {
        return "n" + named++;
    }

    final boolean chance(double p) {
        return random.nextDouble() < p;
    }

    final int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }
}
