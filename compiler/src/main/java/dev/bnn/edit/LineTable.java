// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

import dev.bnn.source.Span;
import java.util.Arrays;

/**
 * The lines of a text, in UTF-16. A line ends with {@code \n}, {@code \r\n} or a lone {@code \r}, as in
 * {@link dev.bnn.source.Lines}, which counts code points.
 */
public final class LineTable {
    private final String text;
    private final int[] starts;

    public LineTable(String text) {
        this.text = text;
        int[] found = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean end = c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            if (end) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = i + 1;
            }
        }
        starts = Arrays.copyOf(found, count);
    }

    /** Number of lines, at least 1. */
    public int lines() {
        return starts.length;
    }

    /** The index of a position's character in the text; if the text has no such position, that of the nearest one. */
    public int offset(Position position) {
        if (position.line() < 0) {
            return 0;
        }
        if (position.line() >= starts.length) {
            return text.length();
        }
        int start = starts[position.line()];
        return start + Math.max(0, Math.min(position.character(), end(position.line()) - start));
    }

    /** The position of an index of the text, from 0 to its length. For an index within a line end, it is the end of the line. */
    public Position position(int offset) {
        int bounded = Math.max(0, Math.min(offset, text.length()));
        int found = Arrays.binarySearch(starts, bounded);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line, Math.min(bounded, end(line)) - starts[line]);
    }

    /** A line without its end; empty past the end of the text. */
    public String line(int number) {
        return number < 0 || number >= starts.length ? "" : text.substring(starts[number], end(number));
    }

    /** The index of the character after a line, before its end. */
    private int end(int line) {
        int end = line + 1 < starts.length ? starts[line + 1] : text.length();
        while (end > starts[line] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /** The range of two indexes. */
    public Range range(int start, int end) {
        return new Range(position(start), position(end));
    }

    /** The range of a span of this text, whose columns count code points from 1. */
    public Range range(Span span) {
        return new Range(position(offset(span.start())), position(offset(span.end())));
    }

    /** The index of a place of this text, whose column counts code points from 1. */
    public int offset(dev.bnn.source.Position place) {
        int line = place.line() - 1;
        if (line < 0 || line >= starts.length) {
            return line < 0 ? 0 : text.length();
        }
        int index = starts[line];
        for (int left = place.column() - 1; left > 0 && index < text.length(); left--) {
            index += Character.charCount(text.codePointAt(index));
        }
        return index;
    }
}
