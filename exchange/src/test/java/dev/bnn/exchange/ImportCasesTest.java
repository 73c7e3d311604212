package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.importer.QonnxImport;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.ModelWriter;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Network;
import dev.bnn.model.Shape;
import dev.bnn.testing.RandomNetworks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One thing at a time that a file may hold: taken for what it is, or refused by node, operation and attribute. */
class ImportCasesTest {
    private static final String QONNX = QonnxExport.DOMAIN;
    private static final Shape IMAGE = new Shape(1, 6, 6);
    private static final int CHANNELS = 4;

    @TempDir
    Path dir;

    private GraphBuilder graph;

    /** A network of a convolution of 4 channels on 4 x 4 pixels, and of a dense layer of 3 units. */
    private Model network(Consumer<GraphBuilder> before, Consumer<GraphBuilder> between, Consumer<GraphBuilder> after) {
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

    private void conv(Map<String, Attribute> attributes) {
        String value = graph.value();
        List<String> inputs = List.of(value, graph.constant(signs("w1", CHANNELS, 1, 3, 3)));
        graph.node("conv", "", "Conv", attributes, inputs);
    }

    private Model model() {
        Model.Value input = new Model.Value("x", Tensor.FLOAT, GraphBuilder.dims(Model.Dim.of(1), IMAGE));
        Model.Value output = new Model.Value(graph.value(), Tensor.FLOAT, List.of());
        return graph.build(input, output, Map.of(QONNX, 1L), Map.of(), Map.of("input_range", "0 .. 255"));
    }

    private static void nothing(GraphBuilder graph) {}

    private static Tensor signs(String name, long... dims) {
        int size = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = i * 7 % 5 < 2 ? -1 : 1;
        }
        return Tensor.floats(name, values, dims);
    }

    private static Imported imports(Model model) throws ExchangeException {
        return QonnxImport.convert(model, QonnxImport.Options.named("net"));
    }

    private static void refused(Model model, String... parts) {
        assertThatThrownBy(() -> imports(model))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContainingAll(parts);
    }

    private Model between(Consumer<GraphBuilder> nodes) {
        return network(ImportCasesTest::nothing, nodes, ImportCasesTest::nothing);
    }

    private static Consumer<GraphBuilder> add(String op, long... dims) {
        int size = (int) Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        return g -> g.add("it", op, Map.of(), g.constant(Tensor.floats("c", new float[size], dims)));
    }

    /** A number per column, row, image or pixel is none per channel, though there be as many columns as channels. */
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
            imports(network(ImportCasesTest::nothing, ImportCasesTest::nothing, add("Add", dims)));
        }
        refused(
                network(ImportCasesTest::nothing, ImportCasesTest::nothing, add("Add", 3, 1)),
                "node it (Add) has a constant of shape [3, 1], which does not broadcast to the channels of [1, 3]");
    }

    @Test
    void paddingIsWhatItSays() throws Exception {
        graph = new GraphBuilder("net", "x");
        conv(Map.of("auto_pad", new Attribute.Text("SAME_UPPER")));
        assertThat(imports(closed()).text()).contains("conv 4 kernel 3 padding same 0");
        graph = new GraphBuilder("net", "x");
        conv(GraphBuilder.attributes("auto_pad", new Attribute.Text("SAME_LOWER"), "strides", Attribute.ints(2, 2)));
        refused(closed(), "node conv (Conv) auto_pad SAME_LOWER adds 1 rows and 1 columns");
        for (String mode : List.of("reflect", "edge", "wrap")) {
            graph = new GraphBuilder("net", "x");
            String pads = graph.constant(Tensor.longs("pads", new long[] {0, 0, 1, 1, 0, 0, 1, 1}, 8));
            graph.add("pad", "Pad", Map.of("mode", new Attribute.Text(mode)), pads);
            conv(Map.of());
            refused(closed(), "node pad (Pad) mode is " + mode + "; only `constant` can be imported");
        }
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
                ImportCasesTest::nothing,
                ImportCasesTest::nothing);
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

    /** The largest of negated values is not the negated largest one. */
    @Test
    void aNegationAndAMaximumKeepTheirOrder() throws Exception {
        Consumer<GraphBuilder> negate = g -> g.add("negate", "Mul", Map.of(), g.scalar("minus", -1));
        Consumer<GraphBuilder> pool = g -> g.add("pool", "MaxPool", GraphBuilder.windows(1, 1, 0));
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
                "node sign (BipolarQuant) reads largest values that have been multiplied by a number that is not above 0");
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
        refused(between(shares), "the graph ends in no layer of one score per class");
    }

    /** The graph yields the scores and their places, or only these. */
    @Test
    void bothOutputsOfATopKAreItsOwn() throws Exception {
        Model scores = after(ImportCasesTest::nothing);
        Model.Graph g = scores.graph();
        List<Model.Node> nodes = new ArrayList<>(g.nodes());
        nodes.add(new Model.Node("top", "", "TopK", List.of("dense", "k"), List.of("values", "places"), Map.of()));
        List<Tensor> constants = new ArrayList<>(g.initializers());
        constants.add(Tensor.longs("k", new long[] {2}, 1));
        Model.Value values = new Model.Value("values", Tensor.FLOAT, List.of());
        Model.Value places = new Model.Value("places", Tensor.INT64, List.of());
        for (List<Model.Value> outputs : List.of(List.of(values, places), List.of(places), List.of(values))) {
            Model.Graph sorted = new Model.Graph(g.name(), nodes, constants, g.inputs(), outputs, Map.of());
            assertThat(imports(of(scores, sorted, scores.opsets())).network().layers())
                    .hasSameSizeAs(imports(scores).network().layers());
        }
        constants.set(constants.size() - 1, Tensor.longs("k", new long[] {4}, 1));
        Model.Graph sorted = new Model.Graph(g.name(), nodes, constants, g.inputs(), List.of(places), Map.of());
        refused(of(scores, sorted, scores.opsets()), "node top (TopK) takes 4 of 3 scores");
    }

    @Test
    void classesAreThoseOfTheFile() throws Exception {
        assertThat(imports(named("a\nb c\n'd'")).network().classes()).containsExactly("a", "b c", "'d'");
        Imported others = imports(named("[a, b]"));
        assertThat(others.network().classes()).containsExactly("0", "1", "2");
        assertThat(others.notes())
                .containsExactly("the classes that the file names are left out: it has 1 lines of them and 3 scores");
        refused(named("a\nb\n6\" pipe"), "the class 6\" pipe has a quotation mark");
        refused(named("a\nb\na"), "as net.bnn it is not allowed: two classes have the name `a`");
    }

    private Model named(String classes) {
        Model plain = between(ImportCasesTest::nothing);
        Map<String, String> metadata = Map.of("input_range", "0 .. 255", "classes", classes);
        return new Model(plain.graph(), plain.opsets(), plain.producer(), metadata);
    }

    private Model after(Consumer<GraphBuilder> nodes) {
        return network(ImportCasesTest::nothing, ImportCasesTest::nothing, nodes);
    }

    /** What the scores do not depend on may be anything. */
    @Test
    void unusedPartsChangeNothing() throws Exception {
        Model plain = between(ImportCasesTest::nothing);
        Model.Rest rest =
                new Model.Rest(Map.of("text", "holds texts", "w", "is sparse"), List.of(), Set.of("Foo of bar"));
        Model more = changed(plain, nodes -> {
            nodes.add(new Model.Node("dead", "com.example", "Foo", List.of("conv", "w"), List.of("dead"), Map.of()));
            return nodes;
        });
        Model kept = new Model(more.graph(), more.opsets(), "tool", more.metadata(), rest);
        assertThat(imports(kept).text().replace("tool", "bnn"))
                .isEqualTo(imports(plain).text());
        Model used = changed(plain, nodes -> {
            Model.Node first = nodes.get(0);
            nodes.set(0, new Model.Node("conv", "", "Conv", List.of("x", "w"), first.outputs(), Map.of()));
            return nodes;
        });
        refused(new Model(used.graph(), used.opsets(), "", used.metadata(), rest), "the constant w is sparse");
    }

    private static Model changed(Model model, UnaryOperator<List<Model.Node>> how) {
        Model.Graph g = model.graph();
        List<Model.Node> nodes = how.apply(new ArrayList<>(g.nodes()));
        return new Model(
                new Model.Graph(g.name(), nodes, g.initializers(), g.inputs(), g.outputs(), g.datatypes()),
                model.opsets(),
                model.producer(),
                model.metadata());
    }

    @Test
    void whatIsAroundTheNodesIsRead() {
        Model plain = between(ImportCasesTest::nothing);
        Model.Graph g = plain.graph();
        refused(of(plain, g, Map.of("", 6L)), "the file is of operator set 6; known are those from 7 to 25");
        refused(of(plain, g, Map.of("", 26L)), "the file is of operator set 26");
        refused(of(plain, g, Map.of()), "does not say which operator set");
        refused(of(plain, g, Map.of("", 13L, QONNX, 2L)), "node sign (BipolarQuant) is of version 2 of " + QONNX);
        Model.Rest function = new Model.Rest(Map.of(), List.of(), Set.of("BipolarQuant of " + QONNX));
        refused(new Model(g, plain.opsets(), "", Map.of(), function), "node sign (BipolarQuant) calls a function");
        Model.Rest note = new Model.Rest(Map.of(), List.of(new Model.Annotation("w1", "SCALE_TENSOR", "s")), Set.of());
        refused(new Model(g, plain.opsets(), "", Map.of(), note), "the value w1 has the note SCALE_TENSOR = s");
        refused(
                of(plain, graph(g, g.inputs(), g.outputs(), Map.of("x", "INT8")), plain.opsets()),
                "the input x is marked as INT8");
        Model.Value more = new Model.Value("conv", Tensor.FLOAT, List.of());
        refused(
                of(plain, graph(g, g.inputs(), List.of(g.outputs().get(0), more), Map.of()), plain.opsets()),
                "the graph has 2 outputs");
        refused(of(plain, graph(g, g.inputs(), List.of(), Map.of()), plain.opsets()), "the graph has 0 outputs");
        refused(
                of(plain, graph(g, List.of(g.inputs().get(0), more), g.outputs(), Map.of()), plain.opsets()),
                "the graph has 2 inputs");
        Model.Value ints = new Model.Value("x", Tensor.INT8, g.inputs().get(0).dims());
        refused(
                of(plain, graph(g, List.of(ints), g.outputs(), Map.of()), plain.opsets()),
                "input x has elements of type 3");
        Model.Value bytes = new Model.Value("x", Tensor.UINT8, g.inputs().get(0).dims());
        refused(
                of(plain, graph(g, List.of(bytes), g.outputs(), Map.of()), plain.opsets()),
                "node conv (Conv) computes with the bytes of the image as integers; put a Cast to float32 before it");
        refused(
                changed(plain, nodes -> {
                    nodes.add(nodes.remove(0));
                    return nodes;
                }),
                "node sign (BipolarQuant) reads conv before it is made");
        refused(
                changed(plain, nodes -> {
                    nodes.add(nodes.get(0));
                    return nodes;
                }),
                "two values have the name conv");
        refused(
                changed(plain, nodes -> {
                    nodes.replaceAll(n ->
                            new Model.Node(n.name(), "com.example", n.op(), n.inputs(), n.outputs(), n.attributes()));
                    return nodes;
                }),
                "node conv (Conv) cannot be imported from the domain com.example");
    }

    private static Model of(Model model, Model.Graph graph, Map<String, Long> opsets) {
        return new Model(graph, opsets, model.producer(), model.metadata());
    }

    private static Model.Graph graph(
            Model.Graph g, List<Model.Value> inputs, List<Model.Value> outputs, Map<String, String> types) {
        return new Model.Graph(g.name(), g.nodes(), g.initializers(), inputs, outputs, types);
    }

    @ParameterizedTest
    @CsvSource({
        "0 .. 1e1000000000",
        "0 .. 1e-1000000000",
        "-1e99 .. 1",
        "0 .. 1e2147483648",
        "1 .. 0",
        "0 .. 0",
        "0",
        "0 .. 1 .. 2",
        "a .. b",
        "0 .. 0.1234567890123456789012345678901234567890123456789012345678901234567890"
    })
    void aRangeThatIsNoneIsRefused(String range) {
        Model model = between(ImportCasesTest::nothing);
        assertThatThrownBy(() -> QonnxImport.convert(
                        model, QonnxImport.Options.named("net").range(range)))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining("the input's range is \"" + range.substring(0, Math.min(20, range.length())));
    }

    @Test
    void aRangeThatGrowsIsRefused() {
        Consumer<GraphBuilder> grow = g -> {};
        for (int i = 0; i < 40; i++) {
            String name = "grow" + i;
            grow = grow.andThen(g -> g.add(name, "Mul", Map.of(), g.scalar("factor", 123456.7f)));
        }
        refused(
                network(grow, ImportCasesTest::nothing, ImportCasesTest::nothing),
                "(Mul) scales the image to numbers of too many digits");
        refused(
                network(
                        g -> g.add("it", "Div", Map.of(), g.scalar("n", 0)),
                        ImportCasesTest::nothing,
                        ImportCasesTest::nothing),
                "node it (Div) divides the image by 0");
        refused(
                network(
                        g -> g.add("it", "Add", Map.of(), g.scalar("n", Float.NaN)),
                        ImportCasesTest::nothing,
                        ImportCasesTest::nothing),
                "node it (Add) has the constant NaN");
    }

    /** A short file makes no long constants. */
    @Test
    void constantsStayInProportion() {
        Consumer<GraphBuilder> explode = g -> {
            String value = g.value();
            String row = g.constant(Tensor.floats("row", new float[4_000], 1, 4_000));
            String column = g.constant(Tensor.floats("column", new float[4_000], 4_000, 1));
            g.node("it", "", "Add", Map.of(), List.of(row, column));
            g.node("use", "", "Add", Map.of(), List.of(value, "it"));
        };
        refused(between(explode), "node it (Add) makes more numbers than the file's size accounts for");
        Consumer<GraphBuilder> repeat = g -> {
            String value = g.value();
            String made = g.constant(Tensor.floats("big", new float[500_000], 500_000));
            for (int i = 0; i < 20; i++) {
                made = g.node("copy" + i, "", "Sqrt", Map.of(), List.of(made));
            }
            g.node("use", "", "Add", Map.of(), List.of(value, made));
        };
        refused(between(repeat), "(Sqrt) makes more numbers than the file's size accounts for");
    }

    @Test
    void theIntegerNetworkOfAnExportIsSentToTheTrainedOne() throws Exception {
        RandomNetworks.Case random = RandomNetworks.generate(3);
        Path file = dir.resolve("digits.onnx");
        OnnxExport.write(random.network(), random.parameters(), file);
        assertThatThrownBy(() -> QonnxImport.read(file, QonnxImport.Options.named("net")))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining("digits.onnx: this is the integer network that bnn:export writes to be run;"
                        + " take digits.qonnx.onnx, the trained one");
    }

    @Test
    void namesOfAFileAreShownOnOneLine() throws Exception {
        Model plain = between(ImportCasesTest::nothing);
        Model hostile = new Model(plain.graph(), plain.opsets(), "py\ntorch \"2\" \\ \u001b[31m", plain.metadata());
        assertThat(imports(hostile).text()).startsWith("network net \"Imported from py?torch '2' \\ ?[31m\"\n\n");
        String name = "a\n\u001b".repeat(1_000);
        refused(
                changed(plain, nodes -> {
                    nodes.set(0, new Model.Node(name, "", "Relu", List.of("x"), List.of("conv"), Map.of()));
                    return nodes;
                }),
                "node " + "a??".repeat(20) + "... (Relu) cannot be imported");
    }

    @Test
    void float16ComputesWithARemark() throws Exception {
        Model plain = between(ImportCasesTest::nothing);
        Model.Graph g = plain.graph();
        Model.Value half =
                new Model.Value("x", Tensor.FLOAT16, g.inputs().get(0).dims());
        Imported imported = imports(of(plain, graph(g, List.of(half), g.outputs(), Map.of()), plain.opsets()));
        assertThat(imported.notes())
                .contains("the graph computes in float16, which rounds sums above 2048; the network is exact");
    }

    @Test
    void writtenFilesAreReadAgain() throws Exception {
        for (long seed = 0; seed < 20; seed++) {
            Model model = RandomGraphs.generate(seed).model();
            Path file = dir.resolve("written.onnx");
            ModelWriter.write(file, model);
            Network network =
                    QonnxImport.read(file, QonnxImport.Options.named("net")).network();
            assertThat(network.layers()).isEqualTo(imports(model).network().layers());
        }
    }
}
