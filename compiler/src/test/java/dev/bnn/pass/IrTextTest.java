// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.ir.Ir;
import dev.bnn.ir.Node;
import dev.bnn.ir.Op;
import dev.bnn.ir.text.IrFormatException;
import dev.bnn.ir.text.IrReader;
import dev.bnn.ir.text.IrWriter;
import dev.bnn.pass.convert.FromNetwork;
import dev.bnn.source.SourceFile;
import dev.bnn.testing.Differences;
import dev.bnn.testing.Goldens;
import dev.bnn.testing.RandomNetworks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The text form of the IR contains everything that determines what the IR computes, and it is read back as it was written. */
class IrTextTest {
    private static final int NETWORKS = 60;
    private static final Path TINY = Goldens.folder("ir/text/tiny.ir");

    @Test
    void everyStageOfLoweringIsReadBack() {
        Set<Class<?>> operations = new HashSet<>();
        for (long seed = 0; seed < NETWORKS; seed++) {
            for (Ir ir : stages(seed)) {
                String text = IrWriter.text(ir);
                Ir read = read(text);
                assertThat(Differences.between(ir, read))
                        .as("seed %d:%n%s", seed, text)
                        .isEmpty();
                assertThat(IrWriter.text(read)).as("seed %d", seed).isEqualTo(text);
                ir.nodes().stream().map(Node::op).forEach(op -> operations.add(op.getClass()));
            }
        }
        assertThat(operations).hasSize(Op.Visitor.class.getMethods().length);
    }

    /** A damaged text is either an IR, or rejected with the problem and its line and column. */
    @Test
    void aDamagedTextIsReadOrRefused() {
        Random random = new Random(5);
        int refused = 0;
        for (long seed = 0; seed < 20; seed++) {
            for (Ir ir : stages(seed)) {
                String text = IrWriter.text(ir);
                if (text.length() > 5000) {
                    continue;
                }
                for (int i = 0; i < 20; i++) {
                    try {
                        read(damaged(text, random));
                    } catch (IrFormatException e) {
                        refused++;
                        assertThat(e.getMessage()).matches("(?s)net\\.ir:\\d+:\\d+: .+");
                    }
                }
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> damaged.deleteCharAt(at);
            case 1 -> damaged.insert(at, text.charAt(random.nextInt(text.length())));
            case 2 -> damaged.setCharAt(at, (char) (' ' + random.nextInt(95)));
            default -> {
                List<String> lines = new ArrayList<>(text.lines().toList());
                lines.remove(random.nextInt(lines.size()));
                return String.join("\n", lines);
            }
        }
        return damaged.toString();
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of("network tiny", "net tiny", "1:1: expected \"network\", found \"net tiny\""),
                Arguments.of(
                        "cat, \"a dog\"", "cat \"a dog\"", "2:12: expected the end of the line, found \" \"a dog\"\""),
                Arguments.of("dense1: dense", "quant1: dense", "29:1: two nodes are named quant1"),
                Arguments.of("conv input.scale", "conv scale", "9:13: reads scale, which does not stand before it"),
                Arguments.of("conv input.scale", "konv input.scale", "9:1: there is no operation konv"),
                Arguments.of(
                        "2 x 2 x 2 real\n  view conv1",
                        "3 x 2 x 2 real\n  view conv1",
                        "9:28: conv1 yields 2 x 2 x 2 real"),
                Arguments.of(
                        "kernel 3", "kernel x", "11:17: expected an integer, found \"x, stride 1, padding 1 of 0\""),
                Arguments.of("kernel 3", "kernel 5", "9:1: the node has windows that are larger than its input"),
                Arguments.of("ternary", "trinary", "12:11: there are no weights trinary"),
                Arguments.of("+-+ 0--", "+-+ *--", "13:9: expected \"0\", found \"*-- +++\""),
                Arguments.of("--- +++ ---", "--- +++ --", "14:5: this row of weights is not as long as the first"),
                Arguments.of("weights ternary\n", "", "12:7: expected \"weights\", found \"+-+ 0-- +++\""),
                Arguments.of("sqrt(4)", "sqrt(-4)", "18:26: variance + eps is -4, not above 0"),
                Arguments.of("0.5 * (x - 1)", "half * (x - 1)", "18:5: \"half\" is no number"),
                Arguments.of("quant 2", "quant 9", "23:10: an activation of 9 bits"),
                Arguments.of("in channels 1", "in channels 2", "27:44: 2 is not in 0 .. 1"),
                Arguments.of("7 -3", "8 -3", "32:5: 8 is no weight of type int4"),
                Arguments.of("    0 5\n", "    0 5\n  tail\n", "34:3: this line belongs to nothing"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void whatDoesNotFitIsSaidWithItsPlace(String part, String damaged, String message) {
        String tiny = Goldens.read(TINY);
        assertThat(tiny).contains(part);
        assertThatThrownBy(() -> read(tiny.replace(part, damaged)))
                .isInstanceOf(IrFormatException.class)
                .hasMessage("net.ir:" + message);
    }

    /** All types except that of the image follow from the operations, and comments and empty lines have no meaning. */
    @Test
    void aHandMayLeaveOutTypes() {
        String tiny = Goldens.read(TINY);
        String handwritten = tiny.replaceAll("(: (?!input).*) -> .*", "$1").replace("\n\n", "\n# a comment\n");
        assertThat(handwritten.length()).isLessThan(tiny.length());
        assertThat(IrWriter.text(read(handwritten))).isEqualTo(tiny);
    }

    /** The documentation shows a text that can be read. */
    @Test
    void theExampleOfThePageIsTheTestedOne() {
        assertThat(Goldens.read(Path.of("..", "docs", "ir.md"))).contains("```\n" + Goldens.read(TINY) + "```\n");
    }

    private static Ir read(String text) {
        return IrReader.read(new SourceFile("net.ir", text));
    }

    private static List<Ir> stages(long seed) {
        RandomNetworks.Case random = RandomNetworks.generate(seed);
        List<Ir> stages = new ArrayList<>();
        stages.add(FromNetwork.build(random.network(), random.parameters()));
        for (Pass pass : Passes.PIPELINE) {
            stages.add(pass.run(stages.get(stages.size() - 1), new PassLog()));
        }
        return stages;
    }
}
