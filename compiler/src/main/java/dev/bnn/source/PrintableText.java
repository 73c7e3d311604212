// SPDX-License-Identifier: Apache-2.0
package dev.bnn.source;

/** Makes text from a model fit for messages: it replaces control characters and shortens long text. */
public final class PrintableText {
    /** Largest number of characters in a message: a few lines of a console. */
    private static final int LONGEST = 400;

    private static final int END = 40;

    private PrintableText() {}

    /** The text with control characters as {@code \u001B}, and without its middle if it is long. */
    public static String text(String text) {
        String shown = text;
        if (text.length() > LONGEST) {
            int from = text.offsetByCodePoints(0, Math.min(LONGEST - END, text.codePointCount(0, LONGEST)));
            int to = text.offsetByCodePoints(text.length(), -END / 2);
            shown = text.substring(0, from) + " ... " + text.substring(to);
        }
        if (shown.codePoints().noneMatch(PrintableText::hidden)) {
            return shown;
        }
        StringBuilder out = new StringBuilder();
        shown.codePoints().forEach(c -> {
            if (hidden(c)) {
                out.append(String.format("\\u%04X", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** Whether the character is invisible: controls, and marks that change the direction of text. */
    static boolean hidden(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
