// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

import dev.bnn.syntax.Lexeme;
import java.util.Set;

/** Decides how many blanks stand between two words of a line, before anything is put into columns. */
final class Blanks {
    /** Blanks between two layers or entries without a semicolon, and before a comment. */
    static final int APART = 2;

    private static final Set<String> BEFORE_SIGN = Set.of("(", ",", "=", "-", "+", "*", "/", "..");

    /** Entries in which a number stands right after a name, so that a minus belongs to it. */
    private static final Set<String> NAMED_NUMBERS = Set.of("budget", "output");

    private final Sheet sheet;
    /** The keyword of the section, and of the entry, that the words are in. */
    private String section = "";

    private String entry = "";
    private boolean header;

    private Blanks(Sheet sheet) {
        this.sheet = sheet;
    }

    static void settle(Sheet sheet) {
        Blanks blanks = new Blanks(sheet);
        for (int i = 0; i < sheet.size(); i++) {
            blanks.follow(i);
            sheet.blanks[i] = i == 0 ? 0 : blanks.between(i - 1, i);
        }
    }

    private void follow(int i) {
        if (sheet.section(i)) {
            section = sheet.text(i);
            header = true;
            entry = "";
        } else if (sheet.is(i, "{")) {
            header = false;
        } else if (sheet.begins(i)) {
            entry = sheet.text(i);
        }
    }

    private int between(int before, int i) {
        if (sheet.comment(i)) {
            return APART;
        }
        if (sheet.is(i, ",") || sheet.is(i, ";") || sheet.is(i, ")") || sheet.is(before, "(")) {
            return 0;
        }
        if (sheet.is(before, "{") || sheet.is(before, "}") || sheet.is(before, ";")) {
            return 1;
        }
        if (sheet.begins(i)) {
            return APART;
        }
        if (sheet.is(i, "(") && sheet.word(before).kind() == Lexeme.Kind.NAME) {
            return 0;
        }
        if (section.equals("target") && header) {
            return board(before, i) ? 0 : 1;
        }
        return sign(before) ? 0 : 1;
    }

    /** Whether two words are parts of a board's name. */
    private boolean board(int before, int i) {
        boolean touch = sheet.word(before).end() == sheet.word(i).start();
        return sheet.is(before, "-")
                || sheet.is(i, "-")
                || touch && sheet.word(before).kind() == Lexeme.Kind.NUMBER;
    }

    /** Whether a word is the sign of the number or operand after it, rather than an operator between two operands. */
    private boolean sign(int i) {
        if (!sheet.is(i, "-") && !sheet.is(i, "+") || i == 0) {
            return false;
        }
        Lexeme before = sheet.word(i - 1);
        return switch (before.kind()) {
            case KEYWORD -> true;
            case SIGN -> BEFORE_SIGN.contains(before.text());
            case NAME -> NAMED_NUMBERS.contains(entry);
            case NUMBER, QUOTED, COMMENT, SPACE, STRAY -> false;
        };
    }
}
