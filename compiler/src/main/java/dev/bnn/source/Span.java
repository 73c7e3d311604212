// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

/**
 * A range of a source file.
 *
 * @param file the file as the user named it
 * @param start the first character
 * @param end one past the last character
 */
public record Span(String file, Position start, Position end) {
    /** The span of things without source text, such as networks that tests build in code. */
    public static final Span NONE = new Span("", new Position(1, 1), new Position(1, 1));

    /** The first character of a file, which is the place of findings about something missing. */
    public static Span begin(String file) {
        return new Span(file, new Position(1, 1), new Position(1, 2));
    }

    /** The smallest span that covers both. */
    public Span to(Span other) {
        return new Span(file, start, other.end);
    }

    @Override
    public String toString() {
        return file + ":" + start;
    }
}
