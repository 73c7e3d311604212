// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.source.Code;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that docs/diagnostics.md matches the codes and the goldens of errors; {@code -Dbnn.updateGoldens=true} writes it. */
class DiagnosticsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve(Path.of("docs", "diagnostics.md"));
    private static final Path FOLDER = Goldens.folder("check/errors");
    private static final List<String> MODULES = List.of("compiler", "workflow", "training");

    private static final Map<Integer, String> STAGES = Map.of(
            0, "The text",
            1, "Names and structure",
            2, "Layers",
            3, "Lowering",
            4, "Hardware",
            5, "Training");

    /**
     * Why a code has no golden here, and what it looks like.
     *
     * @param fragment fragment of the message in the source code
     */
    private record Elsewhere(String reason, String fragment, String example) {}

    private static final Map<Code, Elsewhere> ELSEWHERE = new EnumMap<>(Map.ofEntries(
            elsewhere(
                    Code.FILE_TOO_LARGE,
                    "a golden would have 1 MB; HostileTextTest makes such a file",
                    "the file has more than 1 MB",
                    "model.bnn:1:1: error: the file has more than 1 MB"),
            elsewhere(
                    Code.NETWORK_TWICE,
                    "takes two files; ModelsTest has them",
                    " both declare network ",
                    "a.bnn:1:1: error: a.bnn and b.bnn both declare network digits, and would overwrite each other's"
                            + " outputs"),
            elsewhere(
                    Code.FIGURE_MISSED,
                    "takes the figures of a build; BudgetsTest has them",
                    ": wanted ",
                    "digits.bnn:1:1: error: budget top1 of digits: wanted at least 97 %, measured 96.1 %"),
            elsewhere(
                    Code.SCRIPT,
                    "the model itself is sound: export finds it; RefusalsTest has it",
                    "the PyTorch script reads folders of images, and ",
                    "digits.bnn:12:3: error: the PyTorch script reads folders of images, and pictures.zip is an archive"),
            elsewhere(
                    Code.FLOAT_LAYER,
                    "the model itself is sound: synthesize finds it",
                    " has float weights and cannot be ",
                    "twin.bnn:6:3: error: dense1 has float weights and cannot be synthesized"),
            elsewhere(
                    Code.PARAMETER,
                    "takes damaged parameters",
                    " is not a finite map in channel ",
                    "digits.bnn:7:3: error: batchnorm1 is not a finite map in channel 3: gamma is NaN"),
            elsewhere(
                    Code.NO_INTEGER_FORM,
                    "the checker refuses such models; only networks built in code reach it",
                    ", which gives no integer score ",
                    "digits.bnn:9:3: error: the network ends in sign2, which gives no integer score per class"),
            elsewhere(
                    Code.SCORES,
                    "takes trained parameters of very unlike size",
                    " cannot be made integers: ",
                    "digits.bnn:9:3: error: the scores of dense3 cannot be made integers: no fixed point of 32 bits keeps"
                            + " the order of all reachable scores"),
            elsewhere(
                    Code.DEAD_CHANNEL,
                    "takes trained parameters",
                    " whatever the image",
                    "digits.bnn:8:3: note: 2 of 64 channels of sign1 give the same bit whatever the image: 5, 41"),
            elsewhere(
                    Code.MISMATCH,
                    "takes a pass that is wrong; MutatedLoweringTest makes some",
                    " does not compute what the stage before computes: ",
                    "digits.bnn:8:3: error: pass fold-levels does not compute what the stage before computes: conv1,"
                            + " channel 3, row 0, column 2"),
            elsewhere(
                    Code.MALFORMED,
                    "takes a pass that is wrong; VerifierTest makes some",
                    "after pass ",
                    "digits.bnn:8:3: error: after pass fold-levels, sign1 reads real values"),
            elsewhere(
                    Code.TOO_SLOW,
                    "found by folding; FoldSearchTest has cases",
                    " frames per second at most, not the ",
                    "digits.bnn:6:3: warning: conv2 reaches 12,000 frames per second at most, not the 50,000 of target"
                            + " pynq-z1"),
            elsewhere(
                    Code.SCORE_WIDTH,
                    "takes trained parameters of very unlike size",
                    " bits, more than ",
                    "digits.bnn:9:3: error: the scores of dense3 need 71 bits, more than 64"),
            elsewhere(
                    Code.PART_EXCEEDED,
                    "found by folding; FoldSearchTest has cases",
                    "the design does not fit ",
                    "digits.bnn:12:1: warning: even before its streams are sized, the design does not fit"
                            + " xc7z020clg400-1: 7,800 LUT too many (61,000 of 53,200); most of it goes to conv4"),
            elsewhere(
                    Code.CHOSEN_DEPTH,
                    "needs the pipeline; ExploreGoalTest has cases",
                    "there is no unit `",
                    "digits.bnn:14:3: error: there is no unit `conv9_mvu`")));

    private static Map.Entry<Code, Elsewhere> elsewhere(Code code, String reason, String fragment, String example) {
        return Map.entry(code, new Elsewhere(reason, fragment, example + " [" + code + "]"));
    }

    @Test
    void codesAreDistinct() {
        assertThat(Code.values())
                .extracting(Code::toString)
                .doesNotHaveDuplicates()
                .allMatch(c -> c.matches("BNN\\d{3}"));
    }

    @Test
    void everyCodeIsUsed() {
        String sources = sources();
        for (Code code : Code.values()) {
            assertThat(sources).containsPattern("\\bCode\\." + code.name() + "\\b");
        }
    }

    @Test
    void everyCodeHasAGoldenOrAReason() {
        for (Code code : Code.values()) {
            assertThat(golden(code).isPresent()).as(code.name()).isNotEqualTo(ELSEWHERE.containsKey(code));
        }
    }

    @Test
    void examplesFromElsewhereSayWhatTheCodeSays() {
        String sources = sources();
        ELSEWHERE.forEach((code, elsewhere) -> {
            assertThat(sources).contains(elsewhere.fragment());
            assertThat(elsewhere.example()).contains(elsewhere.fragment());
        });
    }

    @Test
    void thePageShowsEveryCode() {
        Goldens.check(PAGE, page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Diagnostics

                Each finding about a model has a code that stays the same from version to version. Errors stop the build; warnings and
                notes do not. The first digit is the stage that finds it.
                """);
        for (Code code : Code.values()) {
            int stage = code.toString().charAt("BNN".length()) - '0';
            if (page.indexOf("\n## " + STAGES.get(stage) + "\n") < 0) {
                page.append("\n## ").append(STAGES.get(stage)).append('\n');
            }
            page.append("\n### ").append(code).append("\n");
            page.append("Meaning: ").append(code.summary()).append(".\n\n```\n");
            page.append(golden(code).orElseGet(() -> ELSEWHERE.get(code).example()));
            page.append("\n```\n\nWay out: ").append(code.remedy()).append('\n');
        }
        return page.toString().stripTrailing();
    }

    /** The shortest finding of that code among the goldens. */
    private static Optional<String> golden(Code code) {
        return Goldens.files(FOLDER, ".errors").stream()
                .flatMap(f -> Arrays.stream(Goldens.read(f).strip().split("\n\n")))
                .filter(finding -> finding.lines().findFirst().orElse("").endsWith("[" + code + "]"))
                .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
    }

    /** The source text of all classes that may report findings. */
    private static String sources() {
        return MODULES.stream()
                .map(m -> ROOT.resolve(Path.of(m, "src", "main", "java")))
                .flatMap(DiagnosticsPageTest::files)
                .filter(f -> f.toString().endsWith(".java") && !f.endsWith("Code.java"))
                .map(Goldens::read)
                .collect(Collectors.joining());
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
