// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.importer.QonnxImport;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.ModelWriter;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Network;
import dev.bnn.testing.RandomNetworks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a file around its nodes: the import reads them, or refuses them by name. */
class ImportFileTest extends SmallGraphs {
    @TempDir
    Path dir;

    /** Anything that the scores do not depend on is ignored. */
    @Test
    void unusedPartsChangeNothing() throws Exception {
        Model plain = between(SmallGraphs::nothing);
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
        Model plain = between(SmallGraphs::nothing);
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
        Model model = between(SmallGraphs::nothing);
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
                network(grow, SmallGraphs::nothing, SmallGraphs::nothing),
                "(Mul) scales the image to numbers of too many digits");
        refused(
                network(
                        g -> g.add("it", "Div", Map.of(), g.scalar("n", 0)),
                        SmallGraphs::nothing,
                        SmallGraphs::nothing),
                "node it (Div) divides the image by 0");
        refused(
                network(
                        g -> g.add("it", "Add", Map.of(), g.scalar("n", Float.NaN)),
                        SmallGraphs::nothing,
                        SmallGraphs::nothing),
                "node it (Add) has the constant NaN");
    }

    /** A short file cannot make long constants. */
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
        Model plain = between(SmallGraphs::nothing);
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
        Model plain = between(SmallGraphs::nothing);
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

    /** A graph may output the scores and their indices, or only the indices. */
    @Test
    void bothOutputsOfATopKAreItsOwn() throws Exception {
        Model scores = after(SmallGraphs::nothing);
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
        Model plain = between(SmallGraphs::nothing);
        Map<String, String> metadata = Map.of("input_range", "0 .. 255", "classes", classes);
        return new Model(plain.graph(), plain.opsets(), plain.producer(), metadata);
    }

    /** An input that is marked as bytes has the range of bytes, not the usual range. */
    @Test
    void bytesStandForThemselves() throws Exception {
        Model plain = between(SmallGraphs::nothing);
        Model.Graph g = plain.graph();
        Model unsaid = new Model(g, plain.opsets(), "", Map.of());
        assertThat(imports(unsaid).text()).contains("uint8 scaled 0 .. 1\n");
        assertThat(imports(unsaid).notes()).anyMatch(n -> n.contains("-Dbnn.inputRange says otherwise"));
        Model marked = new Model(graph(g, g.inputs(), g.outputs(), Map.of("x", "UINT8")), plain.opsets(), "", Map.of());
        assertThat(imports(marked).text()).contains("uint8 scaled 0 .. 255\n");
        assertThat(imports(marked).notes()).isEmpty();
    }

    @Test
    void numbersThatFloat32DoesNotHoldAreRefused() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        Consumer<GraphBuilder> add = g ->
                g.add("it", "Add", Map.of(), g.constant(new Tensor("c", Tensor.DOUBLE, new long[0], bytes.array())));
        bytes.putDouble(0, 0.5);
        imports(between(add));
        bytes.putDouble(0, 0.1);
        refused(between(add), "the constant c has numbers of float64 that float32 does not hold");
    }
}
