// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Cases;
import dev.bnn.edit.Position;
import dev.bnn.testing.Goldens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NavigateTest {
    private static final Path FOLDER = Goldens.folder("edit/navigate");
    private static final Path EXAMPLES = Path.of("..", "examples");

    @Test
    void namesAreFoundAndRenamed() {
        StringBuilder out = new StringBuilder();
        for (Cases one : Cases.of(FOLDER.resolve("names.cases"))) {
            Analysis analysis = one.analysis();
            Position caret = one.position();
            out.append("---- ").append(one.title()).append('\n');
            Mentions.at(analysis, caret)
                    .ifPresent(m -> out.append(m.symbol().kind().text())
                            .append(' ')
                            .append(m.symbol().name())
                            .append(", declared at ")
                            .append(Mentions.definition(analysis, caret).orElseThrow())
                            .append('\n'));
            out.append(Mentions.like(analysis, caret).stream()
                            .map(m -> analysis.range(m.span()) + (m.declaration() ? " declaration" : ""))
                            .collect(Collectors.joining("\n")))
                    .append('\n');
            Rename.Outcome outcome = Rename.to(analysis, caret, "renamed");
            if (outcome instanceof Rename.Refused refused) {
                out.append("refused: ").append(refused.reason()).append('\n');
            } else {
                out.append(edited(one.text(), (Rename.Renamed) outcome, analysis))
                        .append('\n');
            }
        }
        Goldens.check(FOLDER.resolve("names.found"), out.toString());
    }

    private static String edited(String text, Rename.Renamed renamed, Analysis analysis) {
        StringBuilder out = new StringBuilder(text);
        renamed.edits().stream()
                .sorted(Comparator.comparing(
                                (dev.bnn.edit.TextEdit e) -> e.range().start())
                        .reversed())
                .forEach(e -> out.replace(
                        analysis.lines().offset(e.range().start()),
                        analysis.lines().offset(e.range().end()),
                        e.text()));
        return out.toString().strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1a: a name is letters a to z, digits and _, and does not begin with a digit",
                "a-b: a name is letters a to z, digits and _, and does not begin with a digit",
                "conv: `conv` is a word of the language",
                "pair: `pair` is declared twice",
                "n: `n` has another meaning at one of the places",
                "OTHER: `OTHER` is declared twice"
            })
    void whatWouldBreakIsRefused(String line) {
        String text = "network x\ninput 1 x 28 x 28 uint8\nclasses 0 .. 9\nconst WIDE = 16\nconst OTHER = 1\n"
                + "block pair(n) { conv WIDE kernel n; batchnorm; sign }\nlayers { pair(1); dense 10 }\n"
                + "train { data digits }\n";
        Analysis analysis = Analysis.of("x.bnn", text);
        assertThat(analysis.network()).isPresent();
        String[] parts = line.split(": ", 2);
        assertThat(Rename.to(analysis, new Position(3, 7), parts[0])).isEqualTo(new Rename.Refused(parts[1]));
        assertThat(Rename.to(analysis, new Position(3, 7), "WIDER"))
                .isInstanceOfSatisfying(
                        Rename.Renamed.class, r -> assertThat(r.edits()).hasSize(2));
    }

    /** A wrong name hides other errors, and other errors come to light with a better one. */
    @Test
    void errorsOfOthersHideNoErrorOfAName() {
        String text = "network x\ninput 1 x 28 x 28 uint8\nclasses 0 .. 9\n"
                + "layers { dense 20 as first; batchnorm; sign; dense 10 }\n"
                + "train { data digits }\ntarget pynq-z1 { fold first pe 3 simd 28 }\n";
        Analysis analysis = Analysis.of("x.bnn", text);
        assertThat(analysis.network()).isEmpty();
        Position place = analysis.lines().position(text.indexOf("first"));
        assertThat(Rename.to(analysis, place, "dense2"))
                .isEqualTo(new Rename.Refused("`dense2` is how layers without a name are called"));
        assertThat(Rename.to(analysis, place, "second")).isInstanceOf(Rename.Renamed.class);
        Analysis wrong = Analysis.of("x.bnn", text.replace("first", "dense2"));
        assertThat(Rename.to(wrong, place, "first")).isInstanceOf(Rename.Renamed.class);
    }

    @Test
    void pathsOfDataAreLinks() {
        String text = "train { data \"a/b.zip\" }\ntrain b { data \"svhn:extra\" }\ntrain c { data \"digits:50\" }\n"
                + "train d { data \"mnist\" }\ntrain e { data mnist }\n";
        assertThat(DataLink.of(Analysis.of("x.bnn", text)))
                .extracting(DataLink::path)
                .containsExactly("a/b.zip");
    }

    @Test
    void selectionsGrow() {
        StringBuilder out = new StringBuilder();
        for (Cases one : Cases.of(FOLDER.resolve("selection.cases"))) {
            Analysis analysis = one.analysis();
            out.append("---- ").append(one.title()).append('\n');
            List<dev.bnn.edit.Range> ranges = Selection.at(analysis, one.position());
            for (int i = 1; i < ranges.size(); i++) {
                assertThat(ranges.get(i).covers(ranges.get(i - 1))).isTrue();
            }
            ranges.subList(0, ranges.size() - 1)
                    .forEach(r -> out.append('[')
                            .append(
                                    analysis.text(),
                                    analysis.lines().offset(r.start()),
                                    analysis.lines().offset(r.end()))
                            .append("]\n"));
        }
        Goldens.check(FOLDER.resolve("selection.grown"), out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar10-vgg16/src/main/bnn/vgg16.bnn", "quickstart/src/main/bnn/digits.bnn"})
    void outlineAndFolding(String example) {
        Path file = EXAMPLES.resolve(example);
        print(file, Goldens.read(file));
    }

    @Test
    void outlineOfAHalfWrittenText() {
        print(Path.of("half.bnn"), """
                network half "title"
                input 1 x
                # one comment
                # and another
                classes 0 .. 9
                block pair(n { conv n kernel 3; sign }
                layers {
                  conv 16 kernel 3
                  conv 16 kernel
                  residual {
                    sign
                  }
                  unknown 3
                train first {
                  data
                  epochs 3
                }
                target pyn
                """);
    }

    private static void print(Path name, String text) {
        Analysis analysis = Analysis.of(name.getFileName().toString(), text);
        List<String> lines = new ArrayList<>();
        Outline.of(analysis).forEach(n -> print(n, "", lines));
        Folding.of(analysis)
                .forEach(f -> lines.add("fold " + f.first() + "-" + f.last() + (f.comment() ? " comment" : "")));
        Goldens.check(
                FOLDER.resolve(name.getFileName().toString().replace(".bnn", ".outline")), String.join("\n", lines));
    }

    private static void print(Outline.Node node, String indent, List<String> lines) {
        assertThat(node.range().covers(node.selection())).isTrue();
        String detail = node.detail().isEmpty() ? "" : " | " + node.detail();
        lines.add(indent + node.kind() + " " + node.name() + detail + " " + node.range() + " at " + node.selection());
        for (Outline.Node child : node.children()) {
            assertThat(node.range().covers(child.range()))
                    .as("%s in %s", child, node)
                    .isTrue();
            print(child, indent + "  ", lines);
        }
    }
}
