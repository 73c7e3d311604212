// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.convert;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import java.util.List;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Location;

/** The findings of a document: the same codes, places and hints as in a build. */
public final class Findings {
    /** The source of the findings, which editors show beside the code. */
    static final String SOURCE = "bnn";

    private Findings() {}

    public static List<org.eclipse.lsp4j.Diagnostic> of(List<Diagnostic> diagnostics, Places places) {
        return diagnostics.stream().map(d -> finding(d, places)).toList();
    }

    private static org.eclipse.lsp4j.Diagnostic finding(Diagnostic diagnostic, Places places) {
        String text =
                diagnostic.hint().isEmpty() ? diagnostic.message() : diagnostic.message() + "\n" + diagnostic.hint();
        org.eclipse.lsp4j.Diagnostic finding = new org.eclipse.lsp4j.Diagnostic(
                places.client(diagnostic.span()), text, severity(diagnostic.severity()), SOURCE);
        finding.setCode(diagnostic.code().toString());
        if (!diagnostic.related().isEmpty()) {
            finding.setRelatedInformation(diagnostic.related().stream()
                    .map(r -> new DiagnosticRelatedInformation(
                            new Location(places.uri(), places.client(r.span())), r.text()))
                    .toList());
        }
        return finding;
    }

    private static DiagnosticSeverity severity(Severity severity) {
        return switch (severity) {
            case ERROR -> DiagnosticSeverity.Error;
            case WARNING -> DiagnosticSeverity.Warning;
            case NOTE -> DiagnosticSeverity.Information;
        };
    }
}
