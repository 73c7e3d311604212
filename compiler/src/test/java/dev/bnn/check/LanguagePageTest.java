// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.grammar.BnnLexer;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Recipe;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.SourceFile;
import dev.bnn.source.Span;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/language.md, and every model in the documentation, to the checker and the grammar. */
class LanguagePageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve(Path.of("docs", "language.md"));
    private static final Path GRAMMAR =
            ROOT.resolve(Path.of("grammar", "src", "main", "antlr4", "dev", "bnn", "grammar", "Bnn.g4"));
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(bnn[a-z-]*)\n(.*?)^ *```");

    private static final String HEAD =
            "network page\ninput 3 x 32 x 32 uint8 scaled -1 .. 1\n" + "classes a, b, c, d, e, f, g, h, i, j\n";
    private static final String LAYERS = "layers { conv 32 kernel 3; batchnorm; sign; dense 10 }\n";
    private static final String TRAIN = "train { data cifar10 }\n";

    record Fence(String page, String language, String text) {
        /** The block as a whole file. */
        String model() {
            return switch (language) {
                case "bnn" -> text;
                case "bnn-layers" -> HEAD + "layers {\n" + text + "}\n" + TRAIN;
                case "bnn-train" -> HEAD + LAYERS + text;
                case "bnn-target" -> HEAD + LAYERS + TRAIN + text;
                default -> throw new IllegalArgumentException("no such block: " + language);
            };
        }
    }

    static List<Fence> fences() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(p -> p.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages.stream()
                .flatMap(p -> FENCE.matcher(Goldens.read(p))
                        .results()
                        .map(m -> new Fence(p.getFileName().toString(), m.group(1), m.group(2))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fences")
    void modelsOfTheDocumentationAreWhole(Fence fence) {
        SourceFile source = new SourceFile(fence.page(), fence.model());
        Frontend.Result result = Frontend.load(source);
        assertThat(DiagnosticPrinter.print(result.diagnostics(), source)).isEmpty();
        assertThat(result.network()).isPresent();
    }

    @Test
    void theReadmeAndThePageShowModels() throws IOException {
        assertThat(fences()).extracting(Fence::page).contains("README.md");
        assertThat(fences()).extracting(Fence::language).contains("bnn", "bnn-layers", "bnn-train", "bnn-target");
    }

    @Test
    void everyWordOfTheLanguageIsExplained() {
        String page = Goldens.read(PAGE);
        String explained = page.substring(0, page.indexOf("## Grammar"));
        for (int type = 1; type <= BnnLexer.X; type++) {
            String literal = BnnLexer.VOCABULARY.getLiteralName(type);
            if (literal != null && Character.isLetter(literal.charAt(1))) {
                String word = literal.substring(1, literal.length() - 1);
                assertThat(explained).containsPattern("\\b" + word + "\\b");
            }
        }
    }

    @Test
    void theBoardsAreTheCheckers() {
        for (String name : Boards.names()) {
            Boards.Known board = Boards.of(name).orElseThrow();
            assertThat(Goldens.read(PAGE))
                    .containsPattern("\\| .*`" + name + "`.* \\| " + board.part() + " \\| "
                            + Math.round(board.clockMhz()) + " MHz \\|");
        }
    }

    @Test
    void theDefaultsAreThoseOfTheModel() {
        Recipe standard = Recipe.standard("", Span.NONE, "");
        assertThat(Goldens.read(PAGE))
                .contains("| `epochs N` | " + standard.run().epochs() + " |")
                .contains("| `batch N` | " + standard.run().batch() + " |")
                .contains("| `rate R` | " + standard.descent().rate().initial() + " |")
                .contains("| `validation N` | " + standard.run().validation() + " |")
                .contains("| `seed N` | " + standard.run().seed() + " |")
                .contains("| `clip R` | " + Math.round(standard.descent().clip()) + " |")
                .contains("`momentum`, " + NetworkBuilder.DEFAULT_MOMENTUM + ":")
                .contains("`eps`, 1e-4;");
        assertThat(NetworkBuilder.DEFAULT_EPS).isEqualByComparingTo("0.0001");
    }

    @Test
    void theGrammarIsTheParsers() {
        String page = Goldens.read(PAGE);
        int from = page.indexOf("```\n", page.indexOf("## Grammar")) + 4;
        String wanted = grammar();
        if (Boolean.getBoolean("bnn.updateGoldens")) {
            Goldens.check(PAGE, page.substring(0, from) + wanted + "```");
            return;
        }
        assertThat(page.substring(from)).isEqualTo(wanted + "```\n");
    }

    /** The parser's rules without what only serves its errors, and words in place of the names of tokens. */
    private static String grammar() {
        String text = Goldens.read(GRAMMAR);
        int lexer = text.indexOf("\nNETWORK ");
        String rules = text.substring(text.indexOf("\nfile :") + 1, lexer)
                .replaceAll("(?m)^ *\\| \\(ID \\| BEGINNING\\) junk.*\n", "")
                .replaceAll("(?m)^junk :.*\n\n", "")
                .replaceAll("(?m) *# \\w+$", "")
                .replaceAll("\\bop=", "")
                .replace("CALL", "ID");
        Pattern token = Pattern.compile("\\b[A-Z][A-Z0-9]+\\b|\\bX\\b");
        Function<MatchResult, String> word = m -> {
            for (int type = 1; type <= BnnLexer.X; type++) {
                if (m.group().equals(BnnLexer.VOCABULARY.getSymbolicName(type))) {
                    return BnnLexer.VOCABULARY.getLiteralName(type);
                }
            }
            return m.group();
        };
        return token.matcher(rules).replaceAll(word).stripTrailing() + "\n";
    }
}
