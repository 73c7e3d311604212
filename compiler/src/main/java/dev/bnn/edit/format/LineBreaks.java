// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

/** Decides where lines end: mostly where they did before. */
final class LineBreaks {
    private final Sheet sheet;
    private final int[] breaks;

    private LineBreaks(Sheet sheet) {
        this.sheet = sheet;
        this.breaks = sheet.breaks;
    }

    static void settle(Sheet sheet) {
        LineBreaks lines = new LineBreaks(sheet);
        for (int i = 0; i < sheet.size(); i++) {
            lines.word(i);
        }
        for (int i = 0; i < sheet.size(); i++) {
            if (sheet.is(i, "}")) {
                lines.body(sheet.partner(i), i);
            }
        }
    }

    private void word(int i) {
        if (i == 0) {
            breaks[i] = 0;
            return;
        }
        boolean afterComment = sheet.comment(i - 1);
        boolean joins =
                sheet.is(i, "{") || sheet.is(i, ";") || sheet.is(i, ",") || sheet.is(i, "(") || sheet.is(i, ")");
        if (joins && !afterComment) {
            breaks[i] = 0;
        } else if (sheet.section(i)) {
            breaks[i] = Math.min(2, Math.max(1, breaks[i]));
        } else {
            boolean apart = sheet.begins(i) || sheet.comment(i);
            breaks[i] = Math.min(apart ? 2 : 1, breaks[i]);
        }
    }

    /** Breaks the lines of a body: if it has several, its opening brace ends a line and its closing brace begins one. */
    private void body(int open, int close) {
        if (open < 0) {
            return;
        }
        if (close == open + 1) {
            breaks[close] = 0;
            return;
        }
        boolean several = false;
        for (int i = open + 1; i <= close; i++) {
            several |= breaks[i] > 0;
        }
        if (!several) {
            return;
        }
        int first = open + 1;
        if (sheet.comment(first) && breaks[first] == 0) {
            first++;
        }
        breaks[first] = sheet.bound(first) ? breaks[first] : 1;
        breaks[close] = 1;
        if (close + 1 < sheet.size() && sheet.begins(close + 1) && !sheet.bound(close + 1)) {
            breaks[close + 1] = Math.max(1, breaks[close + 1]);
        }
    }
}
