// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resizes that are imported as repeated pixels, and those that are not. */
class ImportRepeatsTest extends SmallGraphs {
    private static final Map<String, Attribute> CORNERS = GraphBuilder.attributes(
            "coordinate_transformation_mode", new Attribute.Text("asymmetric"),
            "nearest_mode", new Attribute.Text("floor"));

    /** After the sign, on its map of 4 x 4 pixels. */
    private Model afterSign(Consumer<GraphBuilder> nodes) {
        graph = new GraphBuilder("net", "x");
        conv(Map.of());
        graph.add("sign", QonnxExport.DOMAIN, "BipolarQuant", Map.of(), graph.scalar("unit", 1));
        return closed(nodes);
    }

    private Model closed(Consumer<GraphBuilder> nodes) {
        nodes.accept(graph);
        graph.add("pool", "GlobalMaxPool", Map.of());
        graph.flatten("flat");
        String value = graph.value();
        graph.node("dense", "", "MatMul", Map.of(), List.of(value, graph.constant(signs("w2", CHANNELS, 3))));
        return model();
    }

    private static Consumer<GraphBuilder> resize(Map<String, Attribute> attributes, float... scales) {
        return g -> g.add("it", "Resize", attributes, "", g.constant(Tensor.floats("scales", scales, scales.length)));
    }

    private static Consumer<GraphBuilder> resizeTo(long... sizes) {
        return g -> g.add("it", "Resize", CORNERS, "", "", g.constant(Tensor.longs("sizes", sizes, sizes.length)));
    }

    @Test
    void wholeFactorsAreUpsamples() throws Exception {
        assertThat(imports(afterSign(resize(CORNERS, 1, 1, 2, 2))).text()).contains("; sign; upsample 2; maxpool 8");
        assertThat(imports(afterSign(resize(Map.of(), 1, 1, 1, 3))).text()).contains("upsample 1 x 3; maxpool 4 x 12");
        assertThat(imports(afterSign(resizeTo(1, 4, 12, 4))).text()).contains("upsample 3 x 1; maxpool 12 x 4");
    }

    /** A Pad by 2 of 4 x 4 pixels yields 8 x 8, and a convolution of 5 x 5 makes 4 x 4 of them. */
    @Test
    void theShapeOfAPaddedMapHasItsPadding() throws Exception {
        Model model = afterSign(g -> {
            String pads = g.constant(Tensor.longs("pads", new long[] {0, 0, 2, 2, 0, 0, 2, 2}, 8));
            g.add("padded", "Pad", Map.of(), pads);
            String padded = g.value();
            g.add("wide", "Conv", Map.of(), g.constant(signs("w3", CHANNELS, CHANNELS, 5, 5)));
            g.add("bits", QonnxExport.DOMAIN, "BipolarQuant", Map.of(), g.scalar("one", 1));
            String bits = g.value();
            String sizes = g.node("sizes", "", "Shape", Map.of(), List.of(padded));
            g.node("it", "", "Resize", CORNERS, List.of(bits, "", "", sizes));
        });
        assertThat(imports(model).text()).contains("kernel 5 padding same 0", "; sign; upsample 2; maxpool 8");
    }

    @ParameterizedTest
    @CsvSource({
        "asymmetric,round_prefer_floor",
        "half_pixel,floor",
        "pytorch_half_pixel,floor",
    })
    void whatTakesOtherPixelsIsRefused(String places, String rounding) {
        Map<String, Attribute> attributes = GraphBuilder.attributes(
                "coordinate_transformation_mode", new Attribute.Text(places),
                "nearest_mode", new Attribute.Text(rounding));
        refused(
                afterSign(resize(attributes, 1, 1, 2, 2)),
                "node it (Resize) has the nearest_mode " + rounding + " with " + places,
                "only floor with asymmetric, or rounding with half_pixel, repeats pixels");
    }

    @Test
    void otherFactorsAreRefused() {
        String whole = "rows and columns can be repeated a whole number of times";
        refused(afterSign(resize(CORNERS, 1, 1, 1.5f, 2)), "has the scales [1.0, 1.0, 1.5, 2.0]", whole);
        refused(afterSign(resize(CORNERS, 1, 1, 0.5f, 0.5f)), "has the scales [1.0, 1.0, 0.5, 0.5]", whole);
        refused(afterSign(resize(CORNERS, 1, 2, 2, 2)), "has the scales [1.0, 2.0, 2.0, 2.0]", whole);
        refused(afterSign(resize(CORNERS, 2, 2)), "has the scales [2.0, 2.0]", whole);
        refused(afterSign(resizeTo(1, 4, 6, 8)), "has the scales [1.0, 1.0, 1.5, 2.0]", whole);
        refused(afterSign(resizeTo(1, 4, 8)), "has the scales [1.0, 1.0, 2.0]", whole);
        refused(afterSign(resizeTo(1, 4, 8, 8, 1)), "has the scales [1.0, 1.0, 2.0, 2.0, 0.0]", whole);
        refused(
                afterSign(resize(CORNERS, 1, 1, 65_536, 1)),
                "yields a map of 262144 x 4, which is too large to hold; repeat less often");
        refused(afterSign(resize(CORNERS, 1, 1, 4_096, 4_096)), "yields a map of 16384 x 16384");
        refused(
                afterSign(resize(Map.of("mode", new Attribute.Text("linear")), 1, 1, 2, 2)),
                "node it (Resize) mode is linear; only `nearest` can be imported");
        refused(
                afterSign(g -> g.add(
                        "it",
                        "Resize",
                        CORNERS,
                        "",
                        g.constant(Tensor.floats("scales", new float[] {1, 1, 2, 2}, 4)),
                        g.constant(Tensor.longs("sizes", new long[] {1, 4, 8, 8}, 4)))),
                "has scales and sizes");
    }

    @Test
    void sumsAndTheImageAreNotRepeated() {
        String place = "put it after the next quantizer: the values there are the same";
        refused(between(resize(CORNERS, 1, 1, 2, 2)), "node it (Resize) repeats values of many bits", place);
        graph = new GraphBuilder("net", "x");
        resize(CORNERS, 1, 1, 2, 2).accept(graph);
        conv(Map.of());
        refused(closed(SmallGraphs::nothing), "node it (Resize) repeats values of many bits", place);
    }

    @Test
    void vectorsHaveNoPixels() {
        graph = new GraphBuilder("net", "x");
        graph.flatten("flat");
        String value = graph.value();
        graph.node("dense", "", "MatMul", Map.of(), List.of(value, graph.constant(signs("w", 36, CHANNELS))));
        graph.add("sign", QonnxExport.DOMAIN, "BipolarQuant", Map.of(), graph.scalar("unit", 1));
        resize(CORNERS, 2, 2).accept(graph);
        refused(model(), "node it (Resize) repeats the values of a vector; repeat the pixels of maps");
    }
}
