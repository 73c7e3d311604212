// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Severity;
import dev.bnn.source.Span;
import java.util.List;

/** Errors of lowering, as the user sees them. */
final class Problems {
    /** A layer with float weights. */
    static final String FLOAT_LAYER = "BNN301";
    /** A parameter is missing, misshapen or not a number. */
    static final String PARAMETER = "BNN302";
    /** An arrangement of layers that has no integer form. */
    static final String ARRANGEMENT = "BNN303";
    /** Output scores that no fixed point orders. */
    static final String SCORES = "BNN304";
    /** A channel that does not depend on the image. */
    static final String DEAD_CHANNEL = "BNN305";
    /** A stage computes something else than the stage before. */
    static final String MISMATCH = "BNN306";
    /** A pass left an IR that is not well formed. */
    static final String MALFORMED = "BNN307";

    private Problems() {}

    static Diagnostic error(String code, Span span, String message, String hint) {
        return new Diagnostic(code, Severity.ERROR, span, message, hint);
    }

    static DiagnosticException failure(String code, Span span, String message, String hint) {
        return new DiagnosticException(List.of(error(code, span, message, hint)));
    }
}
