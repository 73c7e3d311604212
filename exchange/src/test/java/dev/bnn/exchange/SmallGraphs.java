// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.importer.QonnxImport;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Graphs of a convolution with 4 channels on 4 x 4 pixels, a sign, and a dense layer of 3 units, with nodes in between. */
abstract class SmallGraphs {
    static final String QONNX = QonnxExport.DOMAIN;
    static final Shape IMAGE = new Shape(1, 6, 6);
    static final int CHANNELS = 4;

    GraphBuilder graph;

    /** A network of a convolution with 4 channels on 4 x 4 pixels and a dense layer of 3 units. */
    Model network(Consumer<GraphBuilder> before, Consumer<GraphBuilder> between, Consumer<GraphBuilder> after) {
        graph = new GraphBuilder("net", "x");
        before.accept(graph);
        conv(Map.of());
        between.accept(graph);
        graph.add("sign", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit", 1));
        graph.flatten("flat");
        String value = graph.value();
        graph.node("dense", "", "MatMul", Map.of(), List.of(value, graph.constant(signs("w2", CHANNELS * 16, 3))));
        after.accept(graph);
        return model();
    }

    void conv(Map<String, Attribute> attributes) {
        String value = graph.value();
        List<String> inputs = List.of(value, graph.constant(signs("w1", CHANNELS, 1, 3, 3)));
        graph.node("conv", "", "Conv", attributes, inputs);
    }

    Model model() {
        Model.Value input = new Model.Value("x", Tensor.FLOAT, GraphBuilder.dims(Model.Dim.of(1), IMAGE));
        Model.Value output = new Model.Value(graph.value(), Tensor.FLOAT, List.of());
        return graph.build(input, output, Map.of(QONNX, 1L), Map.of(), Map.of("input_range", "0 .. 255"));
    }

    static void nothing(GraphBuilder graph) {}

    static Tensor signs(String name, long... dims) {
        int size = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = i * 7 % 5 < 2 ? -1 : 1;
        }
        return Tensor.floats(name, values, dims);
    }

    static Imported imports(Model model) throws ExchangeException {
        return QonnxImport.convert(model, QonnxImport.Options.named("net"));
    }

    static void refused(Model model, String... parts) {
        assertThatThrownBy(() -> imports(model))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContainingAll(parts);
    }

    Model between(Consumer<GraphBuilder> nodes) {
        return network(SmallGraphs::nothing, nodes, SmallGraphs::nothing);
    }

    static Consumer<GraphBuilder> add(String op, long... dims) {
        int size = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        return g -> g.add("it", op, Map.of(), g.constant(Tensor.floats("c", new float[size], dims)));
    }

    Model after(Consumer<GraphBuilder> nodes) {
        return network(SmallGraphs::nothing, SmallGraphs::nothing, nodes);
    }
}
