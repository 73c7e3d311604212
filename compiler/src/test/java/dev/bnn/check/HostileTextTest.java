// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts of nearly a megabyte whose cost could grow faster than their length. Each takes a second or two; if a change makes the cost
 * quadratic or exponential, the test does not end.
 */
class HostileTextTest {
    private static final int SIZE = 1_000_000;
    private static final String HEAD = "network n\ninput 1 x 28 x 28 uint8\nclasses 0 .. 9\n";
    private static final String LAYERS = "layers { conv 4 kernel 3; batchnorm; sign; dense 10 }\n";
    private static final String TRAIN = "train { data digits }\n";
    private static final String LONG = "q".repeat(90);

    /** @param code code of one of the findings; empty if there is none */
    record Case(String name, String text, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String fill(IntFunction<String> part) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(part.apply(i));
        }
        return text.toString();
    }

    private static Case layers(String name, String text, String code) {
        return new Case(name, HEAD + "layers {\n" + text + "}\n" + TRAIN, code);
    }

    private static Case after(String name, String text, String code) {
        return new Case(name, HEAD + LAYERS + TRAIN + text, code);
    }

    static Stream<Case> cases() {
        return Stream.of(
                after(
                        "recipes in a chain",
                        fill(i -> "train a" + (i + 1) + "{data digits start a" + i + "}\n"),
                        "BNN105"),
                after("recipes on two others", recipes(), ""),
                after("recipes in circles", circles(), "BNN107"),
                after("unknown recipes", fill(i -> "train a" + i + "{data digits start " + LONG + i + "}\n"), "BNN105"),
                after("targets", fill(i -> "target t" + i + " pynq-z1 {fold conv1 pe 1 simd 1}\n"), "BNN110"),
                after("broken targets", fill(i -> "target a\n"), "BNN001"),
                after("a board without end", "target a" + "-1".repeat(SIZE / 2) + " {}", "BNN003"),
                after(
                        "folds of unknown layers",
                        "target pynq-z1 {" + fill(i -> "fold " + LONG + i + " pe 1 simd 1\n") + "}",
                        "BNN406"),
                after("sections misspelt", fill(i -> "trian\n"), "BNN001"),
                after("sections without keyword", fill(i -> "abcdefghijklmno\n"), "BNN001"),
                after("braces", "}".repeat(SIZE), "BNN001"),
                after("empty comments", "#\n".repeat(SIZE / 2), ""),
                new Case("section keywords", "input ".repeat(SIZE / 6), "BNN001"),
                new Case("names that are keywords", "network ".repeat(SIZE / 8), "BNN102"),
                new Case("labels", HEAD.replace("0 .. 9", "c" + ",c".repeat(SIZE / 2)), "BNN101"),
                new Case(
                        "constants in a chain",
                        HEAD + "const a0=1\n" + fill(i -> "const a" + (i + 1) + "=a" + i + "\n") + LAYERS + TRAIN,
                        ""),
                new Case(
                        "constants of unknown ones",
                        HEAD
                                + fill(i -> "const " + LONG.substring(9) + i + "=x" + LONG.substring(9) + i + "\n")
                                + LAYERS
                                + TRAIN,
                        "BNN105"),
                new Case("a number", HEAD + "const a = " + "9".repeat(SIZE) + "\n" + LAYERS + TRAIN, "BNN112"),
                new Case("parentheses", HEAD + "const a = " + "(".repeat(SIZE) + "\n" + LAYERS + TRAIN, "BNN003"),
                new Case("signs", HEAD + "const a = " + "-".repeat(SIZE) + "1\n" + LAYERS + TRAIN, "BNN003"),
                new Case(
                        "expressions",
                        HEAD + fill(i -> "const a" + i + " = 1" + "+1".repeat(99) + "\n") + LAYERS + TRAIN,
                        ""),
                layers("options", "conv 4 " + "kernel 3 ".repeat(SIZE / 10), "BNN202"),
                layers("statements without value", "conv\n".repeat(SIZE / 5), "BNN001"),
                layers("statements without value in a line", "conv;".repeat(SIZE / 5), "BNN001"),
                layers("unknown layers", "foo\n".repeat(SIZE / 4), "BNN106"),
                layers("strange characters", "conv @ ;".repeat(SIZE / 8), "BNN002"),
                layers("names doubled", "sign as foo ".repeat(SIZE / 12), "BNN103"),
                layers("a name", "n".repeat(SIZE), "BNN002"),
                layers("repeats", "repeat 2 {".repeat(98) + "}".repeat(98) + " dense 10", "BNN110"),
                blocks(
                        "options of a block used often",
                        "block a() { conv 4 " + "kernel 3 ".repeat(SIZE / 10) + "}",
                        "repeat 10000 { a() }",
                        "BNN202"),
                blocks(
                        "arguments",
                        "block a(" + String.join(",", fill(i -> "p" + i + " ").split(" ")) + ") { }",
                        "",
                        "BNN110"),
                blocks("arguments of expressions", arguments(), "repeat 10000 { repeat 9 { b() } }", "BNN110"),
                blocks("blocks in a chain", fill(i -> "block b" + i + "() { b" + (i + 1) + "() }\n"), "b0()", "BNN110"),
                blocks(
                        "blocks in a circle",
                        fill(i -> "block b" + i + "() { b" + (i + 1) % 30_000 + "() }\n"),
                        "b0()",
                        "BNN107"),
                blocks(
                        "blocks on a way to circles",
                        fill(i -> "block b" + i + "() { b" + (i + 1) + "() b" + i + "() }\n"),
                        "b0()",
                        "BNN107"),
                blocks("blocks used twice each", twice(), "b90(7)", "BNN110"),
                blocks("blocks never used", fill(i -> "block b" + i + "() { sign }\n"), "dense 10", "BNN109"));
    }

    private static Case blocks(String name, String blocks, String use, String code) {
        return new Case(name, HEAD + blocks + "\nlayers { " + use + " }\n" + TRAIN, code);
    }

    private static String recipes() {
        StringBuilder text = new StringBuilder("train a0 {data digits}\ntrain a1 {data digits}\n");
        for (int i = 2; i < 900; i++) {
            text.append(String.format("train a%d {data digits start a%d teacher a%d}%n", i, i - 1, i - 2));
        }
        return text.toString();
    }

    private static String circles() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            text.append(
                    String.format("train a%d {data digits start a%d teacher a%d}%n", i, (i + 1) % 900, (i + 2) % 900));
        }
        return text.toString();
    }

    private static String arguments() {
        String hundred = ",p".repeat(99);
        StringBuilder parameters = new StringBuilder("p");
        for (int i = 0; i < 99; i++) {
            parameters.append(",p").append(i);
        }
        String value = "1" + "+1".repeat(90);
        return "block a(" + parameters + ") { }\nblock b() { a(" + value + hundred.replace("p", value) + ") }\n";
    }

    private static String twice() {
        StringBuilder text = new StringBuilder("block b0(n) { conv n/7 kernel 1 }\n");
        for (int i = 0; i < 90; i++) {
            text.append(String.format("block b%d(n) { b%d(n) b%d(n) }%n", i + 1, i, i));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isDone(Case hostile) {
        SourceFile source = new SourceFile("hostile.bnn", hostile.text());
        Frontend.Result result = Frontend.load(source);
        assertThat(result.diagnostics()).hasSizeLessThanOrEqualTo(Diagnostics.MOST);
        assertThat(result.diagnostics()).extracting(d -> d.code().toString()).contains(codes(hostile));
        assertThat(DiagnosticPrinter.print(result.diagnostics(), source)).hasSizeLessThan(100_000);
    }

    private static String[] codes(Case hostile) {
        return hostile.code().isEmpty() ? new String[0] : new String[] {hostile.code()};
    }

    @Test
    void ofManyFindingsTheFirstHundredAreKeptAndTheOthersCounted() {
        String text = HEAD + "layers {\n" + "foo\n".repeat(5000) + "}\n" + TRAIN;
        Frontend.Result result = Frontend.load(new SourceFile("many.bnn", text));
        assertThat(result.diagnostics()).hasSize(100);
        assertThat(result.diagnostics().get(99).span().start().line()).isEqualTo(104);
        assertThat(result.errors()).isEqualTo(5000);
        assertThat(result.left()).isEqualTo(4900);
    }

    @Test
    void errorsAreKeptBeforeWarnings() {
        String blocks = "block b%d() { sign }\n";
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < 300; i++) {
            text.append(String.format(blocks, i));
        }
        Frontend.Result warned = Frontend.load(new SourceFile("many.bnn", text + LAYERS + TRAIN));
        assertThat(warned.network()).isPresent();
        assertThat(warned.errors()).isZero();
        assertThat(warned.left()).isEqualTo(200);

        Diagnostics mixed = new Diagnostics();
        warned.diagnostics().forEach(mixed::add);
        mixed.error(Code.MISPLACED_WORD, warned.diagnostics().get(0).span(), "wrong", "");
        assertThat(mixed.sorted()).hasSize(100).extracting(Diagnostic::message).contains("wrong");
        assertThat(mixed.left()).isEqualTo(1);
    }

    @Test
    void aFileOfMoreThanAMegabyteIsRefusedUnread(@TempDir Path folder) throws IOException {
        byte[] text = (HEAD + LAYERS + TRAIN).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, Frontend.LARGEST);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        assertThat(Frontend.load(Files.write(folder.resolve("largest.bnn"), padded))
                        .network())
                .isPresent();
        Path larger = Files.write(folder.resolve("larger.bnn"), Arrays.copyOf(padded, padded.length + 1));
        assertThat(Frontend.load(larger).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.code()).isEqualTo(Code.FILE_TOO_LARGE))
                .satisfies(d -> assertThat(d.message()).isEqualTo("the file has more than 1 MB"));
        assertThat(Frontend.load(new SourceFile("text.bnn", " ".repeat(Frontend.LARGEST + 1)))
                        .diagnostics())
                .singleElement()
                .extracting(Diagnostic::code)
                .isEqualTo(Code.FILE_TOO_LARGE);
    }
}
