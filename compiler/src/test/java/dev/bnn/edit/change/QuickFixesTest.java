// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.Frontend;
import dev.bnn.edit.Analysis;
import dev.bnn.edit.Cases;
import dev.bnn.edit.Range;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.testing.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuickFixesTest {
    private static final Path FOLDER = Goldens.folder("edit/change");

    @Test
    void offers() {
        StringBuilder out = new StringBuilder();
        for (Cases one : Cases.of(FOLDER.resolve("fixes.cases"))) {
            Analysis analysis = one.analysis();
            out.append("---- ").append(one.title()).append('\n');
            for (QuickFixes.Offer offer : QuickFixes.at(analysis, new Range(one.position(), one.position()))) {
                String[] lines = applied(analysis, offer).split("\n");
                out.append(offer.preferred() ? "* " : "- ")
                        .append(offer.diagnostic().code())
                        .append(' ')
                        .append(offer.title())
                        .append('\n');
                for (int i = 5; i < lines.length; i++) {
                    out.append("    ").append(lines[i]).append('\n');
                }
            }
        }
        Goldens.check(FOLDER.resolve("fixes.offers"), out.toString());
    }

    /** Like the fixes themselves, which {@code FixesTest} tests; the leftovers that a quick fix also removes do no harm. */
    @Test
    void eachRemovesItsFinding() throws IOException {
        int tried = 0;
        for (Path file : Goldens.files(Goldens.folder("check/errors"), ".bnn")) {
            Analysis analysis = Analysis.of(Frontend.load(file).source());
            for (QuickFixes.Offer offer : QuickFixes.at(
                    analysis, analysis.lines().range(0, analysis.text().length()))) {
                tried++;
                Diagnostic found = offer.diagnostic();
                List<Diagnostic> after =
                        Analysis.of("fixed.bnn", applied(analysis, offer)).diagnostics();
                boolean declares = offer.title().startsWith("Declare");
                assertThat(after)
                        .as("%s: %s", file, offer)
                        .filteredOn(d -> found.code() != Code.SECTION_MISSING
                                && d.code() == found.code()
                                && d.message().equals(found.message())
                                && (declares
                                        || d.span().start().equals(found.span().start())))
                        .isEmpty();
                assertThat(slips(after)).as("%s: %s", file, offer).isLessThanOrEqualTo(slips(analysis.diagnostics()));
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    private static long slips(List<Diagnostic> diagnostics) {
        return diagnostics.stream().filter(d -> d.code() == Code.MISPLACED_WORD).count();
    }

    private static String applied(Analysis analysis, QuickFixes.Offer offer) {
        Range range = offer.edit().range();
        return new StringBuilder(analysis.text())
                .replace(
                        analysis.lines().offset(range.start()),
                        analysis.lines().offset(range.end()),
                        offer.edit().text())
                .toString();
    }
}
