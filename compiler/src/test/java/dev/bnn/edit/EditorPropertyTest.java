// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.edit.change.QuickFixes;
import dev.bnn.edit.complete.Completion;
import dev.bnn.edit.complete.Item;
import dev.bnn.edit.navigate.Folding;
import dev.bnn.edit.navigate.Mention;
import dev.bnn.edit.navigate.Mentions;
import dev.bnn.edit.navigate.Outline;
import dev.bnn.edit.navigate.Rename;
import dev.bnn.edit.navigate.Selection;
import dev.bnn.syntax.Lexeme;
import dev.bnn.testing.Fuzz;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** While a text is typed, every feature answers, and the results for all sections but the one with the mistake stay the same. */
class EditorPropertyTest {
    private static final List<String> WORDS = List.of(
            "conv",
            "16",
            "kernel",
            "padding",
            "same",
            "-1",
            "weights",
            "{",
            "}",
            "(",
            ")",
            ";",
            ",",
            "\"",
            "//",
            "\n",
            " ",
            "x",
            "sign",
            "as",
            "repeat",
            "residual",
            "data",
            "epochs",
            "rate",
            "fold",
            "pe",
            "clock",
            "start",
            "ghost",
            "\u00e9",
            "\uD83D\uDE00",
            "1e9",
            "=",
            "..",
            "#",
            "\r\n",
            "@");

    private static final Set<Outline.Kind> BRACED =
            Set.of(Outline.Kind.BLOCK, Outline.Kind.LAYERS, Outline.Kind.RECIPE, Outline.Kind.TARGET);

    private static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
            return files.filter(
                            f -> f.toString().endsWith(".bnn") && f.getParent().endsWith(Path.of("src", "main", "bnn")))
                    .sorted()
                    .map(Goldens::read)
                    .toList();
        }
    }

    /** Every ninth prefix of every example; with {@code -Dbnn.fuzz} every one. */
    @Test
    void prefixes() throws IOException {
        int step = System.getProperty("bnn.fuzz") == null ? 9 : 1;
        int tried = 0;
        for (String text : examples()) {
            Analysis full = Analysis.of("full.bnn", text);
            List<Outline.Node> nodes = Outline.of(full);
            for (int cut = 0; cut <= text.length(); cut += step) {
                Analysis analysis = Analysis.of("prefix.bnn", text.substring(0, cut));
                all(analysis, cut);
                List<Outline.Node> there = Outline.of(analysis);
                for (int i = 0; i + 1 < nodes.size(); i++) {
                    if (full.lines().offset(nodes.get(i + 1).range().start()) <= cut) {
                        assertThat(there).as(analysis.text()).hasSizeGreaterThan(i);
                        assertThat(plain(there.get(i))).as(analysis.text()).isEqualTo(plain(nodes.get(i)));
                    }
                }
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(1_000);
    }

    @Test
    void edits() throws IOException {
        List<String> examples = examples();
        Fuzz.run("edits of a section", 400, random -> {
            String text = examples.get(random.nextInt(examples.size()));
            Analysis before = Analysis.of("before.bnn", text);
            List<Outline.Node> nodes = Outline.of(before);
            List<Integer> braced = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                if (BRACED.contains(nodes.get(i).kind())) {
                    braced.add(i);
                }
            }
            int edited = braced.get(random.nextInt(braced.size()));
            Range range = nodes.get(edited).range();
            int begin = text.indexOf('{', before.lines().offset(range.start())) + 1;
            int end = before.lines().offset(range.end()) - 1;
            StringBuilder inner = new StringBuilder(text.substring(begin, end));
            int caret = 0;
            for (int i = random.nextInt(3); i >= 0; i--) {
                caret = mutate(inner, random);
            }
            Analysis after = Analysis.of("after.bnn", text.substring(0, begin) + inner + text.substring(end));
            all(after, begin + caret);
            List<Outline.Node> there = Outline.of(after);
            for (int i = 0; i < edited; i++) {
                assertThat(plain(there.get(i))).as(after.text()).isEqualTo(plain(nodes.get(i)));
            }
            int gone = nodes.size() - there.size();
            for (int i = edited + 1; i < nodes.size(); i++) {
                assertThat(i - gone).as(after.text()).isNotNegative();
                assertThat(names(there.get(i - gone))).as(after.text()).isEqualTo(names(nodes.get(i)));
            }
            return after.network().isPresent();
        });
    }

    private static int mutate(StringBuilder inner, Random random) {
        int at = random.nextInt(inner.length() + 1);
        String word = WORDS.get(random.nextInt(WORDS.size()));
        switch (random.nextInt(3)) {
            case 0 -> inner.insert(at, word);
            case 1 -> inner.delete(at, Math.min(inner.length(), at + random.nextInt(8)));
            default -> inner.insert(at, " " + word + " ");
        }
        return Math.min(inner.length(), at + word.length());
    }

    /** A word that is deleted from a complete text is proposed in its place. */
    @Test
    void whatWasThereIsProposed() throws IOException {
        int tried = 0;
        for (String text : examples()) {
            for (Lexeme word : Analysis.of("full.bnn", text).lexemes()) {
                if (word.kind() != Lexeme.Kind.KEYWORD || word.text().equals("x")) {
                    continue;
                }
                Analysis without =
                        Analysis.of("without.bnn", text.substring(0, word.start()) + text.substring(word.end()));
                List<Item> items = Completion.at(without, without.lines().position(word.start()));
                assertThat(items)
                        .as("%s at %s in%n%s", word.text(), word.span(), without.text())
                        .anyMatch(i -> (i.label() + " ").startsWith(word.text() + " ")
                                || (" " + i.label() + " ").contains(" " + word.text() + " "));
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(300);
    }

    @Test
    void everyNameCanBeAnother() throws IOException {
        int tried = 0;
        for (String text : examples()) {
            Analysis analysis = Analysis.of("full.bnn", text);
            for (Mention mention : Mentions.of(analysis)) {
                if (!mention.symbol().named()) {
                    continue;
                }
                Rename.Outcome outcome =
                        Rename.to(analysis, analysis.range(mention.span()).start(), "another_name");
                assertThat(outcome).isInstanceOf(Rename.Renamed.class);
                StringBuilder renamed = new StringBuilder(text);
                List<TextEdit> edits = ((Rename.Renamed) outcome).edits();
                for (int i = edits.size() - 1; i >= 0; i--) {
                    Range range = edits.get(i).range();
                    renamed.replace(
                            analysis.lines().offset(range.start()),
                            analysis.lines().offset(range.end()),
                            edits.get(i).text());
                }
                assertThat(Analysis.of("renamed.bnn", renamed.toString()).network())
                        .as(renamed.toString())
                        .isPresent();
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    /** Asks every feature at a place. */
    private static void all(Analysis analysis, int caret) {
        Position position = analysis.lines().position(caret);
        try {
            for (Item item : Completion.at(analysis, position)) {
                assertThat(item.edit().range().touches(position))
                        .as(item.toString())
                        .isTrue();
            }
            Mentions.like(analysis, position);
            Mentions.definition(analysis, position);
            Rename.to(analysis, position, "other");
            List<Range> grown = Selection.at(analysis, position);
            for (int i = 1; i < grown.size(); i++) {
                assertThat(grown.get(i).covers(grown.get(i - 1))).isTrue();
            }
            for (Folding fold : Folding.of(analysis)) {
                assertThat(fold.last())
                        .isGreaterThan(fold.first())
                        .isLessThan(analysis.lines().lines());
            }
            QuickFixes.at(analysis, new Range(position, position));
            Outline.of(analysis).forEach(EditorPropertyTest::nested);
        } catch (RuntimeException e) {
            throw new AssertionError("at " + position + " of\n" + analysis.text(), e);
        }
    }

    private static void nested(Outline.Node node) {
        assertThat(node.range().covers(node.selection())).as(node.toString()).isTrue();
        for (Outline.Node child : node.children()) {
            assertThat(node.range().covers(child.range())).as(node.toString()).isTrue();
            nested(child);
        }
    }

    /** A part without its details. */
    private static String plain(Outline.Node node) {
        return node.kind() + " " + node.name() + " " + node.range()
                + node.children().stream().map(EditorPropertyTest::plain).toList();
    }

    private static String names(Outline.Node node) {
        return node.kind() + " " + node.name()
                + node.children().stream().map(EditorPropertyTest::names).toList();
    }
}
