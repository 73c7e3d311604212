package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.Severity;
import dev.bnn.source.SourceFile;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is done to a model, the front end gives a network or an error, and never throws. */
class MutationsTest {
    private static final int RUNS = 700;
    private static final Pattern TOKENS = Pattern.compile("\\w+|\"[^\"]*\"|\\s+|.");
    private static final List<String> STRANGE = List.of(
            "0",
            "-1",
            "99999999999",
            "1e999",
            "0.5",
            "{",
            "}",
            "(",
            ")",
            "x",
            "sign",
            "ghost",
            "\"",
            "\u20ac",
            "\0",
            "..",
            "/",
            ";",
            "2147483647",
            "as conv1",
            "repeat 3 {");

    static List<Path> models() throws IOException {
        return ModelGoldensTest.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void neverThrow(Path model) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKENS.matcher(Goldens.read(model));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        Random random = new Random(tokens.size());
        int accepted = 0;
        for (int run = 0; run < RUNS; run++) {
            List<String> mutant = new ArrayList<>(tokens);
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutate(mutant, random);
            }
            accepted += check(String.join("", mutant)) ? 1 : 0;
        }
        assertThat(accepted).isBetween(1, RUNS - 1);
    }

    private static void mutate(List<String> tokens, Random random) {
        int at = random.nextInt(tokens.size() - 1);
        switch (random.nextInt(6)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
            case 2 -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
            case 3 -> tokens.set(at, STRANGE.get(random.nextInt(STRANGE.size())));
            case 4 ->
                tokens.set(
                        at,
                        tokens.get(at).substring(random.nextInt(tokens.get(at).length())));
            default -> {
                if (random.nextInt(4) == 0) {
                    tokens.subList(at + 1, tokens.size()).clear();
                    tokens.add(" ");
                    tokens.add(" ");
                }
            }
        }
    }

    private static boolean check(String text) {
        SourceFile source = new SourceFile("mutant.bnn", text);
        try {
            Frontend.Result result = Frontend.load(source);
            boolean errors = result.diagnostics().stream().anyMatch(d -> d.severity() == Severity.ERROR);
            assertThat(result.network().isEmpty()).isEqualTo(errors);
            for (Diagnostic d : result.diagnostics()) {
                assertThat(d.message()).isNotBlank().doesNotEndWith(".");
                assertThat(d.span().start().line()).isPositive();
                assertThat(d.span().end()).isGreaterThanOrEqualTo(d.span().start());
                assertThat(DiagnosticPrinter.print(d, source)).contains(d.code());
            }
            return !errors;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("the front end fails on:\n" + text, e);
        }
    }
}
