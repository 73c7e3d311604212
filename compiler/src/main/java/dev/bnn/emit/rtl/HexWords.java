// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import java.math.BigInteger;

/** Words of one width in hexadecimal, one per line, as {@code $readmemh} reads them. A word is built from its lowest field up. */
final class HexWords {
    private final int width;
    private final StringBuilder text = new StringBuilder();
    private byte[] word;
    private int at;
    private int count;

    /** @param width bits of a word */
    HexWords(int width) {
        this.width = width;
        word = new byte[(width + 7) / 8];
    }

    /** Appends the next field of the word: the lowest bits of the value. */
    HexWords field(long value, int bits) {
        for (int i = 0; i < bits; i++, at++) {
            if ((value >> Math.min(i, Long.SIZE - 1) & 1) == 1) {
                word[word.length - 1 - at / 8] |= (byte) (1 << at % 8);
            }
        }
        return this;
    }

    /** Ends a word, which must be complete. */
    HexWords end() {
        if (at != width) {
            throw new IllegalStateException(at + " bits of a word of " + width);
        }
        String digits = new BigInteger(1, word).toString(16);
        text.append("0".repeat((width + 3) / 4 - digits.length()))
                .append(digits)
                .append('\n');
        word = new byte[word.length];
        at = 0;
        count++;
        return this;
    }

    /** Words so far. */
    int count() {
        return count;
    }

    /** All words, each with its line end. */
    String text() {
        return text.toString();
    }

    /** The digits of the only word. */
    String digits() {
        return text.toString().strip();
    }
}
