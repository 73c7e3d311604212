// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

/**
 * One finding about a model: from the parser, the checker, a pass, folding or a tool.
 *
 * @param code what kind of finding it is
 * @param message one sentence that says what is wrong, without a full stop
 * @param hint what to do next; empty where there is nothing to add
 */
public record Diagnostic(Code code, Severity severity, Span span, String message, String hint) {}
