// SPDX-License-Identifier: Apache-2.0
package dev.bnn.ir.text;

import java.util.regex.Pattern;

/** Names in the text form: plain words as they are, all others in double quotes. */
final class Names {
    private static final Pattern PLAIN = Pattern.compile("[\\p{Alnum}_][\\p{Alnum}_.-]*");

    private Names() {}

    static String text(String name) {
        if (PLAIN.matcher(name).matches()) {
            return name;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : name.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
