// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

/**
 * The text of a model file.
 *
 * @param name the file as the user named it; spans carry the same name
 */
public record SourceFile(String name, String text) {
    /** The line of that number, counted from 1, without its end; empty past the end of the file. */
    public String line(int number) {
        return number < 1 ? "" : text.lines().skip(number - 1L).findFirst().orElse("");
    }

    /** The text of a span. */
    public String text(Span span) {
        return text.substring(offset(span.start()), offset(span.end()));
    }

    /** The file with a span replaced by another text. */
    public SourceFile replace(Span span, String other) {
        return new SourceFile(
                name, text.substring(0, offset(span.start())) + other + text.substring(offset(span.end())));
    }

    private int offset(Position position) {
        return text.offsetByCodePoints(0, new Lines(text).offset(position));
    }
}
