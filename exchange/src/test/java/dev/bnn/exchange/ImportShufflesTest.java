// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Nodes that are imported as a channel shuffle, and those that are not. */
class ImportShufflesTest extends SmallGraphs {
    private static final String PARTS =
            "a shuffle is a Reshape of the channels to two axes, a Transpose that swaps these, and a Reshape back";

    /** After the sign, on its map of 4 channels and 4 x 4 pixels. */
    private Model afterSign(Consumer<GraphBuilder> nodes) {
        graph = new GraphBuilder("net", "x");
        conv(Map.of());
        graph.add("sign", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit", 1));
        return closed(nodes);
    }

    private Model closed(Consumer<GraphBuilder> nodes) {
        nodes.accept(graph);
        graph.flatten("flat");
        String value = graph.value();
        graph.node("dense", "", "MatMul", Map.of(), List.of(value, graph.constant(signs("w2", CHANNELS * 16, 3))));
        return model();
    }

    private static Consumer<GraphBuilder> shuffle(long... parts) {
        return reshape("split", parts).andThen(swap(0, 2, 1, 3, 4)).andThen(reshape("it", 1, 4, 4, 4));
    }

    private static Consumer<GraphBuilder> reshape(String name, long... sizes) {
        return g -> g.add(name, "Reshape", Map.of(), g.constant(Tensor.longs(name + ".sizes", sizes, sizes.length)));
    }

    private static Consumer<GraphBuilder> swap(long... perm) {
        return g -> g.add("swap", "Transpose", Map.of("perm", Attribute.ints(perm)));
    }

    @Test
    void ofBits() throws Exception {
        assertThat(imports(afterSign(shuffle(1, 2, 2, 4, 4))).text()).contains("; sign; shuffle 2\n");
        assertThat(imports(afterSign(shuffle(0, 4, -1, 4, 4))).text()).contains("; sign; shuffle 4\n");
    }

    /** The shuffle of sums comes after the quantizer, and the tables between go to the channels where they are then. */
    @Test
    void ofSums() throws Exception {
        Consumer<GraphBuilder> scale = g -> g.add(
                "scale", "Mul", Map.of(), g.constant(Tensor.floats("by", new float[] {1, -2, 3, -4}, 1, 4, 1, 1)));
        Imported imported = imports(between(shuffle(1, 2, 2, 4, 4).andThen(scale)));
        assertThat(imported.text()).contains("; batchnorm eps 0; sign; shuffle 2\n");
        assertThat(imported.parameters().values("batchnorm1", "gamma")).containsExactly(1, 3, -2, -4);
    }

    @Test
    void whatIsNoShuffleIsRefused() {
        refused(
                afterSign(reshape("split", 1, 2, 2, 4, 4).andThen(swap(0, 2, 1, 4, 3))),
                "node swap (Transpose) has the perm [0, 2, 1, 4, 3] on the channels as two axes",
                PARTS);
        refused(
                afterSign(reshape("split", 1, 2, 2, 4, 4).andThen(reshape("it", 1, 4, 4, 4))),
                "node it (Reshape) reads the channels as two axes",
                PARTS);
        refused(
                afterSign(reshape("split", 1, 2, 2, 4, 4)
                        .andThen(swap(0, 2, 1, 3, 4))
                        .andThen(reshape("it", 1, 2, 8, 4))),
                "node it (Reshape) changes the shape [1, 2, 2, 4, 4] to [1, 2, 8, 4]",
                PARTS);
        refused(
                afterSign(reshape("split", 1, 2, 2, 4, 4).andThen(g -> g.add("it", "GlobalMaxPool", Map.of()))),
                "node split (Reshape) makes two axes of the channels before GlobalMaxPool",
                PARTS);
        refused(afterSign(reshape("split", 1, 4, 2, 2, 4)), "node split (Reshape) changes the shape [1, 4, 4, 4]");
    }

    @Test
    void theImageIsNotShuffled() {
        graph = new GraphBuilder("net", "x");
        reshape("split", 1, 1, 1, 6, 6).accept(graph);
        conv(Map.of());
        refused(
                closed(SmallGraphs::nothing),
                "node split (Reshape) shuffles the channels of the image",
                "put the shuffle after the first layer, or order the data");
    }

    @Test
    void scoresAreNotShuffled() {
        refused(
                after(reshape("map", 1, 3, 1, 1)
                        .andThen(reshape("split", 1, 3, 1, 1, 1))
                        .andThen(swap(0, 2, 1, 3, 4))
                        .andThen(reshape("it", 1, 3, 1, 1))),
                "the graph ends in no layer of one score per class");
    }
}
