// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.onnx.Attribute;
import dev.bnn.exchange.onnx.Model;
import dev.bnn.exchange.onnx.Tensor;
import dev.bnn.model.Padding;
import dev.bnn.model.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The import turns branches into statements of the language, or refuses them and names the node that joins or reads them. */
class ImportBranchesTest extends SmallGraphs {
    /** Bits of 4 channels on 6 x 6 pixels. */
    private String start;

    @BeforeEach
    void begin() {
        graph = new GraphBuilder("net", "x");
        start = branch("start", "x", 1, 4, 1);
    }

    /** The sign of a convolution of kernel 3 that pads. */
    private String branch(String name, String from, int in, int out, int stride) {
        return sign(name, conv(name, from, in, out, stride), 1);
    }

    private String conv(String name, String from, int in, int out, int stride) {
        Map<String, Attribute> windows = GraphBuilder.windows(Window.square(3, stride), new Padding(1, 0));
        String weights = graph.constant(signs(name + ".w", out, in, 3, 3));
        return graph.node(name + ".conv", "", "Conv", windows, List.of(from, weights));
    }

    private String sign(String name, String of, float scale) {
        return graph.node(name, QONNX, "BipolarQuant", Map.of(), List.of(of, graph.scalar("scale" + scale, scale)));
    }

    private String add(String... of) {
        return graph.node("sum", "", "Add", Map.of(), List.of(of));
    }

    private String concat(String name, String... of) {
        return graph.node(name, "", "Concat", Map.of("axis", new Attribute.Int(1)), List.of(of));
    }

    /** The sign of a sum, and three scores computed from the map. */
    private Model end(int channels, int pixels) {
        sign("end", graph.value(), 1);
        return scores(channels, pixels);
    }

    private Model scores(int channels, int pixels) {
        graph.flatten("flat");
        String value = graph.value();
        Tensor weights = signs("scores.w", channels * pixels, 3);
        graph.node("scores", "", "MatMul", Map.of(), List.of(value, graph.constant(weights)));
        return model();
    }

    private static String layers(Model model) throws ExchangeException {
        return text(imports(model));
    }

    private static String text(Imported imported) {
        String text = imported.text();
        return text.substring(text.indexOf("layers {"), text.indexOf("\n\ntrain"))
                .replace(" weights bipolar", "")
                .replace("kernel 3 padding same 0", "same");
    }

    @Test
    void aResidualAddsWhatItReads() throws Exception {
        add(branch("body", branch("first", start, 4, 2, 1), 2, 4, 1), start);
        assertThat(layers(end(4, 36))).isEqualTo("""
                layers {
                  conv 4 same; sign
                  residual {
                    conv 2 same; sign
                    conv 4 same; sign
                  }
                  sign
                  dense 3
                }""");
    }

    /** Whatever the order of the Add's inputs, the branch that the graph computes first is the body. */
    @Test
    void aShortcutHasItsLayers() throws Exception {
        String body = branch("body", branch("first", start, 4, 8, 2), 8, 8, 1);
        add(branch("shortcut", start, 4, 8, 2), body);
        assertThat(layers(end(8, 9))).isEqualTo("""
                layers {
                  conv 4 same; sign
                  residual {
                    conv 8 kernel 3 stride 2 padding 1 of 0; sign
                    conv 8 same; sign
                  } shortcut {
                    conv 8 kernel 3 stride 2 padding 1 of 0; sign
                  }
                  sign
                  dense 3
                }""");
    }

    @Test
    void aConcatHasBranchesWithinBranches() throws Exception {
        String inner = branch("inner", start, 4, 2, 1);
        String pair = concat("pair", branch("left", inner, 2, 3, 1), branch("right", inner, 2, 1, 1));
        concat("all", start, pair, branch("other", start, 4, 2, 1));
        assertThat(layers(scores(10, 36))).isEqualTo("""
                layers {
                  conv 4 same; sign
                  concat { } {
                    conv 2 same; sign
                    concat {
                      conv 3 same; sign
                    } {
                      conv 1 same; sign
                    }
                  } {
                    conv 2 same; sign
                  }
                  dense 3
                }""");
    }

    /** Each layer reads all previous ones, as in DenseNet's code, which joins them anew for each layer. */
    @Test
    void whatWasJoinedBeforeIsJoinedOnce() throws Exception {
        String first = branch("first", start, 4, 2, 1);
        String second = branch("second", concat("two", start, first), 6, 3, 1);
        concat("three", start, first, second);
        assertThat(layers(scores(9, 36))).isEqualTo("""
                layers {
                  conv 4 same; sign
                  concat { } {
                    conv 2 same; sign
                  }
                  concat { } {
                    conv 3 same; sign
                  }
                  dense 3
                }""");
    }

    /** What follows a concat of sums goes into each branch, with its own channels. */
    @Test
    void aQuantizerAfterAConcatEndsEachBranch() throws Exception {
        concat("both", conv("left", start, 4, 1, 1), conv("right", start, 4, 2, 1));
        float[] gammas = {1, 2, -3};
        String gamma = graph.constant(Tensor.floats("gamma", gammas, 3));
        String ones = graph.constant(Tensor.floats("ones", new float[] {1, 1, 1}, 3));
        graph.add("norm", "BatchNormalization", Map.of("epsilon", new Attribute.Float(0)), gamma, ones, ones, ones);
        graph.add("pool", "MaxPool", GraphBuilder.windows(Window.square(2, 2), Padding.NONE));
        sign("end", graph.value(), 1);
        Imported imported = imports(scores(3, 9));
        assertThat(text(imported)).isEqualTo("""
                layers {
                  conv 4 same; sign
                  concat {
                    conv 1 same; batchnorm eps 0; maxpool 2; sign
                  } {
                    conv 2 same; batchnorm eps 0; maxpool 2; sign
                  }
                  dense 3
                }""");
        assertThat(imported.parameters().values("batchnorm1", "gamma")).containsExactly(1);
        assertThat(imported.parameters().values("batchnorm2", "gamma")).containsExactly(2, -3);
    }

    @Test
    void vectorsOfMapsAreJoinedAsTheMaps() throws Exception {
        String left = branch("left", start, 4, 1, 1);
        String right = branch("right", start, 4, 2, 1);
        String[] flat = new String[2];
        for (int i = 0; i < 2; i++) {
            graph.goTo(i == 0 ? left : right);
            graph.flatten("flat" + i);
            flat[i] = graph.value();
        }
        concat("both", flat);
        String value = graph.value();
        graph.node("scores", "", "MatMul", Map.of(), List.of(value, graph.constant(signs("s.w", 3 * 36, 3))));
        assertThat(layers(model())).contains("conv 1 same; sign\n  } {\n    conv 2 same; sign\n  }\n  dense 3");
    }

    /** Layers that each quantize their own input. */
    @Test
    void quantizersOfOneValueAreOne() throws Exception {
        String sums = conv("sums", start, 4, 4, 1);
        concat("all", branch("left", sign("a", sums, 1), 4, 2, 1), branch("right", sign("b", sums, 1), 4, 3, 1));
        assertThat(layers(scores(5, 36))).isEqualTo("""
                layers {
                  conv 4 same; sign
                  conv 4 same; sign
                  concat {
                    conv 2 same; sign
                  } {
                    conv 3 same; sign
                  }
                  dense 3
                }""");
    }

    /** Bi-Real Net's residual, with three levels instead of real numbers around the sign. */
    @Test
    void aShortcutOfLevelsGoesAroundASign() throws Exception {
        graph = new GraphBuilder("net", "x");
        String begin = ternary("begin", conv("first", "x", 1, 4, 1));
        String body = ternary("body", conv("second", sign("bits", begin, 1), 4, 4, 1));
        add(body, begin);
        assertThat(layers(end(4, 36))).isEqualTo("""
                layers {
                  conv 4 same; ternary
                  residual {
                    avgpool 1; sign
                    conv 4 same; ternary
                  }
                  sign
                  dense 3
                }""");
    }

    private String ternary(String name, String of) {
        String cuts = graph.constant(Tensor.floats(name + ".cuts", new float[] {-0.5f, 0.5f}, 1, 2));
        Map<String, Attribute> levels = GraphBuilder.attributes("out_bias", new Attribute.Float(-1));
        return graph.node(name, QONNX, "MultiThreshold", levels, List.of(of, cuts));
    }

    @Test
    void branchesWithoutAQuantizerAreRefused() {
        add(conv("body", start, 4, 4, 1), start);
        refused(
                end(4, 36),
                "node sum (Add) joins values that are not quantized; put a BipolarQuant or MultiThreshold at"
                        + " the end of each branch");
        begin();
        String sums = conv("sums", start, 4, 4, 1);
        add(sign("a", sums, 1), sign("b", sums, 0.5f));
        refused(
                end(4, 36),
                "node a (BipolarQuant) and 1 more read sums.conv, which is not quantized; branches begin with"
                        + " bits or levels: put a BipolarQuant or MultiThreshold before them");
        begin();
        graph = new GraphBuilder("net", "x");
        add(branch("a", "x", 1, 4, 1), branch("b", "x", 1, 4, 1));
        refused(end(4, 36), "node a.conv (Conv) and 1 more read x, which is not quantized");
    }

    @Test
    void branchesOfOtherValuesAreRefused() {
        add(sign("half", conv("body", start, 4, 4, 1), 0.5f), start);
        refused(
                end(4, 36),
                "node sum (Add) joins values in units of 0.5 and of 1.0; end all branches with a quantizer of the same"
                        + " values and the same scale");
        begin();
        String sums = conv("body", start, 4, 4, 1);
        concat("both", ternary("ternary", sums), start);
        refused(scores(8, 36), "node both (Concat) joins values of a ternary and of a sign");
    }

    @Test
    void branchesOfOtherShapesAreRefused() {
        add(branch("body", start, 4, 4, 2), start);
        refused(
                end(4, 9),
                "node sum (Add) adds values of the shapes [1, 4, 3, 3] and [1, 4, 6, 6]; a value is added to that at its"
                        + " place");
        begin();
        concat("both", branch("body", start, 4, 4, 2), start);
        refused(
                scores(8, 9),
                "node both (Concat) joins values of the shapes [1, 4, 3, 3] and [1, 4, 6, 6]; end all branches with maps"
                        + " of the same height and width");
        begin();
        graph.node(
                "both",
                "",
                "Concat",
                Map.of("axis", new Attribute.Int(2)),
                List.of(start, branch("body", start, 4, 4, 1)));
        refused(scores(4, 72), "node both (Concat) axis is 2; only 1, that of the channels, can be imported");
    }

    @Test
    void aValueIsJoinedOnce() {
        add(start, start);
        refused(end(4, 36), "node sum (Add) adds a value to itself; multiply it by 2");
        begin();
        concat("both", start, start);
        refused(scores(8, 36), "node both (Concat) joins a value with itself; a value goes into a concat once");
        begin();
        graph.node("both", "", "Mul", Map.of(), List.of(start, branch("body", start, 4, 4, 1)));
        refused(scores(4, 36), "node both (Mul) joins start and body; branches are joined by Add or Concat");
    }

    /** No statement can express branches that cross. */
    @Test
    void branchesThatCrossAreRefused() {
        String left = branch("left", start, 4, 4, 1);
        String right = branch("right", start, 4, 4, 1);
        String cross = sign("cross", add(left, right), 1);
        concat("all", cross, branch("left2", left, 4, 4, 1), branch("right2", right, 4, 4, 1));
        refused(
                scores(12, 36),
                "node left (BipolarQuant) is read by several branches that are not joined as one; a branch reads what"
                        + " stands before the braces of its residual or concat, or in its own");
    }

    /** A short file causes neither deep recursion nor long text. */
    @Test
    void deepNestsAreRefused() throws Exception {
        assertThat(layers(nest(80))).contains("residual");
        refused(nest(200), "(Add) joins branches within 90 others; nest fewer branches");
    }

    /** Residuals, each in the body of the next. */
    private Model nest(int depth) {
        begin();
        String[] starts = new String[depth];
        Arrays.setAll(starts, i -> branch("begin" + i, i == 0 ? start : "begin" + (i - 1), 4, 4, 1));
        String value = branch("core", starts[depth - 1], 4, 4, 1);
        for (int i = depth - 1; i >= 0; i--) {
            String sum = graph.node("sum" + i, "", "Add", Map.of(), List.of(value, starts[i]));
            value = sign("after" + i, sum, 1);
        }
        return scores(4, 36);
    }
}
