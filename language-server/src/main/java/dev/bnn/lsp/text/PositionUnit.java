// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.text;

import dev.bnn.edit.LineTable;
import dev.bnn.edit.Position;
import java.util.List;
import org.eclipse.lsp4j.PositionEncodingKind;

/** The unit that {@code character} of a place counts, on which client and server agree at the start. */
public enum PositionUnit {
    /** UTF-16 code units: Java's own chars, which every client understands. */
    UTF16(PositionEncodingKind.UTF16) {
        @Override
        int chars(CharSequence line, int units) {
            return Math.min(Math.max(units, 0), line.length());
        }

        @Override
        int units(CharSequence line, int chars) {
            return chars;
        }
    },

    /** Bytes of UTF-8, which editors that store their texts in UTF-8 need not convert. */
    UTF8(PositionEncodingKind.UTF8) {
        @Override
        int chars(CharSequence line, int units) {
            int at = 0;
            int left = units;
            while (at < line.length()) {
                int c = Character.codePointAt(line, at);
                left -= bytes(c);
                if (left < 0) {
                    break;
                }
                at += Character.charCount(c);
            }
            return at;
        }

        @Override
        int units(CharSequence line, int chars) {
            int bytes = 0;
            for (int at = 0; at < Math.min(chars, line.length()); ) {
                int c = Character.codePointAt(line, at);
                bytes += bytes(c);
                at += Character.charCount(c);
            }
            return bytes;
        }
    };

    private final String kind;

    PositionUnit(String kind) {
        this.kind = kind;
    }

    /**
     * The unit to use with a client that offers the given ones: UTF-8 if it is offered, otherwise UTF-16, which all clients know.
     */
    public static PositionUnit of(List<String> offered) {
        return offered.contains(UTF8.kind) ? UTF8 : UTF16;
    }

    /**
     * Converts a place to UTF-16, for the functions of the language. A place past the end of its line becomes the end of the
     * line.
     */
    public Position toEdit(LineTable lines, org.eclipse.lsp4j.Position place) {
        return new Position(place.getLine(), chars(lines.line(place.getLine()), place.getCharacter()));
    }

    /** Converts a place from the functions of the language to the client's unit. */
    public org.eclipse.lsp4j.Position toClient(LineTable lines, Position place) {
        return new org.eclipse.lsp4j.Position(place.line(), units(lines.line(place.line()), place.character()));
    }

    /** The protocol's name. */
    public String kind() {
        return kind;
    }

    /**
     * The number of chars in the first {@code units} units of a line: at most the length of the line, and in UTF-8 never half a
     * code point.
     */
    abstract int chars(CharSequence line, int units);

    /** The number of units in the first {@code chars} chars of a line. */
    abstract int units(CharSequence line, int chars);

    private static int bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
