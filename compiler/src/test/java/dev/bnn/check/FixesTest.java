// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Fix;
import dev.bnn.source.Related;
import dev.bnn.source.SourceFile;
import dev.bnn.testing.Goldens;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fixes for all error goldens: which ones there are, and that each removes its finding. */
class FixesTest {
    private static final Path FOLDER = Goldens.folder("check/errors");

    /** Findings that stand for several: a fix adds one of several missing sections, or closes one of several braces. */
    private static final List<String> PARTIAL = List.of("BNN101");

    @Test
    void fixesAreTheseOnes() throws IOException {
        StringBuilder out = new StringBuilder();
        for (Path file : Goldens.files(FOLDER, ".bnn")) {
            Frontend.Result result = Frontend.load(file);
            for (Diagnostic d : result.diagnostics()) {
                for (Fix fix : d.fixes()) {
                    out.append(String.format(
                            "%s %s: %s: \"%s\" -> \"%s\"%n",
                            d.span(),
                            d.code(),
                            fix.title(),
                            result.source().text(fix.span()).replace("\n", "\\n"),
                            fix.text().replace("\n", "\\n")));
                }
            }
        }
        Goldens.check(FOLDER.resolve("../fixes.txt"), out.toString().replace(FOLDER + File.separator, ""));
    }

    @Test
    void otherPlacesAreTheseOnes() throws IOException {
        StringBuilder out = new StringBuilder();
        for (Path file : Goldens.files(FOLDER, ".bnn")) {
            Frontend.Result result = Frontend.load(file);
            for (Diagnostic d : result.diagnostics()) {
                for (Related related : d.related()) {
                    String text = result.source()
                            .text(related.span())
                            .lines()
                            .findFirst()
                            .orElse("");
                    out.append(String.format(
                            "%s %s: %s: %s: \"%s\"%n",
                            d.span(), d.code(), related.span().start(), related.text(), text));
                }
            }
        }
        Goldens.check(FOLDER.resolve("../related.txt"), out.toString().replace(FOLDER + File.separator, ""));
    }

    @Test
    void eachRemovesItsFinding() throws IOException {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Path file : Goldens.files(FOLDER, ".bnn")) {
            Frontend.Result result = Frontend.load(file);
            for (Diagnostic d : result.diagnostics()) {
                for (Fix fix : d.fixes()) {
                    tried++;
                    SourceFile fixed = result.source().replace(fix.span(), fix.text());
                    List<Diagnostic> after = Frontend.load(fixed).diagnostics();
                    boolean still = after.stream()
                            .anyMatch(o -> o.code() == d.code()
                                    && o.message().equals(d.message())
                                    && o.span().start().equals(d.span().start()));
                    if (still && !PARTIAL.contains(d.code().toString())) {
                        wrong.add("not removed: " + d.span() + " " + d.code() + " " + fix);
                    } else if (slips(after) > slips(result.diagnostics())) {
                        wrong.add("another slip: " + d.span() + " " + d.code() + " " + fix);
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    private static long slips(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(d -> d.code() == Code.MISPLACED_WORD || d.code() == Code.CHARACTER)
                .count();
    }
}
