// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Severity;
import dev.bnn.source.Span;
import java.util.List;

/** Errors of lowering, as the user sees them. */
public final class Problems {
    private Problems() {}

    public static Diagnostic error(Code code, Span span, String message, String hint) {
        return new Diagnostic(code, Severity.ERROR, span, message, hint);
    }

    public static DiagnosticException failure(Code code, Span span, String message, String hint) {
        return new DiagnosticException(List.of(error(code, span, message, hint)));
    }
}
