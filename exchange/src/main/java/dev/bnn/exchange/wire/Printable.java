// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.wire;

/** Formats texts from a file for messages: on one line, without control characters, and with limited length. */
public final class Printable {
    private static final int LONGEST_NAME = 60;

    private Printable() {}

    /** A whole message. */
    public static String message(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.appendCodePoint(printable(c) ? c : '?'));
        return out.toString();
    }

    private static boolean printable(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }

    /** A name, truncated. */
    public static String name(String text) {
        int most = Math.min(text.length(), LONGEST_NAME);
        String shown = message(text.substring(0, most));
        return most < text.length() ? shown + "..." : shown;
    }
}
