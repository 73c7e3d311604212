// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.RandomModel;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.Marked;
import dev.bnn.edit.Position;
import dev.bnn.edit.Range;
import dev.bnn.edit.format.Formatter;
import dev.bnn.model.Network;
import dev.bnn.syntax.Lexeme;
import dev.bnn.testing.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefactoringsTest {
    private static final String HEAD = """
            network n
            input   3 x 32 x 32 uint8
            classes 0 .. 9

            const width = 8

            """;
    private static final String TAIL = """

            train { data "some.zip" }
            """;

    /** The text after the only refactoring of a kind at the words between two cursors, without the surrounding text. */
    private static String changed(Refactoring.Kind kind, String marked) {
        String text = HEAD + marked + TAIL;
        int from = text.indexOf('\u2038');
        int to = text.lastIndexOf('\u2038');
        text = text.replace("\u2038", "");
        Analysis analysis = Analysis.of("n.bnn", text);
        assertThat(analysis.network()).as(text + analysis.diagnostics()).isPresent();
        Range range = analysis.lines().range(from, Math.max(from, to - 1));
        List<Refactoring> all = Refactorings.at(analysis, range).stream()
                .filter(r -> r.kind() == kind)
                .toList();
        if (all.isEmpty()) {
            return "none";
        }
        String after = apply(analysis, all.get(0));
        same(analysis, after);
        return after.replace(HEAD, "").replace(TAIL, "");
    }

    private static String apply(Analysis analysis, Refactoring refactoring) {
        Range range = refactoring.edit().range();
        return new StringBuilder(analysis.text())
                .replace(
                        analysis.lines().offset(range.start()),
                        analysis.lines().offset(range.end()),
                        refactoring.edit().text())
                .toString();
    }

    /** Checks that a changed text has the same network and style as the text before. */
    private static void same(Analysis before, String text) {
        Analysis after = Analysis.of("n.bnn", text);
        assertThat(after.network()).as(text + after.diagnostics()).isPresent();
        assertThat(unplaced(after.network().get()))
                .as(text)
                .isEqualTo(unplaced(before.network().orElseThrow()));
        assertThat(comments(after)).as(text).containsAll(comments(before));
        if (Formatter.format(before).edits().isEmpty()) {
            assertThat(Formatter.format(after).text()).isEqualTo(text);
        }
    }

    private static List<String> comments(Analysis analysis) {
        return analysis.lexemes().stream()
                .filter(l -> l.kind() == Lexeme.Kind.COMMENT)
                .map(l -> l.text().strip())
                .toList();
    }

    private static String unplaced(Network network) {
        return network.toString().replaceAll("n\\.bnn:\\d+:\\d+", "");
    }

    @Test
    void layersOfALineBecomeABlockOfALine() {
        assertThat(changed(Refactoring.Kind.EXTRACT, """
                # The layers.
                layers {
                  \u2038conv width kernel 3; batchnorm; sign\u2038; maxpool 2
                  dense 10
                }
                """)).isEqualTo("""
                block part1() { conv width kernel 3; batchnorm; sign }

                # The layers.
                layers {
                  part1(); maxpool 2
                  dense 10
                }
                """);
    }

    @Test
    void parametersOfTheBlockAroundArePassedOn() {
        assertThat(changed(Refactoring.Kind.EXTRACT, """
                block stage(n, k) {
                  \u2038conv n kernel k
                  # normalized
                  batchnorm; sign\u2038
                }
                layers {
                  stage(width, 3)
                  dense 10
                }
                """)).isEqualTo("""
                block part1(n, k) {
                  conv n kernel k
                  # normalized
                  batchnorm; sign
                }

                block stage(n, k) {
                  part1(n, k)
                }
                layers {
                  stage(width, 3)
                  dense 10
                }
                """);
    }

    @Test
    void aUseIsWrittenOutWithItsArguments() {
        assertThat(changed(Refactoring.Kind.INLINE, """
                block stage(n, k) { conv 2 * n kernel k as n; batchnorm; sign }
                layers {
                  st\u2038age(width - 1, 2 + 1)  maxpool 2
                  dense 10
                }
                """)).isEqualTo("""
                block stage(n, k) { conv 2 * n kernel k as n; batchnorm; sign }
                layers {
                  conv 2 * (width - 1) kernel 2 + 1 as n; batchnorm; sign  maxpool 2
                  dense 10
                }
                """);
    }

    @Test
    void aBlockIsWrittenOutEverywhereAndRemoved() {
        assertThat(changed(Refactoring.Kind.INLINE, """
                block st\u2038age(n) {
                  conv n kernel 3
                  batchnorm; sign
                }
                layers {
                  stage(4)
                  repeat 2 { stage(width) }
                  dense 10
                }
                """)).isEqualTo("""
                layers {
                  conv 4 kernel 3
                  batchnorm; sign
                  repeat 2 {
                    conv width kernel 3
                    batchnorm; sign
                  }
                  dense 10
                }
                """);
    }

    @Test
    void commentsAreKept() {
        assertThat(changed(Refactoring.Kind.INLINE, """
                # Three layers.
                block st\u2038age(n, # channels
                    k) {
                  # Sums of many products.
                  conv n kernel k
                  batchnorm; sign             # bits
                }

                layers {
                  stage(4, 3)  maxpool 2
                  stage(# as before
                      8, 3)
                  stage(8, 1)                 # last
                  dense 10
                }
                """)).isEqualTo("""
                # Three layers.
                # channels

                layers {
                  # Sums of many products.
                  conv 4 kernel 3
                  batchnorm; sign             # bits
                  maxpool 2
                  # as before
                  # Sums of many products.
                  conv 8 kernel 3
                  batchnorm; sign             # bits
                  # Sums of many products.
                  conv 8 kernel 1
                  batchnorm; sign             # bits
                  # last
                  dense 10
                }
                """);
    }

    @Test
    void aConstantIsNotCapturedByAParameter() {
        assertThat(changed(Refactoring.Kind.INLINE, """
                block inner() { conv width kernel 3; batchnorm; sign }
                block outer(width) { in\u2038ner() dropout 0.1 repeat width { dropout 0.1 } }
                layers { outer(3) dense 10 }
                """)).isEqualTo("none");
    }

    @Test
    void partOfALayerIsNoBlock() {
        assertThat(changed(
                        Refactoring.Kind.EXTRACT,
                        "layers { conv \u2038width kernel\u2038 3; batchnorm; sign; dense 10 }\n"))
                .isEqualTo("none");
    }

    static List<Path> examples() throws IOException {
        return Marked.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyChangeOfAnExampleLeavesItsNetwork(Path example) throws IOException {
        assertThat(changes(Files.readString(example), new Random(1), 12)).isPositive();
    }

    @Test
    void changesOfRandomModelsLeaveTheirNetworks() {
        Fuzz.run("refactored models", 300, random -> changes(new RandomModel(random).text(), random, 4) > 0);
    }

    /** Tries refactorings of random ranges, each on the text that the last one changed, and returns their number. */
    private static int changes(String text, Random random, int tries) {
        int done = 0;
        Analysis analysis = Analysis.of("n.bnn", text);
        for (int i = 0; i < tries && analysis.network().isPresent(); i++) {
            Position from = place(analysis, random);
            Position to = place(analysis, random);
            Range range = from.compareTo(to) < 0 ? new Range(from, to) : new Range(to, from);
            List<Refactoring> all = new ArrayList<>(Refactorings.at(analysis, range));
            Optional<Refactoring> one =
                    all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
            if (one.isPresent()) {
                String after = apply(analysis, one.get());
                same(analysis, after);
                analysis = Analysis.of("n.bnn", after);
                done++;
            }
        }
        return done;
    }

    /** The beginning or end of a random word. */
    private static Position place(Analysis analysis, Random random) {
        var word = analysis.lexemes().get(random.nextInt(analysis.lexemes().size()));
        return analysis.lines().position(random.nextBoolean() ? word.start() : word.end());
    }
}
