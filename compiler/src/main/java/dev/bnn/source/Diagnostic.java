// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

import java.util.List;

/**
 * One finding about a model: from the parser, the checker, a pass, folding or a tool.
 *
 * @param code what kind of finding it is
 * @param message one sentence that says what is wrong, without a full stop
 * @param hint what to do next; empty if there is nothing to add
 * @param fixes changes of the text that do it, the likeliest first; none if a person has to decide
 * @param related other places that it is about, such as the first of two declarations
 */
public record Diagnostic(
        Code code, Severity severity, Span span, String message, String hint, List<Fix> fixes, List<Related> related) {
    public Diagnostic {
        fixes = List.copyOf(fixes);
        related = List.copyOf(related);
    }

    public Diagnostic(Code code, Severity severity, Span span, String message, String hint) {
        this(code, severity, span, message, hint, List.of(), List.of());
    }

    /** The same finding with other fixes. */
    public Diagnostic withFixes(List<Fix> others) {
        return new Diagnostic(code, severity, span, message, hint, others, related);
    }
}
