// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bnn.check.vocabulary.Boards;
import dev.bnn.check.vocabulary.LayerVocabulary;
import dev.bnn.check.vocabulary.TargetVocabulary;
import dev.bnn.check.vocabulary.Term;
import dev.bnn.check.vocabulary.TrainVocabulary;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.Marked;
import dev.bnn.edit.Position;
import dev.bnn.grammar.BnnLexer;
import dev.bnn.model.target.ResourceKind;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the TextMate grammar, for clients without semantic tokens, matches the language. */
class TextMateTest {
    private static final Path EDITORS = Path.of("..", "editors");

    /** The beginning of the scope of each kind of word that both know. */
    private static final Map<Token.Kind, String> SCOPES = Map.of(
            Token.Kind.COMMENT, "comment.line",
            Token.Kind.STRING, "string.quoted",
            Token.Kind.NUMBER, "constant.numeric",
            Token.Kind.FUNCTION, "entity.name.function",
            Token.Kind.PROPERTY, "variable.other.property",
            Token.Kind.OPERATOR, "keyword.operator",
            Token.Kind.KEYWORD, "keyword.");

    private record Rule(String scope, Pattern pattern) {}

    private static List<Rule> rules() throws IOException {
        JsonNode grammar = new ObjectMapper()
                .readTree(EDITORS.resolve("bnn.tmLanguage.json").toFile());
        assertThat(grammar.get("scopeName").asText()).isEqualTo("source.bnn");
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : grammar.get("patterns")) {
            rules.add(new Rule(
                    rule.get("name").asText(), Pattern.compile(rule.get("match").asText())));
        }
        return rules;
    }

    /** The scope that a client gives the word at {@code start} in a line; empty for none. */
    private static String scope(List<Rule> rules, String line, int start) {
        int at = 0;
        while (at <= start) {
            int begin = Integer.MAX_VALUE;
            int end = at;
            String scope = "";
            for (Rule rule : rules) {
                Matcher matcher =
                        rule.pattern().matcher(line).useTransparentBounds(true).useAnchoringBounds(false);
                matcher.region(at, line.length());
                if (matcher.find() && matcher.start() < begin) {
                    begin = matcher.start();
                    end = matcher.end();
                    scope = rule.scope();
                }
            }
            if (begin > start) {
                return "";
            }
            if (begin == start) {
                return scope;
            }
            at = end;
        }
        return "";
    }

    @Test
    void everyKeywordHasAColor() throws IOException {
        List<Rule> rules = rules();
        int keywords = 0;
        for (int type = 1; type <= BnnLexer.X; type++) {
            String literal = BnnLexer.VOCABULARY.getLiteralName(type);
            if (literal != null && Character.isLetter(literal.charAt(1))) {
                String word = literal.substring(1, literal.length() - 1);
                assertThat(scope(rules, word, 0)).as(word).isNotEmpty().isNotEqualTo("variable.other.bnn");
                keywords++;
            }
        }
        assertThat(keywords).isGreaterThan(80);
    }

    static Stream<Term> values() {
        return Stream.of(
                        LayerVocabulary.WEIGHT_TYPES,
                        TrainVocabulary.DATA_SETS,
                        TrainVocabulary.OPTIMIZERS,
                        TrainVocabulary.LOSSES,
                        TrainVocabulary.CLASS_WEIGHTS,
                        TrainVocabulary.ESTIMATORS,
                        TrainVocabulary.STEPS,
                        TrainVocabulary.PRECISIONS,
                        TargetVocabulary.PARAMETERS,
                        TargetVocabulary.OUTPUTS,
                        Vocabulary.NETWORK_OUTPUTS,
                        TargetVocabulary.TOOLS,
                        TargetVocabulary.MEMORIES)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueHasAColor(Term value) throws IOException {
        String line = "memory " + value.word();
        String scope = scope(rules(), line, "memory ".length());
        // Two of them are words of the language elsewhere: a layer, and an entry.
        assertThat(scope.equals("constant.language.bnn")
                        || Set.of("ternary", "weights").contains(value.word()))
                .as(value.word() + " is " + scope)
                .isTrue();
    }

    @Test
    void everyBoardAndResourceHasAColor() throws IOException {
        List<Rule> rules = rules();
        for (String board : Boards.names()) {
            assertThat(scope(rules, board + " {", 0)).as(board).isEqualTo("entity.name.type.board.bnn");
            assertThat(scope(rules, board + " {", board.length() - 1)).as(board).isEmpty();
        }
        assertThat(scope(rules, "xczu7ev-ffvc1156-2-e {", 0)).isEqualTo("entity.name.type.board.bnn");
        for (ResourceKind kind : ResourceKind.values()) {
            assertThat(scope(rules, kind.word(), 0)).as(kind.word()).isEqualTo("constant.language.bnn");
        }
    }

    static List<Path> examples() throws IOException {
        return Marked.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesHaveTheColorsOfTheirTokens(Path example) throws IOException {
        List<Rule> rules = rules();
        Analysis analysis = Analysis.of("n.bnn", Goldens.read(example));
        for (Token token : Tokens.of(analysis)) {
            String wanted = SCOPES.get(token.kind());
            if (wanted != null) {
                Position start = token.range().start();
                String line = analysis.lines().line(start.line());
                assertThat(scope(rules, line, start.character()))
                        .as(line + " at " + start.character())
                        .startsWith(wanted);
            }
        }
    }

    @Test
    void theConfigurationIsJson() throws IOException {
        JsonNode configuration = new ObjectMapper()
                .readTree(EDITORS.resolve("language-configuration.json").toFile());
        assertThat(configuration.get("comments").get("lineComment").asText()).isEqualTo("#");
        assertThat(configuration.get("brackets")).hasSize(2);
        Pattern opens = Pattern.compile(configuration
                .get("indentationRules")
                .get("increaseIndentPattern")
                .asText());
        assertThat(opens.matcher("layers {").find()).isTrue();
        assertThat(opens.matcher("layers { # {").find()).isTrue();
        assertThat(opens.matcher("layers { sign }").find()).isFalse();
        assertThat(opens.matcher("# layers {").find()).isFalse();
    }
}
