// SPDX-License-Identifier: Apache-2.0
package dev.bnn.template;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A language of generated files, and how it escapes text that is not ours. All escaping is in this class. Every result is one line
 * of printable ASCII, except in Markdown and HTML, which keep letters of other alphabets.
 */
public enum Language {
    /** C99 and C++: text in a program is UTF-8, whatever the charset in which the compiler reads the source. */
    C {
        @Override
        public String literal(String text) {
            StringBuilder out = new StringBuilder("\"");
            char before = ' ';
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                char letter = (char) (b & 0xff);
                if (letter == '"' || letter == '\\' || letter == '?' && before == '?') {
                    // Two question marks begin a trigraph.
                    out.append('\\').append(letter);
                } else {
                    out.append(printable(letter) ? String.valueOf(letter) : octal(letter));
                }
                before = letter;
            }
            return out.append('"').toString();
        }

        @Override
        public String inline(String text) {
            return comment(text);
        }
    },

    /** Verilog-2005. */
    VERILOG {
        @Override
        public String literal(String text) {
            StringBuilder out = new StringBuilder("\"");
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                char letter = (char) (b & 0xff);
                boolean plain = printable(letter) && letter != '"' && letter != '\\';
                out.append(plain ? String.valueOf(letter) : octal(letter));
            }
            return out.append('"').toString();
        }

        @Override
        public String inline(String text) {
            return comment(text);
        }
    },

    /** Java: javac reads ASCII in every locale. */
    JAVA {
        @Override
        public String literal(String text) {
            StringBuilder out = new StringBuilder("\"");
            for (char letter : text.toCharArray()) {
                if (letter == '"' || letter == '\\') {
                    out.append('\\').append(letter);
                } else if (printable(letter)) {
                    out.append(letter);
                } else {
                    // The compiler replaces Unicode escapes before it reads the literal, so an escaped line feed would
                    // end it.
                    out.append(letter < 0x80 ? octal(letter) : unicode(letter));
                }
            }
            return out.append('"').toString();
        }

        @Override
        public String inline(String text) {
            return comment(text);
        }
    },

    /** Python 3: literals have double quotes; a comment ends with its line, whatever it contains. */
    PYTHON {
        @Override
        public String literal(String text) {
            StringBuilder out = new StringBuilder("\"");
            text.codePoints().forEach(point -> {
                if (point == '"' || point == '\\') {
                    out.append('\\').append((char) point);
                } else if (point >= ' ' && point <= '~') {
                    out.append((char) point);
                } else {
                    out.append(String.format(Locale.ROOT, "\\U%08x", point));
                }
            });
            return out.append('"').toString();
        }

        @Override
        public String inline(String text) {
            return comment(text);
        }
    },

    /** Tcl: a word that is valid in quotes and as an element of a list in braces. */
    TCL {
        @Override
        public String literal(String text) {
            if (CODE_OF_TCL.matcher(text).matches()) {
                return text;
            }
            StringBuilder out = new StringBuilder("\"");
            for (char letter : text.toCharArray()) {
                boolean plain = letter == ' '
                        || CODE_OF_TCL.matcher(String.valueOf(letter)).matches();
                out.append(plain ? String.valueOf(letter) : unicode(letter));
            }
            return out.append('"').toString();
        }

        @Override
        public String inline(String text) {
            // Tcl counts braces in a comment that is itself between braces.
            return comment(text).replace('{', '_').replace('}', '_');
        }

        @Override
        Pattern code() {
            return CODE_OF_TCL;
        }
    },

    JSON {
        @Override
        public String literal(String text) {
            StringBuilder out = new StringBuilder("\"");
            for (char letter : text.toCharArray()) {
                if (letter == '"' || letter == '\\') {
                    out.append('\\').append(letter);
                } else {
                    out.append(printable(letter) ? String.valueOf(letter) : unicode(letter));
                }
            }
            return out.append('"').toString();
        }
    },

    MARKDOWN {
        @Override
        public String inline(String text) {
            StringBuilder out = new StringBuilder();
            text.codePoints().forEach(point -> {
                if (invisible(point)) {
                    out.append('_');
                } else {
                    if (MARKS_OF_MARKDOWN.indexOf(point) >= 0) {
                        out.append('\\');
                    }
                    out.appendCodePoint(point);
                }
            });
            return out.toString();
        }
    },

    /** Our own language: only names and numbers. */
    BNN,

    /** HTML that is XML as well. */
    HTML {
        @Override
        public String inline(String text) {
            StringBuilder out = new StringBuilder();
            text.codePoints().forEach(point -> {
                switch (point) {
                    case '&' -> out.append("&amp;");
                    case '<' -> out.append("&lt;");
                    case '>' -> out.append("&gt;");
                    case '"' -> out.append("&quot;");
                    case '\'' -> out.append("&#39;");
                    default -> out.appendCodePoint(allowedInXml(point) ? point : 0xfffd);
                }
            });
            return out.toString();
        }

        @Override
        String print(String value) {
            return inline(value);
        }
    };

    private static final Pattern CODE_OF_TCL = Pattern.compile("[A-Za-z0-9_.:/*+-]+");
    /** Plain ASCII that cannot end a line, a literal or a comment of C or Java. */
    private static final Pattern CODE = Pattern.compile("(?!.*(\\*/|/\\*|\\?\\?))[ -~&&[^\"\\\\]]*");

    private static final String MARKS_OF_MARKDOWN = "\\`*_{}[]()<>#!|~&";

    /** The text as a literal of a string, its quotes included. */
    public String literal(String text) {
        throw new IllegalStateException(this + " has no literals");
    }

    /** The text for people only: inside a comment or a paragraph, as part of a line. */
    public String inline(String text) {
        throw new IllegalStateException(this + " has no comments");
    }

    /**
     * What a template prints for a String. In code, a String must be a name, a number or an expression of ours, and this method
     * checks that. A String that could end a line, a literal or a comment should have been a {@link Text}.
     */
    String print(String value) {
        if (!code().matcher(value).matches()) {
            throw new IllegalStateException("no code of " + this + ", so it must be a Text: " + value);
        }
        return value;
    }

    Pattern code() {
        return CODE;
    }

    private static String comment(String text) {
        StringBuilder out = new StringBuilder();
        char before = ' ';
        for (char letter : text.toCharArray()) {
            char kept = printable(letter) && letter != '\\' ? letter : '_';
            String pair = "" + before + kept;
            out.append(pair.equals("*/") || pair.equals("/*") || pair.equals("??") ? " " : "")
                    .append(kept);
            before = kept;
        }
        return out.toString();
    }

    private static boolean printable(char letter) {
        return letter >= ' ' && letter <= '~';
    }

    /** The escape has three digits, so that a following digit is not part of it. */
    private static String octal(char letter) {
        return String.format(Locale.ROOT, "\\%03o", (int) letter);
    }

    private static String unicode(char letter) {
        return String.format(Locale.ROOT, "\\u%04x", (int) letter);
    }

    /** Characters that change the text around them instead of showing: ends of lines, direction marks. */
    private static boolean invisible(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }

    private static boolean allowedInXml(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= ' ' && point < 0xd800
                || point >= 0xe000 && point < 0xfffe
                || point >= 0x10000;
    }
}
