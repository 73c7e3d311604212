// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.text;

import dev.bnn.edit.LineTable;
import dev.bnn.edit.Position;
import java.util.List;
import org.eclipse.lsp4j.PositionEncodingKind;

/** What {@code character} of a place counts, as client and server agree at the start. */
public enum PositionUnit {
    /** Java's own chars, and what every client understands. */
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

    /** Bytes of UTF-8, which editors that hold their texts so need not convert. */
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

    /** The unit to use with a client that offers those: UTF-8 where it is offered, else UTF-16, which all know. */
    public static PositionUnit of(List<String> offered) {
        return offered.contains(UTF8.kind) ? UTF8 : UTF16;
    }

    /** A place as the language's functions want it, in UTF-16. What lies past the end of its line is the line's end. */
    public Position toEdit(LineTable lines, org.eclipse.lsp4j.Position place) {
        return new Position(place.getLine(), chars(lines.line(place.getLine()), place.getCharacter()));
    }

    /** A place of the language's functions as the client counts. */
    public org.eclipse.lsp4j.Position toClient(LineTable lines, Position place) {
        return new org.eclipse.lsp4j.Position(place.line(), units(lines.line(place.line()), place.character()));
    }

    /** The protocol's name. */
    public String kind() {
        return kind;
    }

    /** How many chars of the line lie before that many units; at most the line, and never half a code point in UTF-8. */
    abstract int chars(CharSequence line, int units);

    /** How many units the first chars of a line take. */
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
