// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Maps with their channels last, as in Keras, and operations that move axes. */
class ImportAxesTest extends SmallGraphs {
    private static final long[] FIRST = {0, 3, 1, 2};
    private static final long[] LAST = {0, 2, 3, 1};

    /** Extents of the image: 6 rows of 5 pixels of 3 channels, channels last. */
    private List<Long> image;

    @BeforeEach
    void begin() {
        graph = new GraphBuilder("net", "x");
        image = List.of(1L, 6L, 5L, 3L);
    }

    private void transpose(long... perm) {
        graph.add("turn", "Transpose", Map.of("perm", Attribute.ints(perm)));
    }

    private void convolve() {
        String value = graph.value();
        graph.node("conv", "", "Conv", Map.of(), List.of(value, graph.constant(signs("w1", 4, 3, 3, 3))));
    }

    private void sign() {
        graph.add("sign", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit", 1));
    }

    private Model scores(int inputs) {
        String value = graph.value();
        graph.node("scores", "", "MatMul", Map.of(), List.of(value, graph.constant(signs("w2", inputs, 3))));
        List<Model.Dim> dims = image.stream().map(Model.Dim::of).toList();
        return graph.build(
                new Model.Value("x", Tensor.FLOAT, dims),
                new Model.Value(graph.value(), Tensor.FLOAT, List.of()),
                Map.of(QONNX, 1L),
                Map.of(),
                Map.of("input_range", "0 .. 255"));
    }

    /** The signs of a convolution, channels last. */
    private void map() {
        transpose(FIRST);
        convolve();
        sign();
        transpose(LAST);
    }

    private Model end() {
        graph.flatten("flat");
        return scores(4 * 4 * 3);
    }

    @Test
    void theImageHasItsChannelsLast() throws Exception {
        map();
        Imported imported = imports(end());
        assertThat(imported.text()).contains("input   3 x 6 x 5 uint8", "conv 4 kernel 3 weights bipolar; sign");
        assertThat(imported.notes()).isEmpty();
        // A vector made from a map [H, W, C] already has the order of this project.
        assertThat(imported.parameters().values("dense1", "weight")).startsWith(column(0));
        begin();
        transpose(FIRST);
        convolve();
        sign();
        Imported first = imports(end());
        float[] chw = column(0);
        float[] hwc = new float[chw.length];
        for (int i = 0; i < chw.length; i++) {
            hwc[i % 12 * 4 + i / 12] = chw[i];
        }
        assertThat(first.parameters().values("dense1", "weight")).startsWith(hwc);
    }

    private static float[] column(int at) {
        float[] all = signs("w2", 48, 3).floats();
        float[] column = new float[48];
        for (int i = 0; i < column.length; i++) {
            column[i] = all[3 * i + at];
        }
        return column;
    }

    @Test
    void whereNoNodeTellsTheExtentsDo() throws Exception {
        image = List.of(1L, 28L, 28L, 1L);
        graph.flatten("flat");
        Imported imported = imports(scores(784));
        assertThat(imported.network().input().shape()).isEqualTo(new Shape(1, 28, 28));
        assertThat(imported.notes()).containsExactly("the input is taken to be N x height x width x channels");
        begin();
        image = List.of(1L, 1L, 28L, 28L);
        graph.flatten("flat");
        assertThat(imports(scores(784)).notes()).isEmpty();
    }

    @Test
    void constantsAreByTheAxisOfTheChannels() throws Exception {
        for (long[] dims : new long[][] {{4}, {1, 1, 4}, {1, 1, 1, 4}, {1, 1, 1}, {}}) {
            begin();
            transpose(FIRST);
            convolve();
            transpose(LAST);
            add("Add", dims).accept(graph);
            sign();
            imports(end());
        }
        begin();
        transpose(FIRST);
        convolve();
        transpose(LAST);
        add("Add", 4, 1, 1).accept(graph);
        sign();
        refused(
                end(),
                "node it (Add) has a constant of shape [4, 1, 1], which does not broadcast to the channels of [1, 4, 3, 4];"
                        + " it must be one number, or one per channel: [C]");
    }

    @Test
    void thresholdsSayTheirLayout() throws Exception {
        for (String layout : List.of("NHWC", "NCHW")) {
            begin();
            transpose(FIRST);
            convolve();
            transpose(LAST);
            Map<String, Attribute> bipolar = GraphBuilder.attributes(
                    "out_scale",
                    new Attribute.Float(2),
                    "out_bias",
                    new Attribute.Float(-1),
                    "data_layout",
                    new Attribute.Text(layout));
            graph.add("cut", QONNX, "MultiThreshold", bipolar, graph.constant(Tensor.floats("t", new float[4], 4, 1)));
            if (layout.equals("NHWC")) {
                imports(end());
            } else {
                refused(end(), "node cut (MultiThreshold) data_layout is NCHW; the axes of the map are NHWC");
            }
        }
    }

    @Test
    void whatReadsChannelsFirstSaysSo() {
        for (String op : List.of("MaxPool", "AveragePool", "GlobalMaxPool", "GlobalAveragePool")) {
            begin();
            map();
            graph.add(
                    "pool",
                    op,
                    op.startsWith("G") ? Map.of() : GraphBuilder.windows(Window.square(1, 1), Padding.NONE));
            refused(
                    end(),
                    "node pool (" + op + ") reads a map with the axes N, H, W, C; put a Transpose to N, C, H, W");
        }
        begin();
        map();
        graph.node("second", "", "Conv", Map.of(), List.of(graph.value(), graph.constant(signs("w3", 4, 4, 1, 1))));
        refused(end(), "node second (Conv) reads a map with the axes N, H, W, C");
        begin();
        transpose(FIRST);
        convolve();
        transpose(LAST);
        String ones = graph.constant(Tensor.floats("ones", new float[] {1, 1, 1, 1}, 4));
        graph.add("norm", "BatchNormalization", Map.of(), ones, ones, ones, ones);
        sign();
        refused(end(), "node norm (BatchNormalization) reads a map with the axes N, H, W, C");
    }

    @Test
    void theBatchStaysWhereItIs() {
        map();
        transpose(1, 0, 2, 3);
        refused(
                end(),
                "node turn__ (Transpose) has the perm [1, 0, 2, 3] on a value of shape [1, 4, 3, 4]; the axes of a map can"
                        + " be transposed, without the batch");
        begin();
        map();
        graph.add("reverse", "Transpose", Map.of());
        refused(end(), "node reverse (Transpose) has the perm of axes in reverse on a value of shape [1, 4, 3, 4]");
        begin();
        map();
        graph.flatten("flat");
        transpose(1, 0);
        refused(scores(48), "node turn__ (Transpose) has the perm [1, 0] on a value of shape [1, 48]");
    }

    @Test
    void paddingIsByRowsAndColumns() throws Exception {
        for (int axis = 0; axis < 4; axis++) {
            begin();
            long[] pads = new long[8];
            pads[axis] = 1;
            graph.add("pad", "Pad", Map.of(), graph.constant(Tensor.longs("pads", pads, 8)));
            transpose(FIRST);
            convolve();
            sign();
            graph.add("pool", "GlobalMaxPool", Map.of());
            graph.flatten("flat");
            Model model = scores(4);
            if (axis == 1 || axis == 2) {
                assertThat(imports(model).text())
                        .contains(
                                axis == 1
                                        ? "padding top 1 bottom 0 left 0 right 0 of 0"
                                        : "padding top 0 bottom 0 left 1 right 0 of 0");
            } else {
                refused(model, "node pad (Pad) does not pad the four sides of a map");
            }
        }
    }

    @Test
    void aSqueezeTakesOutOnePixel() throws Exception {
        transpose(FIRST);
        convolve();
        sign();
        String axes = graph.constant(Tensor.longs("axes", new long[] {2, 3}, 2));
        graph.add("thin", "Squeeze", Map.of(), axes);
        refused(scores(48), "node thin (Squeeze) takes out the axes [2, 3] of a value of shape [1, 4, 4, 3]");
        begin();
        map();
        transpose(FIRST);
        graph.add("pool", "GlobalMaxPool", Map.of());
        transpose(LAST);
        graph.add("thin", "Squeeze", Map.of(), graph.constant(Tensor.longs("axes", new long[] {1, 2}, 2)));
        assertThat(imports(scores(4)).text()).contains("sign; maxpool 4 x 3\n  dense 3");
        begin();
        map();
        transpose(FIRST);
        graph.add("pool", "GlobalMaxPool", Map.of());
        graph.add("thin", "Squeeze", Map.of());
        refused(scores(4), "node thin (Squeeze) takes out the axes of extent 1 of a value of shape [1, 4, 1, 1]");
    }

    @Test
    void channelsThatAlternateAreNotJoined() {
        map();
        graph.flatten("flat");
        String flat = graph.value();
        transposedAgain();
        graph.node("both", "", "Concat", Map.of("axis", new Attribute.Int(1)), List.of(flat, graph.value()));
        refused(
                scores(96),
                "node both (Concat) joins vectors in which the channels alternate; join the maps before they are flattened");
    }

    /** The signs of a convolution of them, as a vector. */
    private void transposedAgain() {
        graph.goTo("turn_");
        transpose(FIRST);
        graph.node("again", "", "Conv", Map.of(), List.of(graph.value(), graph.constant(signs("w4", 4, 4, 1, 1))));
        sign();
        transpose(LAST);
        graph.flatten("flat2");
    }

    /** A sign is 0 at 0, so Larq adds a small number and takes the sign again. */
    @Test
    void aSignIsNoBitUntilItIsRaised() throws Exception {
        assertThat(imports(signed("0.1", "Sign")).text()).contains("conv 4 kernel 3 weights bipolar; sign\n");
        refused(signed("", ""), "node first (Sign) yields 0 for 0, which is no bit; add a number between 0 and 1");
        refused(signed("0.1", ""), "node first (Sign) yields 0 for 0, which is no bit");
        for (String number : List.of("1", "0", "-0.1")) {
            refused(signed(number, "Sign"), "node raise (Add) computes with a sign that is 0 at 0; add one number");
        }
    }

    @Test
    void operationsAreThoseOfTheOperatorSet() throws Exception {
        Model model = signed("0.1", "Sign");
        Map<String, Long> opsets = new LinkedHashMap<>(model.opsets());
        opsets.put("", 8L);
        refused(
                new Model(model.graph(), opsets, model.producer(), model.metadata()),
                "node first (Sign) is not an operation of operator set 8; the graph is not well formed");
    }

    private Model signed(String raise, String again) {
        begin();
        transpose(FIRST);
        convolve();
        graph.add("first", "Sign", Map.of());
        if (!raise.isEmpty()) {
            graph.add("raise", "Add", Map.of(), graph.scalar("by", Float.parseFloat(raise)));
        }
        if (!again.isEmpty()) {
            graph.add("second", again, Map.of());
        }
        return end();
    }
}
