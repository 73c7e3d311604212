// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

import java.util.List;
import java.util.stream.Collectors;

/** Carries diagnostics out of a stage that cannot continue. The text is for the user; the stack trace is not. */
public final class DiagnosticException extends RuntimeException {
    private final transient List<Diagnostic> diagnostics;

    public DiagnosticException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream()
                .map(d -> d.span() + ": " + d.message() + " [" + d.code() + "]")
                .collect(Collectors.joining(System.lineSeparator())));
        this.diagnostics = List.copyOf(diagnostics);
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
