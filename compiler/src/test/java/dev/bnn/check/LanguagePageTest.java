// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.vocabulary.Boards;
import dev.bnn.check.vocabulary.LayerVocabulary;
import dev.bnn.check.vocabulary.TargetVocabulary;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.grammar.BnnLexer;
import dev.bnn.model.LayerKind;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.SourceFile;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that docs/language.md, and every model in the documentation, match the checker and the grammar. */
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

    /** The tables of the page by name. */
    static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("sections", table("section", Vocabulary.SECTIONS));
        tables.put("layers", table("layer", LayerVocabulary.LAYERS));
        tables.put("layer options", optionTable());
        tables.put("train entries", table("entry", TrainVocabulary.TRAIN));
        tables.put("schedules", table("schedule", TrainVocabulary.SCHEDULES));
        tables.put("optimizers", table("optimizer", TrainVocabulary.OPTIMIZERS));
        tables.put("optimizer options", table("option", TrainVocabulary.OPTIMIZER_OPTIONS));
        tables.put("loss options", table("option", TrainVocabulary.LOSS_OPTIONS));
        tables.put("augmentations", table("change", TrainVocabulary.AUGMENTATIONS));
        tables.put("teacher options", table("option", TrainVocabulary.TEACHER_OPTIONS));
        tables.put("boards", boardTable());
        tables.put("target entries", table("entry", TargetVocabulary.TARGET));
        return tables;
    }

    private static String table(String what, List<Term> terms) {
        return table(
                List.of(what, "values", "default", "meaning"),
                terms.stream()
                        .map(t -> List.of("`" + t.usage() + "`", t.values(), t.standard(), t.doc()))
                        .toList());
    }

    private static String optionTable() {
        return table(
                List.of("option", "of", "values", "default", "meaning"),
                LayerVocabulary.LAYER_OPTIONS.stream()
                        .map(t -> List.of("`" + t.usage() + "`", layers(t), t.values(), t.standard(), t.doc()))
                        .toList());
    }

    private static String layers(Term option) {
        List<LayerKind> kinds = Arrays.stream(LayerKind.values())
                .filter(k -> LayerVocabulary.options(k).contains(option))
                .toList();
        return kinds.size() == LayerKind.values().length
                ? "every layer"
                : kinds.stream().map(k -> "`" + k.stem() + "`").collect(Collectors.joining(", "));
    }

    private static String boardTable() {
        return table(
                List.of("board", "part", "clock"),
                Boards.names().stream()
                        .map(name -> Boards.of(name).orElseThrow())
                        .map(b -> List.of("`" + b.name() + "`", b.part(), Math.round(b.clockMhz()) + " MHz"))
                        .toList());
    }

    /** The table, without columns that are empty in every row. */
    private static String table(List<String> header, List<List<String>> rows) {
        List<Integer> columns = IntStream.range(0, header.size())
                .filter(i -> rows.stream().anyMatch(r -> !r.get(i).isEmpty()))
                .boxed()
                .toList();
        List<List<String>> lines =
                new ArrayList<>(List.of(header, header.stream().map(h -> "---").toList()));
        lines.addAll(rows);
        return lines.stream()
                .map(line -> columns.stream()
                        .map(i -> line.get(i).replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }

    @Test
    void theTablesAreTheVocabulary() {
        String page = Goldens.read(PAGE);
        String wanted = page;
        for (Map.Entry<String, String> table : tables().entrySet()) {
            String begin = "<!-- table: " + table.getKey() + " -->\n";
            assertThat(wanted).contains(begin);
            int from = wanted.indexOf(begin) + begin.length();
            int to = wanted.indexOf("<!-- end -->", from);
            wanted = wanted.substring(0, from) + table.getValue() + wanted.substring(to);
        }
        if (Boolean.getBoolean("bnn.updateGoldens")) {
            Goldens.check(PAGE, wanted.stripTrailing());
        }
        assertThat(Goldens.read(PAGE)).isEqualTo(wanted);
    }

    @Test
    void theWordsAreThoseThatTheModelKnows() {
        assertThat(Vocabulary.words(TrainVocabulary.ESTIMATORS))
                .containsExactlyInAnyOrderElementsOf(words(Recipe.Ste::word, Recipe.Ste.values()));
        assertThat(Vocabulary.words(TrainVocabulary.STEPS))
                .containsExactlyInAnyOrderElementsOf(words(Recipe.Step::word, Recipe.Step.values()));
        assertThat(Vocabulary.words(TrainVocabulary.PRECISIONS))
                .containsExactlyInAnyOrderElementsOf(words(Recipe.Precision::word, Recipe.Precision.values()));
        assertThat(Vocabulary.words(TrainVocabulary.LOSSES))
                .containsExactlyInAnyOrderElementsOf(words(Recipe.Loss.Function::word, Recipe.Loss.Function.values()));
        assertThat(Vocabulary.words(LayerVocabulary.WEIGHT_TYPES))
                .containsExactlyElementsOf(words(WeightType::word, WeightType.values()));
        assertThat(Vocabulary.words(TargetVocabulary.MEMORIES))
                .containsExactlyElementsOf(words(Memory::word, Memory.values()));
        assertThat(Vocabulary.words(TargetVocabulary.TOOLS)).containsExactlyElementsOf(HlsTool.words());
        assertThat(Vocabulary.words(LayerVocabulary.LAYERS))
                .containsExactlyElementsOf(words(LayerKind::stem, LayerKind.values()));
    }

    private static <E> List<String> words(Function<E, String> word, E[] values) {
        return Arrays.stream(values).map(word).toList();
    }

    /** Each word of the vocabulary is a word of the grammar, or stands where the grammar has a name. */
    @Test
    void theKeywordsAreTheGrammars() {
        for (List<Term> terms : List.of(
                Vocabulary.SECTIONS,
                LayerVocabulary.LAYERS,
                LayerVocabulary.LAYER_OPTIONS,
                TrainVocabulary.TRAIN,
                TargetVocabulary.TARGET,
                TrainVocabulary.OPTIMIZER_OPTIONS,
                TrainVocabulary.LOSS_OPTIONS,
                TrainVocabulary.AUGMENTATIONS,
                TrainVocabulary.TEACHER_OPTIONS,
                TrainVocabulary.SCHEDULES)) {
            for (String word : Vocabulary.words(terms)) {
                assertThat(Goldens.read(GRAMMAR)).contains(": '" + word + "' ;");
            }
        }
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

    /** The parser's rules without the parts that only serve its errors, and with words in place of token names. */
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
