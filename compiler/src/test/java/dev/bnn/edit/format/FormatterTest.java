// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.RandomModel;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.TextEdit;
import dev.bnn.source.Diagnostic;
import dev.bnn.testing.Fuzz;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatterTest {
    private static final Path ROOT = Path.of("..");
    private static final Path FOLDER = Goldens.folder("edit/format");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(bnn[a-z-]*)\n(.*?)^```");

    static List<Path> models() throws IOException {
        try (Stream<Path> examples = Files.walk(ROOT.resolve("examples"))) {
            return examples.filter(
                            f -> f.toString().endsWith(".bnn") && f.getParent().endsWith(Path.of("src", "main", "bnn")))
                    .sorted()
                    .toList();
        }
    }

    static List<String> snippets() throws IOException {
        try (Stream<Path> pages = Stream.concat(
                Stream.of(ROOT.resolve("README.md")),
                Files.list(ROOT.resolve("docs")).filter(f -> f.toString().endsWith(".md")))) {
            return pages.sorted()
                    .flatMap(page -> FENCE.matcher(Goldens.read(page)).results())
                    .map(m -> m.group(1).equals("bnn-layers") ? body(m.group(2)) : m.group(2))
                    .toList();
        }
    }

    private static String body(String layers) {
        return layers.lines()
                .map(l -> l.isEmpty() ? l : "  " + l)
                .collect(Collectors.joining("\n", "layers {\n", "\n}\n"));
    }

    static List<Path> cases() {
        return Goldens.files(FOLDER, ".before.bnn");
    }

    @ParameterizedTest
    @MethodSource("models")
    void theExamplesHaveTheStyle(Path model) {
        assertThat(format(Goldens.read(model)).text()).isEqualTo(Goldens.read(model));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void theModelsOfTheDocumentationHaveIt(String snippet) {
        assertThat(format(snippet).text()).isEqualTo(snippet);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void formats(Path before) {
        String text = Goldens.read(before);
        Formatter.Formatted formatted = check(text);
        String slip = formatted.slip().map(d -> d.span() + " " + d.message()).orElse("");
        Path after = before.resolveSibling(before.getFileName().toString().replace(".before.", ".after."));
        Goldens.check(after, formatted.text() + (slip.isEmpty() ? "" : "^ " + slip));
    }

    @Test
    void lineEndsArePlainOrThoseOfTheText() {
        assertThat(check("network  ends\r\nclasses \"\uD83D\uDE00\",b # ok\t \r\n\r\n\r\n\r\nlayers {\r\n\tdense 2 }")
                        .text())
                .isEqualTo("network ends\r\nclasses \"\uD83D\uDE00\", b" + " ".repeat(15)
                        + "# ok\r\n\r\nlayers {\r\n  dense 2\r\n}\r\n");
        assertThat(check("network a\rclasses b\n").text()).isEqualTo("network a\nclasses b\n");
        assertThat(check("").text()).isEmpty();
        assertThat(check(" \n\n").text()).isEmpty();
        assertThat(check("# only  ").text()).isEqualTo("# only\n");
        assertThat(check("\uFEFFnetwork  a\n").text()).isEqualTo("\uFEFFnetwork a\n");
    }

    @Test
    void whatCannotBeReadStays() {
        String large = "# a comment\n".repeat(100_000);
        for (String text : List.of("network  a\n\0\n", large)) {
            assertThat(check(text).text()).isEqualTo(text);
            Analysis analysis = Words.analysis(text);
            assertThat(Formatter.format(analysis, analysis.lines().range(0, 1))).isEmpty();
        }
    }

    @Test
    void everyPrefixOfEveryModelKeepsItsWords() throws IOException {
        for (Path model : models()) {
            String text = Goldens.read(model);
            for (int end = 0; end <= text.length(); end += 1 + text.length() / 60) {
                check(text.substring(0, end));
            }
        }
    }

    @Test
    void randomModelsKeepTheirAst() {
        Fuzz.run("formatted models", 250, random -> checked(Words.shaken(new RandomModel(random).text(), random)));
    }

    @Test
    void shakenExamplesKeepTheirAst() throws IOException {
        List<Path> models = models();
        Fuzz.run("shaken examples", 60, random -> {
            String text = Words.shaken(Goldens.read(models.get(random.nextInt(models.size()))), random);
            return checked(random.nextInt(4) == 0 ? slipped(text, random) : text);
        });
    }

    private static String slipped(String text, Random random) {
        int at = random.nextInt(text.length());
        return text.substring(0, at)
                + List.of("{", "}", "\"", "..", " x ").get(random.nextInt(5))
                + text.substring(at + 1);
    }

    private static boolean checked(String text) {
        try {
            return check(text).slip().isEmpty();
        } catch (RuntimeException e) {
            throw new AssertionError("the formatter fails on:\n" + text, e);
        }
    }

    /** Formats a text and checks what every formatting must preserve. */
    private static Formatter.Formatted check(String text) {
        Analysis before = Words.analysis(text);
        Formatter.Formatted formatted = Formatter.format(before);
        Analysis after = Words.analysis(formatted.text());
        assertThat(solid(formatted.text())).isEqualTo(solid(text));
        assertThat(Words.words(after)).as(text).isEqualTo(Words.words(before));
        assertThat(Words.ast(after)).as(text).isEqualTo(Words.ast(before));
        assertThat(codes(after)).as(text).isEqualTo(codes(before));
        assertThat(Formatter.format(after).text())
                .as("formatted twice: " + text)
                .isEqualTo(formatted.text());
        assertThat(apply(before, formatted.edits())).isEqualTo(formatted.text());
        return formatted;
    }

    /** A text without its blanks and line ends. */
    private static String solid(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<String> codes(Analysis analysis) {
        return analysis.diagnostics().stream()
                .map(Diagnostic::code)
                .map(Enum::name)
                .sorted()
                .toList();
    }

    private static Formatter.Formatted format(String text) {
        return Formatter.format(Words.analysis(text));
    }

    /** A text with changes, which do not overlap and go from top to bottom. */
    static String apply(Analysis analysis, List<TextEdit> edits) {
        StringBuilder text = new StringBuilder(analysis.text());
        for (int i = edits.size() - 1; i >= 0; i--) {
            TextEdit edit = edits.get(i);
            text.replace(
                    analysis.lines().offset(edit.range().start()),
                    analysis.lines().offset(edit.range().end()),
                    edit.text());
        }
        return text.toString();
    }
}
