// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

/**
 * A change of the text that removes the cause of a finding.
 *
 * @param title what it does, for a menu
 * @param span the text that it replaces; empty if it only inserts
 * @param text the new text in its place
 */
public record Fix(String title, Span span, String text) {
    /** A fix that replaces a span by another text. */
    public static Fix replace(Span span, String text) {
        return new Fix("Replace with `" + text + "`", span, text);
    }

    /** @param what name of what is removed, for people */
    public static Fix remove(Span span, String what) {
        return new Fix("Remove " + what, span, "");
    }

    /** @param text the text to insert, with the space that it needs around it */
    public static Fix insert(String file, Position at, String text) {
        return new Fix("Insert `" + text.strip() + "`", new Span(file, at, at), text);
    }
}
