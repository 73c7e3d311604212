// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.Severity;
import dev.bnn.testing.Goldens;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code NAME.bnn} gives exactly the output in {@code NAME.errors}: place, message, caret and hint. */
class ErrorGoldensTest {
    private static final Path FOLDER = Goldens.folder("check/errors");

    static List<String> cases() {
        return Goldens.files(FOLDER, ".bnn").stream()
                .map(f -> f.getFileName().toString().replace(".bnn", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void says(String name) throws IOException {
        Frontend.Result result = Frontend.load(FOLDER.resolve(name + ".bnn"));
        boolean errors = result.diagnostics().stream().anyMatch(d -> d.severity() == Severity.ERROR);
        assertThat(result.diagnostics()).isNotEmpty();
        assertThat(result.network().isEmpty()).isEqualTo(errors);
        String printed = DiagnosticPrinter.print(result.diagnostics(), result.source());
        Goldens.check(FOLDER.resolve(name + ".errors"), printed.replace(FOLDER + File.separator, ""));
    }

    @Test
    void everyGoldenHasItsCase() {
        assertThat(cases()).hasSizeGreaterThan(100);
        assertThat(Goldens.files(FOLDER, ".errors"))
                .extracting(f -> f.getFileName().toString().replace(".errors", ""))
                .containsExactlyInAnyOrderElementsOf(cases());
    }
}
