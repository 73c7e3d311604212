// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.importer.QonnxImport;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Padding;
import dev.bnn.model.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One operation or attribute at a time: the import accepts it, or refuses it and names node, operation and attribute. */
class ImportCasesTest extends SmallGraphs {
    /**
     * One number per column, row, image or pixel is not one number per channel, even if there are as many columns as channels.
     */
    @ParameterizedTest
    @CsvSource({
        "Add, 4",
        "Mul, 4",
        "Sub, 1x4",
        "Div, 1x1x4x1",
        "Add, 1x1x1x4",
        "Add, 4x4",
        "Mul, 4x4x4",
        "Add, 4x1x1x1",
        "Add, 1x1x4x1x1"
    })
    void aConstantThatDoesNotBroadcastToChannelsIsRefused(String op, String shape) {
        long[] dims = Arrays.stream(shape.split("x")).mapToLong(Long::parseLong).toArray();
        refused(
                between(add(op, dims)),
                "node it (" + op + ") has a constant of shape " + Arrays.toString(dims),
                "which does not broadcast to the channels of [1, 4, 4, 4]; it must be one number, or one per channel: [C, 1, 1]");
    }

    @Test
    void aConstantOfChannelsIsTaken() throws Exception {
        for (long[] dims : new long[][] {{}, {1}, {1, 1, 1, 1}, {4, 1, 1}, {1, 4, 1, 1}}) {
            imports(between(add("Add", dims)));
        }
        for (long[] dims : new long[][] {{}, {1}, {1, 1}, {3}, {1, 3}}) {
            imports(network(SmallGraphs::nothing, SmallGraphs::nothing, add("Add", dims)));
        }
        refused(
                network(SmallGraphs::nothing, SmallGraphs::nothing, add("Add", 3, 1)),
                "node it (Add) has a constant of shape [3, 1], which does not broadcast to the channels of [1, 3]");
    }

    @Test
    void paddingIsWhatItSays() throws Exception {
        graph = new GraphBuilder("net", "x");
        conv(Map.of("auto_pad", new Attribute.Text("SAME_UPPER")));
        assertThat(imports(closed()).text()).contains("conv 4 kernel 3 padding same 0");
        graph = new GraphBuilder("net", "x");
        conv(GraphBuilder.attributes("auto_pad", new Attribute.Text("SAME_LOWER"), "strides", Attribute.ints(2, 2)));
        assertThat(imports(closed()).text())
                .contains("conv 4 kernel 3 stride 2 padding top 1 bottom 0 left 1 right 0 of 0");
        graph = new GraphBuilder("net", "x");
        conv(GraphBuilder.attributes(
                "pads",
                Attribute.ints(1, 2, 1, 2),
                "strides",
                Attribute.ints(1, 2),
                "dilations",
                Attribute.ints(1, 2)));
        assertThat(imports(closed()).text()).contains("conv 4 kernel 3 stride 1 x 2 dilation 1 x 2 padding 1 x 2 of 0");
        graph = new GraphBuilder("net", "x");
        conv(GraphBuilder.attributes("pads", Attribute.ints(0, 0, 3, 0)));
        refused(
                closed(),
                "node conv (Conv) of kernel 3 x 3 is padded by top 0 bottom 3 left 0 right 0",
                "windows at the border would see nothing but padding; pad by less than the kernel spans");
        for (String mode : List.of("reflect", "edge", "wrap")) {
            graph = new GraphBuilder("net", "x");
            String pads = graph.constant(Tensor.longs("pads", new long[] {0, 0, 1, 1, 0, 0, 1, 1}, 8));
            graph.add("pad", "Pad", Map.of("mode", new Attribute.Text(mode)), pads);
            conv(Map.of());
            refused(closed(), "node pad (Pad) mode is " + mode + "; only `constant` can be imported");
        }
    }

    /** A dilated kernel spans more rows, and the padding grows with the span. */
    @Test
    void paddingBesideDilationsIsThatOfTheSpan() throws Exception {
        Map<String, Attribute> dilated = GraphBuilder.attributes(
                "auto_pad", new Attribute.Text("SAME_UPPER"), "dilations", Attribute.ints(2, 1));
        graph = new GraphBuilder("net", "x");
        conv(dilated);
        assertThat(imports(closed()).text()).contains("conv 4 kernel 3 dilation 2 x 1 padding same 0");
        graph = new GraphBuilder("net", "x");
        conv(GraphBuilder.attributes(
                "auto_pad",
                new Attribute.Text("SAME_LOWER"),
                "dilations",
                Attribute.ints(2, 1),
                "strides",
                Attribute.ints(2, 2)));
        assertThat(imports(closed()).text())
                .contains("conv 4 kernel 3 stride 2 dilation 2 x 1 padding top 2 bottom 1 left 1 right 0 of 0");
    }

    /** 4 x 4 pixels hold two windows of 2 in each direction, but one window of 3 and part of another. */
    @Test
    void aPoolWithCeilModeTakesPartsOfWindows() throws Exception {
        assertThat(imports(pooled("MaxPool", 2, 0)).text()).contains("sign; maxpool 2\n");
        assertThat(imports(pooled("MaxPool", 3, 0)).text())
                .contains("sign; maxpool 3 padding top 0 bottom 2 left 0 right 2\n");
        refused(
                pooled("AveragePool", 3, 0),
                "node pool (AveragePool) ceil_mode is 1 on 4 x 4 x 4, whose last windows are cut off; average with ceil_mode"
                        + " 0 and without pads, or such that windows of 3 x 3 fill the map");
    }

    /**
     * On 4 rows with 1 row of padding above and 2 below, windows of 3 end at the sixth row; another window would begin at the
     * last row of padding.
     */
    @Test
    void aWindowOnPaddingAloneIsRefused() throws Exception {
        refused(
                pooled("MaxPool", 3, 2),
                "node pool (MaxPool) ceil_mode is 1 on 4 x 4 x 4 and pads are such that a last window lies on padding alone;"
                        + " tools differ on whether it counts: pad less below or on the right, or pool with ceil_mode 0");
    }

    /** The formula of the standard for VALID has no such windows, and tools that use the one of explicit pads do. */
    @Test
    void aCutWindowOfAValidPoolIsRefused() throws Exception {
        Attribute valid = new Attribute.Text("VALID");
        assertThat(imports(pooled("MaxPool", 2, Map.of("auto_pad", valid))).text())
                .contains("sign; maxpool 2\n");
        refused(
                pooled("MaxPool", 3, Map.of("auto_pad", valid)),
                "node pool (MaxPool) ceil_mode is 1 and auto_pad is VALID on 4 x 4 x 4, whose last windows are cut off;"
                        + " tools differ on whether they count: leave auto_pad out, or pool with ceil_mode 0");
    }

    private Model pooled(String operation, int size, int below) {
        return pooled(operation, size, below > 0 ? Map.of("pads", Attribute.ints(1, 1, below, below)) : Map.of());
    }

    private Model pooled(String operation, int size, Map<String, Attribute> padding) {
        graph = new GraphBuilder("net", "x");
        conv(Map.of());
        graph.add("sign", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit", 1));
        Map<String, Attribute> pool = GraphBuilder.attributes(
                "kernel_shape",
                Attribute.ints(size, size),
                "strides",
                Attribute.ints(size, size),
                "ceil_mode",
                new Attribute.Int(1));
        pool.putAll(padding);
        if (operation.equals("MaxPool")) {
            pool.put("storage_order", new Attribute.Int(1));
        }
        graph.add("pool", operation, pool);
        graph.flatten("flat");
        graph.add("dense", "MatMul", Map.of(), graph.constant(signs("w2", CHANNELS * 4, 3)));
        return model();
    }

    @Test
    void aGemmScalesItsProductAndItsBias() throws Exception {
        graph = new GraphBuilder("net", "x");
        conv(Map.of());
        graph.add("sign", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit", 1));
        graph.flatten("flat");
        Map<String, Attribute> factors =
                GraphBuilder.attributes("alpha", new Attribute.Float(0.5f), "beta", new Attribute.Float(-2));
        String bias = graph.constant(Tensor.floats("bias", new float[] {1, 2, 3}, 3));
        graph.add("dense", "Gemm", factors, graph.constant(signs("w2", CHANNELS * 16, 3)), bias);
        Imported imported = imports(model());
        assertThat(imported.parameters().values("batchnorm1", "gamma")).containsExactly(0.5f, 0.5f, 0.5f);
        assertThat(imported.parameters().values("batchnorm1", "beta")).containsExactly(-2, -4, -6);
    }

    private Model closed() {
        graph.add("pool", "GlobalMaxPool", Map.of());
        graph.add("sign", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit", 1));
        graph.flatten("flat");
        String value = graph.value();
        graph.node("dense", "", "MatMul", Map.of(), List.of(value, graph.constant(signs("w2", CHANNELS, 3))));
        return model();
    }

    @Test
    void aQuantizerOfTheImageIsLeftOutWhereItChangesNothing() throws Exception {
        assertThat(imports(quantized(8, 0, 1)).notes()).isEmpty();
        refused(
                quantized(2, 1, 1),
                "node quant (Quant) moves values of the image by up to 254, where bytes are 1.00 apart");
        refused(quantized(8, 1, 1), "moves values of the image by up to 128");
        refused(quantized(7, 0, 2), "moves values of the image by up to 1.00");
        Model fine = quantized(8, 0, 0.99f);
        refused(fine, "moves values of the image by up to 2.55");
        Model fraction = quantized(9, 0, 0.75f);
        refused(fraction, "by up to 0.250, where bytes are 1.00 apart", "-Dbnn.approximate=true");
        QonnxImport.Options approximate = QonnxImport.Options.named("net").approximate(true);
        assertThat(QonnxImport.convert(fraction, approximate).notes())
                .containsExactly(
                        "the quantizer quant of the image is left out: it moves values of the image by up to 0.250,"
                                + " where bytes are 1.00 apart, so scores differ a little");
        assertThatThrownBy(() -> QonnxImport.convert(quantized(2, 1, 1), approximate))
                .hasMessageContaining("moves values of the image by up to 254");
    }

    private Model quantized(int bits, int signed, float scale) {
        return network(
                g -> g.add(
                        "quant",
                        QONNX,
                        "Quant",
                        GraphBuilder.attributes("narrow", new Attribute.Int(0), "signed", new Attribute.Int(signed)),
                        g.scalar("scale", scale),
                        g.scalar("zero", 0),
                        g.scalar("bits", bits)),
                SmallGraphs::nothing,
                SmallGraphs::nothing);
    }

    @Test
    void whatBeginsAfterTheNormalizationIsFoldedIntoIt() throws Exception {
        Consumer<GraphBuilder> norm = g -> g.add(
                "norm",
                "BatchNormalization",
                GraphBuilder.attributes("epsilon", new Attribute.Float(0)),
                g.constant(Tensor.floats("gamma", new float[] {1, -1, 2, 0.5f}, 4)),
                g.constant(Tensor.floats("beta", new float[] {1, 5, 3, -1}, 4)),
                g.constant(Tensor.floats("mean", new float[4], 4)),
                g.constant(Tensor.floats("variance", new float[] {1, 1, 1, 1}, 4)));
        float[] factors = {2, -1, 1, 0};
        Imported folded = imports(between(
                norm.andThen(g -> g.add("scale", "Mul", Map.of(), g.constant(Tensor.floats("by", factors, 4, 1, 1))))));
        assertThat(folded.parameters().values("batchnorm1", "gamma")).containsExactly(2, 1, 2, 0);
        assertThat(folded.parameters().values("batchnorm1", "beta")).containsExactly(2, -5, 3, 0);
        Imported zero = imports(between(norm.andThen(add("Mul"))));
        assertThat(zero.parameters().values("batchnorm1", "beta")).containsExactly(0, 0, 0, 0);
        Imported kept = imports(between(norm.andThen(g -> g.add("half", "Mul", Map.of(), g.scalar("h", 0.5f)))));
        assertThat(kept.parameters().values("batchnorm1", "beta")).containsExactly(1, 5, 3, -1);
        assertThat(kept.notes()).isEmpty();
    }

    /** The maximum of negated values is not the negated maximum. */
    @Test
    void aNegationAndAMaximumKeepTheirOrder() throws Exception {
        Consumer<GraphBuilder> negate = g -> g.add("negate", "Mul", Map.of(), g.scalar("minus", -1));
        Consumer<GraphBuilder> pool =
                g -> g.add("pool", "MaxPool", GraphBuilder.windows(Window.square(1, 1), Padding.NONE));
        Consumer<GraphBuilder> norm = g -> g.add(
                "norm",
                "BatchNormalization",
                Map.of(),
                g.constant(Tensor.floats("one", new float[] {1, 1, 1, 1}, 4)),
                g.constant(Tensor.floats("zero", new float[4], 4)),
                "zero",
                "one");
        assertThat(imports(between(negate.andThen(pool))).text()).contains("bipolar; batchnorm eps 0; maxpool 1; sign");
        assertThat(imports(between(pool.andThen(negate))).text()).contains("bipolar; maxpool 1; batchnorm eps 0; sign");
        Imported folded = imports(between(norm.andThen(negate).andThen(pool)));
        assertThat(folded.parameters().values("batchnorm1", "gamma")).containsExactly(-1, -1, -1, -1);
        refused(
                between(norm.andThen(pool).andThen(negate)),
                "node sign (BipolarQuant) reads largest values that have been multiplied by a number below 0");
    }

    /**
     * With one scale per channel, the sums have a scale per channel. It goes into the batch normalization like a single scale.
     */
    @Test
    void scalesByChannelAreThoseOfTheSums() throws Exception {
        float[] scales = {0.5f, 2, 0.25f, 1};
        for (String how : List.of("BipolarQuant", "Quant", "Mul", "Div")) {
            Imported imported = imports(scaled(how, scales, 4, 1, 1, 1));
            assertThat(imported.text()).contains(how.equals("Quant") ? "weights int4; b" : "weights bipolar; b");
            assertThat(imported.parameters().values("batchnorm1", "gamma"))
                    .containsExactly(how.equals("Div") ? new float[] {2, 0.5f, 4, 1} : scales);
        }
        // The weights take the sign of the scale, and a channel with scale 0 stays constant.
        Imported signs = imports(scaled("Mul", new float[] {1, -2, 0, 3}, 4, 1, 1, 1));
        assertThat(signs.parameters().values("batchnorm1", "gamma")).containsExactly(1, 2, 0, 3);
        float[] plain = imports(scaled("Mul", new float[] {1, 1, 1, 1}, 4, 1, 1, 1))
                .parameters()
                .values("conv1", "weight");
        float[] negated = signs.parameters().values("conv1", "weight");
        for (int i = 9; i < 18; i++) {
            assertThat(negated[i]).isEqualTo(-plain[i]);
        }
    }

    @Test
    void operationsOnConstantsAreRefusedOnTheImage() {
        refused(
                between(g -> g.add("root", "Sqrt", Map.of())),
                "node root (Sqrt) cannot become a layer; operations on values that depend on the image can be Add, AveragePool");
    }

    @Test
    void scalesAlongOtherAxesAreRefused() {
        refused(
                scaled("BipolarQuant", new float[] {1, 2, 3}, 1, 1, 3, 1),
                "node conv (Conv) has weights of several sizes in channel 0: -1.0 and -2.0; only weights");
        refused(
                scaled("Quant", new float[] {1, 2, 3}, 1, 1, 1, 3),
                "node conv (Conv) has weights of several scales in channel 0: 1.0 and 2.0; quantize by one scale, or"
                        + " by one per output channel");
        refused(
                scaled("Quant", new float[] {1, 2}, 2, 1, 1, 1),
                "node scale (Quant) has a scale of shape [2, 1, 1, 1] for weights of shape [4, 1, 3, 3]; it must be one"
                        + " number, or one per output channel");
        refused(scaled("Quant", new float[] {1, 0, 1, 1}, 4, 1, 1, 1), "node scale (Quant) has the scale 0.0");
        refused(scaled("Mul", new float[4], 4, 1, 1, 1), "node conv (Conv) has weights of 0.0");
    }

    /** A convolution whose weights have scales of the given shape, and a normalization that adds 1. */
    private Model scaled(String how, float[] scales, long... dims) {
        graph = new GraphBuilder("net", "x");
        String weights = graph.constant(signs("w1", CHANNELS, 1, 3, 3));
        String by = graph.constant(Tensor.floats("by", scales, dims));
        boolean standard = how.equals("Mul") || how.equals("Div");
        List<String> inputs = how.equals("Quant")
                ? List.of(weights, by, graph.scalar("zero", 0), graph.scalar("bits", 4))
                : List.of(weights, by);
        Map<String, Attribute> attributes = how.equals("Quant")
                ? GraphBuilder.attributes("narrow", new Attribute.Int(1), "signed", new Attribute.Int(1))
                : Map.of();
        String scaled = graph.node("scale", standard ? "" : QONNX, how, attributes, inputs);
        graph.node("conv", "", "Conv", Map.of(), List.of("x", scaled));
        String ones = graph.constant(Tensor.floats("ones", new float[] {1, 1, 1, 1}, 4));
        graph.add("norm", "BatchNormalization", Map.of(), ones, ones, ones, ones);
        return closed();
    }

    /** onnxruntime refuses such a ratio even though inference drops nothing. */
    @Test
    void aDropoutHasARatioBelowOne() throws Exception {
        imports(between(dropout(0)));
        imports(between(dropout(0.9f)));
        for (float ratio : new float[] {1, 67, -0.5f}) {
            refused(
                    between(dropout(ratio)),
                    "node it (Dropout) has the ratio " + ratio,
                    "a ratio is at least 0 and below 1");
        }
    }

    private static Consumer<GraphBuilder> dropout(float ratio) {
        return g -> g.add("it", "Dropout", Map.of(), g.scalar("ratio", ratio));
    }

    /** A bias is a float32 number itself; a product of two scales seldom is. */
    @Test
    void scalesThatRoundAreReported() throws Exception {
        Consumer<GraphBuilder> bias = g -> g.add("bias", "Add", Map.of(), g.scalar("b", 0.1f));
        Consumer<GraphBuilder> scales = g -> {
            g.add("first", "Mul", Map.of(), g.scalar("s1", 0.1f));
            g.add("second", "Mul", Map.of(), g.scalar("s2", 0.3f));
        };
        assertThat(imports(between(bias)).notes()).isEmpty();
        assertThat(imports(between(scales.andThen(bias))).notes())
                .containsExactly(
                        "the scale and bias before sign are a batch normalization; rounded to float32, they may move a"
                                + " threshold that is hit exactly");
    }

    @Test
    void nothingFollowsTheScores() throws Exception {
        Consumer<GraphBuilder> shares = g -> g.add("shares", "Softmax", Map.of("axis", new Attribute.Int(1)));
        Consumer<GraphBuilder> largest =
                g -> g.add("largest", "TopK", Map.of(), g.constant(Tensor.longs("k", new long[] {1}, 1)));
        assertThat(imports(after(shares.andThen(largest))).notes())
                .containsExactly(
                        "Softmax left out: it does not change the order of the scores",
                        "TopK left out: the scores are what it sorts");
        refused(
                after(shares.andThen(add("Mul"))),
                "node it (Mul) stands after Softmax, where the scores end; export the model up to there");
        refused(after(largest.andThen(add("Mul"))), "node it (Mul) stands after TopK");
        Consumer<GraphBuilder> smallest = g -> g.add(
                "it",
                "TopK",
                Map.of("largest", new Attribute.Int(0)),
                g.constant(Tensor.longs("k", new long[] {1}, 1)));
        refused(after(smallest), "node it (TopK) largest is 0; only 1 can be imported");
        refused(
                after(g -> g.add("it", "Softmax", Map.of("axis", new Attribute.Int(0)))),
                "node it (Softmax) axis is 0; only 1, that of the classes, can be imported");
        refused(between(shares), "node sign (BipolarQuant) stands after Softmax, where the scores end");
    }
}
