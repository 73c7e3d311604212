// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.importer.QonnxImport;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.ModelWriter;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.Window;
import dev.bnn.runtime.BnnModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Graphs of the forms that training tools export: constants after transposes, a norm of the whole output, scales at the input.
 * Their numbers are exact in float32, so onnxruntime and the imported network order scores alike.
 */
class BrevitasShapeTest {
    private static final String QONNX = "qonnx.custom_op.general";

    @TempDir
    Path dir;

    private final Random random = new Random(11);
    private GraphBuilder graph;
    private int width;

    @Test
    void aPerceptronWithTransposedWeightsAndANormOfItsOutput() throws Exception {
        begin();
        String image = graph.value();
        graph.add("shape", "Shape", Map.of());
        graph.add("batch", "Gather", Map.of(), graph.constant(Tensor.longs("first.x", new long[] {0})));
        graph.add("list", "Unsqueeze", Map.of(), graph.constant(Tensor.longs("axis.x", new long[] {0}, 1)));
        Map<String, Attribute> axis = GraphBuilder.attributes("axis", new Attribute.Int(0));
        graph.add("to", "Concat", axis, graph.constant(Tensor.longs("rest.x", new long[] {-1}, 1)));
        graph.node("reshape", "", "Reshape", Map.of(), List.of(image, "to"));
        graph.add("twice", "Mul", Map.of(), graph.scalar("two.x", 2));
        graph.add("less", "Sub", Map.of(), graph.scalar("one.x", 1));
        graph.add("bits", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit.x", 1));
        width = 3 * 4 * 5;
        dense("a", 9, "Transpose");
        norm("a.bn");
        graph.add("a.sign", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit.x", 1));
        dense("b", 4, "Gemm");
        graph.add("mean", "Sub", Map.of(), graph.scalar("mean.x", 0.5f));
        divideByRoot("scale", 16);
        graph.add("shift", "Add", Map.of(), graph.scalar("shift.x", -3));
        // Bytes divided by 256 are exact in float32, and have the same signs as bytes divided by 255.
        Imported imported = sameClasses("0 .. 1", 256);
        assertThat(imported.text()).contains("input   3 x 4 x 5 uint8 scaled -1 .. 1", "  dense 9 weights bipolar");
        assertThat(imported.notes()).contains("the scale of the scores left out: it does not change their order");
    }

    @Test
    void convolutionsWithScalesBiasesAndPools() throws Exception {
        begin();
        graph.add("center", "Sub", Map.of(), graph.scalar("center.x", 128));
        conv("a", 3, 20, 3, 0.5f);
        norm("a.bn");
        graph.add("a.sign", QONNX, "BipolarQuant", Map.of(), graph.scalar("half.x", 0.5f));
        graph.add("a.pool", "MaxPool", GraphBuilder.windows(Window.square(2, 1), Padding.NONE));
        conv("b", 20, 24, 1, 0.5f);
        graph.add("b.bias", "Add", Map.of(), graph.constant(table("b.bias.x", 24, 1, 1)));
        norm("b.bn");
        graph.add("b.sign", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit.x", 1));
        graph.flatten("flat");
        width = 24 * 2;
        dense("c", 3, "Transpose");
        graph.add("c.scale", "Mul", Map.of(), graph.constant(Tensor.floats("c.scale.x", new float[] {1, -2, 0.5f}, 3)));
        sameClasses("0 .. 255", 1);
    }

    @Test
    void aConvolutionAtTheEndGivesAMapOfClasses() throws Exception {
        begin();
        conv("a", 3, 2, 3, 1);
        Imported imported =
                QonnxImport.convert(model(), QonnxImport.Options.named("net").range("0 .. 255"));
        assertThat(imported.text()).contains("output  map").contains("conv 2 kernel 3 weights bipolar");
    }

    @Test
    void oneThresholdAChannel() throws Exception {
        begin();
        conv("a", 3, 5, 3, 1);
        Model plain = finishWithThresholds(false);
        begin();
        random.setSeed(11);
        conv("a", 3, 5, 3, 1);
        Model thresholds = finishWithThresholds(true);
        BnnModel a = engine(
                QonnxImport.convert(plain, QonnxImport.Options.named("net").range("0 .. 255")));
        BnnModel b = engine(
                QonnxImport.convert(thresholds, QonnxImport.Options.named("net").range("0 .. 255")));
        for (byte[] image : images(20)) {
            assertThat(b.scores(image)).isEqualTo(a.scores(image));
        }
    }

    private Model finishWithThresholds(boolean multi) {
        float[] at = {3, -200, 40, 0, 700};
        if (multi) {
            Map<String, Attribute> bipolar =
                    GraphBuilder.attributes("out_scale", new Attribute.Float(2), "out_bias", new Attribute.Float(-1));
            graph.add("t", QONNX, "MultiThreshold", bipolar, graph.constant(Tensor.floats("t.x", at, 5, 1)));
        } else {
            graph.add("less", "Sub", Map.of(), graph.constant(Tensor.floats("t.x", at, 1, 5, 1, 1)));
            graph.add("t", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit.x", 1));
        }
        graph.flatten("flat");
        width = 5 * 2 * 3;
        dense("b", 4, "Gemm");
        return model();
    }

    @Test
    void whatCannotBeTakenIsNamed() {
        refused(
                "relu (Relu) cannot be imported; known are Add, AveragePool",
                () -> graph.add("relu", "Relu", Map.of()));
        for (int groups : new int[] {2, 3}) {
            String inGroups =
                    "conv (Conv) is in " + groups + " groups of its 3 channels, with weights of shape [4, 1, 1, 1]";
            refused(inGroups, () -> {
                Map<String, Attribute> grouped = GraphBuilder.attributes("group", new Attribute.Int(groups));
                graph.add("conv", "Conv", grouped, graph.constant(Tensor.floats("w.x", new float[4], 4, 1, 1, 1)));
            });
        }
        refused(
                "conv (Conv) has weights of several sizes in channel 0: 1.0 and 0.5; only weights -1 and +1",
                () -> graph.add(
                        "conv",
                        "Conv",
                        Map.of(),
                        graph.constant(Tensor.floats("w.x", new float[] {1, -1, 0.5f}, 1, 3, 1, 1))));
        refused("bits (Quant) quantizes to several bits", () -> {
            conv("a", 3, 2, 3, 1);
            graph.add(
                    "bits", QONNX, "Quant", quantizer(), graph.scalar("unit.x", 1), zero(), graph.scalar("four.x", 4));
        });
        refused("left (Mul) and 1 more read image, which is not quantized", () -> {
            String start = graph.value();
            String left = graph.add("left", "Mul", Map.of(), graph.scalar("unit.x", 1));
            graph.node("right", "", "Add", Map.of(), List.of(left, start));
        });
        refused("a.quant (Quant) makes weights of 9 bits; weights can be imported as signed integers of 2 to 8", () -> {
            String start = graph.value();
            graph.node(
                    "a.quant",
                    QONNX,
                    "Quant",
                    quantizer(),
                    List.of(
                            graph.constant(latent("a.w", 2, 3, 1, 1)),
                            graph.scalar("unit.x", 1),
                            zero(),
                            graph.scalar("nine.x", 9)));
            graph.node("a", "", "Conv", Map.of(), List.of(start, "a.quant"));
        });
        refused("second (Conv) reads values of many bits; put a BipolarQuant before it", () -> {
            conv("first", 3, 2, 3, 1);
            conv("second", 2, 2, 1, 1);
        });
        refused("the graph ends in no layer of one score per class", () -> {
            conv("a", 3, 2, 3, 1);
            graph.add("a.sign", QONNX, "BipolarQuant", Map.of(), graph.scalar("unit.x", 1));
        });
        refused(
                "pool (MaxPool) is padded by 2; windows at the border would see nothing but padding",
                () -> graph.add("pool", "MaxPool", GraphBuilder.windows(Window.square(2, 2), new Padding(2, 0))));
        refused("conv (Conv) of kernel 3 x 3 is padded by 3", () -> {
            graph.node(
                    "conv",
                    "",
                    "Conv",
                    GraphBuilder.windows(Window.square(3, 1), new Padding(3, 0)),
                    List.of(graph.value(), graph.constant(signs("w.x", 1, 2, 3, 3, 3))));
        });
        refused(
                "a.bn (BatchNormalization) has a scale of NaN in channel 0; the training of the model has diverged",
                () -> {
                    graph.flatten("flat");
                    width = 60;
                    dense("a", 2, "Gemm");
                    graph.add("a.bn", "BatchNormalization", Map.of(), nan("g.x"), nan("b.x"), nan("m.x"), nan("v.x"));
                });
    }

    private static Map<String, Attribute> quantizer() {
        return GraphBuilder.attributes("narrow", new Attribute.Int(1), "signed", new Attribute.Int(1));
    }

    private String zero() {
        return graph.scalar("zero.x", 0);
    }

    private String nan(String name) {
        return graph.constant(Tensor.floats(name, new float[] {Float.NaN, 1}, 2));
    }

    @Test
    void aFileThatIsNoModelIsNamed() throws Exception {
        Path file = dir.resolve("notes.onnx");
        Files.writeString(file, "not a model");
        assertThatThrownBy(() -> QonnxImport.read(file, QonnxImport.Options.named("net")))
                .hasMessageContaining("notes.onnx: not a usable .onnx file: ");
    }

    private void refused(String message, Runnable nodes) {
        refused(message, nodes, message);
    }

    private void refused(String as, Runnable nodes, String message) {
        begin();
        nodes.run();
        assertThatThrownBy(() -> QonnxImport.convert(
                        model(), QonnxImport.Options.named("net").range("")))
                .as(as)
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining(message);
    }

    private void begin() {
        graph = new GraphBuilder("net", "image");
    }

    /** Like Brevitas' norm of the output, for which the graph itself computes the constants. */
    private void divideByRoot(String name, float variance) {
        String value = graph.value();
        List<String> of = List.of(graph.scalar(name + ".variance", variance), graph.scalar(name + ".half", 0.5f));
        String root = graph.node(name + ".root", "", "Pow", Map.of(), of);
        graph.node(name, "", "Div", Map.of(), List.of(value, root));
    }

    private void dense(String name, int units, String how) {
        String value = graph.value();
        boolean gemm = how.equals("Gemm");
        Tensor latent = latent(name + ".w", units, width);
        graph.node(
                name + ".quant",
                QONNX,
                "BipolarQuant",
                Map.of(),
                List.of(graph.constant(latent), graph.scalar("unit.x", 1)));
        if (gemm) {
            Map<String, Attribute> transposed = GraphBuilder.attributes("transB", new Attribute.Int(1));
            graph.node(name, "", "Gemm", transposed, List.of(value, name + ".quant"));
        } else {
            Map<String, Attribute> perm = GraphBuilder.attributes("perm", Attribute.ints(1, 0));
            graph.node(name + ".transposed", "", "Transpose", perm, List.of(name + ".quant"));
            graph.node(name, "", "MatMul", Map.of(), List.of(value, name + ".transposed"));
        }
        width = units;
    }

    private void conv(String name, int in, int out, int kernel, float scale) {
        String value = graph.value();
        graph.node(
                name + ".quant",
                QONNX,
                "BipolarQuant",
                Map.of(),
                List.of(
                        graph.constant(latent(name + ".w", out, in, kernel, kernel)),
                        graph.scalar(name + ".scale", scale)));
        graph.node(
                name,
                "",
                "Conv",
                GraphBuilder.windows(Window.square(kernel, 1), Padding.NONE),
                List.of(value, name + ".quant"));
        width = out;
    }

    private void norm(String name) {
        String[] tables = new String[4];
        for (int i = 0; i < 4; i++) {
            float[] values = new float[width];
            for (int c = 0; c < width; c++) {
                values[c] = i == 3 ? 0.25f : (random.nextInt(9) - 4) * 0.5f;
            }
            tables[i] = graph.constant(Tensor.floats(name + "." + i, values, width));
        }
        graph.add(name, "BatchNormalization", GraphBuilder.attributes("epsilon", new Attribute.Float(0)), tables);
    }

    private Tensor table(String name, long... dims) {
        float[] values = new float[(int) dims[0]];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(9) - 4;
        }
        return Tensor.floats(name, values, dims);
    }

    private Tensor latent(String name, long... dims) {
        Tensor signs = signs(name, 1, dims);
        float[] values = signs.floats();
        float[] latent = new float[values.length];
        for (int i = 0; i < latent.length; i++) {
            latent[i] = i % 13 == 0 ? 0 : values[i] * random.nextFloat();
        }
        return Tensor.floats(name, latent, dims);
    }

    private Tensor signs(String name, float size, long... dims) {
        int n = 1;
        for (long d : dims) {
            n *= (int) d;
        }
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextBoolean() ? size : -size;
        }
        return Tensor.floats(name, values, dims);
    }

    private Model model() {
        Model.Value input =
                new Model.Value("image", Tensor.FLOAT, GraphBuilder.dims(Model.Dim.of(1), new Shape(3, 4, 5)));
        Model.Value output =
                new Model.Value(graph.value(), Tensor.FLOAT, List.of(Model.Dim.of(1), Model.Dim.of(width)));
        return graph.build(input, output, Map.of(QONNX, 1L), Map.of(), Map.of());
    }

    /** Compares the graph in onnxruntime, on bytes divided by a divisor, with the imported network on the bytes. */
    private Imported sameClasses(String range, int divisor) throws Exception {
        Model model = model();
        Imported imported =
                QonnxImport.convert(model, QonnxImport.Options.named("net").range(range));
        BnnModel engine = engine(imported);
        Path file = dir.resolve("plain.onnx");
        ModelWriter.write(file, PlainOps.of(divided(model, divisor)));
        try (OrtModel ort = new OrtModel(file, new Shape(3, 4, 5))) {
            Set<String> different = new HashSet<>();
            for (byte[] image : images(50)) {
                QonnxTest.sameOrder("image", ort.floatScores(List.of(image))[0], engine.scores(image));
                different.add(Arrays.toString(engine.scores(image)));
            }
            assertThat(different).as("scores that differ from image to image").hasSizeGreaterThan(10);
        }
        return imported;
    }

    private static Model divided(Model model, int divisor) {
        if (divisor == 1) {
            return model;
        }
        List<Model.Node> nodes = new ArrayList<>();
        nodes.add(new Model.Node("unit", "", "Div", List.of("image", "unit.by"), List.of("unit"), Map.of()));
        for (Model.Node n : model.graph().nodes()) {
            List<String> inputs =
                    n.inputs().stream().map(i -> i.equals("image") ? "unit" : i).toList();
            nodes.add(new Model.Node(n.name(), n.domain(), n.op(), inputs, n.outputs(), n.attributes()));
        }
        List<Tensor> constants = new ArrayList<>(model.graph().initializers());
        constants.add(Tensor.floats("unit.by", new float[] {divisor}));
        Model.Graph g = model.graph();
        return new Model(
                new Model.Graph(g.name(), nodes, constants, g.inputs(), g.outputs(), Map.of()),
                model.opsets(),
                model.producer(),
                model.metadata());
    }

    private static BnnModel engine(Imported imported) {
        return OnnxExportTest.lower(imported.network(), imported.parameters()).model();
    }

    private List<byte[]> images(int count) {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] image = new byte[60];
            random.nextBytes(image);
            images.add(image);
        }
        return images;
    }
}
