// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Random QONNX graphs of everything that docs/exchange.md says can be imported, in operator sets 7 to 22: each form of a
 * constant, a padding and a reshape. Their numbers are exact in float32 in any order of addition, so onnxruntime resolves each
 * tie as exact arithmetic would.
 */
final class RandomGraphs extends RandomBranches {
    /**
     * A graph on images of the given shape, whose bytes stand for 0 .. 255.
     *
     * @param scores the same graph without a TopK at its end, in a form that onnxruntime accepts
     * @param shares true if a Softmax follows, which may round away differences between scores
     */
    record Case(Model model, Model scores, Shape image, boolean shares) {}

    private boolean shares;

    private RandomGraphs(long seed) {
        super(seed);
    }

    static Case generate(long seed) {
        return new RandomGraphs(seed).build();
    }

    private Case build() {
        alternates = chance(0.3);
        last = alternates;
        // More rows than channels, which determines the axes if no node does.
        Shape image = new Shape(between(1, 4), between(last ? 5 : 3, 9), between(3, 9));
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
        Model.Value input = new Model.Value("image", Tensor.FLOAT, dims(batch, image));
        Model scores = model(input, batch, value, channels);
        if (chance(0.2)) {
            topK();
            return new Case(model(input, batch, value, 1), runnable(scores), image, shares);
        }
        return new Case(scores, runnable(scores), image, shares);
    }

    /** The same graph for onnxruntime, which refuses dilations together with {@code auto_pad}. */
    private Model runnable(Model model) {
        Model.Graph g = model.graph();
        List<Model.Node> nodes = g.nodes().stream()
                .map(n -> new Model.Node(
                        n.name(),
                        n.domain(),
                        n.op(),
                        n.inputs(),
                        n.outputs(),
                        inNumbers.getOrDefault(n.name(), n.attributes())))
                .toList();
        return new Model(
                new Model.Graph(g.name(), nodes, g.initializers(), g.inputs(), g.outputs(), g.datatypes()),
                model.opsets(),
                model.producer(),
                model.metadata());
    }

    private List<Model.Dim> dims(Model.Dim batch, Shape image) {
        List<Model.Dim> dims = new ArrayList<>(GraphBuilder.dims(batch, image));
        if (alternates) {
            dims.add(dims.remove(1));
        }
        return dims;
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
        shuffle();
        affine(0.3);
        if (chance(0.7)) {
            norm();
            affine(0.3);
        }
        shuffle();
        if (chance(0.2)) {
            pool();
            if (chance(0.3)) {
                add("", "Mul", Map.of(), operand(2));
            }
        }
        quantize();
        shuffle();
        pool();
        branches();
        requantize();
        if (map && chance(0.15)) {
            average();
        }
        upsample();
        nothing();
        if (chance(0.5)) {
            toMap();
        }
    }

    /** Flattens a map to a vector, in the ways that tools do. */
    private void vector() {
        int size = channels * height * width;
        if (!map) {
            return;
        }
        if (height * width == 1 && chance(0.3)) {
            squeeze();
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

    private void squeeze() {
        int rows = last ? 1 : 2;
        long[] axes = opset >= 11 && chance(0.5) ? new long[] {rows - 3, rows - 4} : new long[] {rows, rows + 1};
        if (opset < 13) {
            add("", "Squeeze", Map.of("axes", Attribute.ints(axes)));
        } else {
            add("", "Squeeze", Map.of(), sizes(axes));
        }
        map = false;
    }

    /** Reshapes to the batch's extent and -1, computed from the value's shape as tracing tools do. */
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
