// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.report.network.NetworkTable;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Severity;
import dev.bnn.source.SourceFile;
import dev.bnn.testing.Fuzz;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file contains, the front end yields a network or an error and never throws. Whatever mistake it contains, mistakes in
 * other sections are still found.
 */
class ModelFuzzTest {
    private static final Pattern TOKENS = Pattern.compile("\\w+|\"[^\"]*\"|\\s+|.", Pattern.DOTALL);
    private static final List<String> STRANGE = List.of(
            "0",
            "-1",
            "99999999999",
            "1e999",
            "1e1000000000",
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
            "\uD83D\uDE00",
            "\u00a0",
            "\0",
            "\r",
            "\n",
            "..",
            "/",
            "-",
            "=",
            ",",
            ";",
            "//",
            "2147483647",
            "as conv1",
            "repeat 3 {",
            "residual {",
            "train",
            "target",
            "layers {",
            "block b(n) {");
    private static final List<byte[]> BYTES = List.of(
            new byte[] {0},
            new byte[] {-1, -2},
            new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
            new byte[] {(byte) 0xF0, (byte) 0x9F},
            new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {'\r'},
            new byte[] {'\t'},
            new byte[] {27, '[', '2', 'J'});

    private static final String MISTAKE = "\ntrain its_own { data digits  epochs 0 }\n";

    private static List<String> texts() throws IOException {
        return ModelGoldensTest.models().stream().map(Goldens::read).toList();
    }

    private static List<List<String>> tokens() throws IOException {
        return texts().stream()
                .map(t -> TOKENS.matcher(t).results().map(MatchResult::group).toList())
                .toList();
    }

    @Test
    void words() throws IOException {
        List<List<String>> models = tokens();
        Fuzz.run("tokens of models", 4000, random -> check(mutant(models, random)));
    }

    @Test
    void bytes() throws IOException {
        List<byte[]> models =
                texts().stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
        Fuzz.run("bytes of models", 2000, random -> {
            byte[] bytes = models.get(random.nextInt(models.size()));
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes = mutate(bytes, random);
            }
            return check(Frontend.load("mutant.bnn", bytes));
        });
    }

    @Test
    void generated() {
        Fuzz.run("generated models", 3000, random -> check(new RandomModel(random).text()));
    }

    @Test
    void aSlipHidesNothingInAnotherSection() throws IOException {
        List<List<String>> models = tokens();
        Fuzz.run("models with a slip and a mistake", 2000, random -> {
            String slip = mutant(models, random).replace("\0", "");
            SourceFile source = new SourceFile("mutant.bnn", slip + MISTAKE);
            Frontend.Result result = Frontend.load(source);
            assertThat(result.diagnostics())
                    .as(source.text())
                    .anyMatch(d -> d.code() == Code.TRAIN_RANGE
                            && source.line(d.span().start().line()).equals(MISTAKE.strip()));
            return result.errors() == 1;
        });
    }

    private static String mutant(List<List<String>> models, Random random) {
        List<String> mutant = new ArrayList<>(models.get(random.nextInt(models.size())));
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutate(mutant, random);
        }
        return String.join("", mutant);
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

    private static byte[] mutate(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        if (random.nextInt(3) == 0) {
            byte[] changed = bytes.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            return changed;
        }
        byte[] put = random.nextInt(4) == 0 ? new byte[0] : BYTES.get(random.nextInt(BYTES.size()));
        int to = Math.min(bytes.length, at + random.nextInt(3));
        byte[] changed = new byte[bytes.length - (to - at) + put.length];
        System.arraycopy(bytes, 0, changed, 0, at);
        System.arraycopy(put, 0, changed, at, put.length);
        System.arraycopy(bytes, to, changed, at + put.length, bytes.length - to);
        return changed.length == 0 ? bytes : changed;
    }

    private static boolean check(String text) {
        try {
            return check(Frontend.load(new SourceFile("mutant.bnn", text)));
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("the front end fails on:\n" + text, e);
        }
    }

    /** True if there is a network. */
    private static boolean check(Frontend.Result result) {
        SourceFile source = result.source();
        boolean errors = result.diagnostics().stream().anyMatch(d -> d.severity() == Severity.ERROR);
        assertThat(errors).isEqualTo(result.errors() > 0);
        assertThat(result.network().isEmpty()).as(source.text()).isEqualTo(errors);
        assertThat(result.diagnostics()).hasSizeLessThanOrEqualTo(Diagnostics.MOST);
        long lines = Math.max(1, source.text().lines().count() + 1);
        for (Diagnostic d : result.diagnostics()) {
            assertThat(d.message()).isNotBlank().doesNotEndWith(".");
            assertThat(d.span().start().line()).isBetween(1, (int) lines);
            assertThat(d.span().end()).isGreaterThan(d.span().start());
            String line = source.line(d.span().start().line());
            assertThat(d.span().start().column()).isLessThanOrEqualTo(line.codePointCount(0, line.length()) + 1);
            assertThat(DiagnosticPrinter.print(d, source)).contains(d.code().toString());
        }
        result.network()
                .ifPresent(n -> assertThat(NetworkTable.of(n).lines())
                        .hasSizeGreaterThan(n.layers().size()));
        return result.network().isPresent();
    }
}
