// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

import java.util.Arrays;

/**
 * Where the lines of a text start. A line ends with {@code \n}, {@code \r\n} or a lone {@code \r}; offsets and columns
 * count code points.
 */
public final class Lines {
    private final int[] starts;

    public Lines(String text) {
        int[] found = new int[16];
        int count = 1;
        int offset = 0;
        for (int i = 0; i < text.length(); offset++) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean end = c == '\n' || c == '\r' && (i == text.length() || text.charAt(i) != '\n');
            if (end) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = offset + 1;
            }
        }
        starts = Arrays.copyOf(found, count);
    }

    /** The place of the character at that offset, which may be the end of the text. */
    public Position at(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, offset - starts[line] + 1);
    }

    /** The offset of a place of the text. */
    int offset(Position position) {
        return starts[position.line() - 1] + position.column() - 1;
    }
}
