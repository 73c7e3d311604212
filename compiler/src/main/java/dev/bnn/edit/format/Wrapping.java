// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

/** Breaks lines that are too long where something new begins. A line without such a place stays as it is. */
final class Wrapping {
    private final Sheet sheet;

    private Wrapping(Sheet sheet) {
        this.sheet = sheet;
    }

    static void settle(Sheet sheet) {
        Wrapping wrapping = new Wrapping(sheet);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Sheet.Line line : sheet.lines()) {
                changed |= wrapping.wrap(line);
            }
            if (changed) {
                LineBreaks.settle(sheet);
            }
        }
    }

    /** Whether a line is too long and could be broken. */
    private boolean wrap(Sheet.Line line) {
        int code = sheet.code(line);
        if (code <= line.from() || sheet.end(line, code - 1) <= Sheet.WIDTH) {
            return false;
        }
        for (int i = line.from(); i < code; i++) {
            int close = sheet.partner(i);
            if (sheet.is(i, "{") && close > i + 1 && close < code && !sheet.bound(i + 1)) {
                sheet.breaks[i + 1] = 1;
                return true;
            }
        }
        int last = -1;
        for (int i = line.from() + 1; i < code; i++) {
            boolean fits = last < 0 || sheet.end(line, i - 1) <= Sheet.WIDTH;
            if (fits && breakable(i)) {
                last = i;
            }
        }
        if (last >= 0) {
            sheet.breaks[last] = 1;
        }
        return last >= 0;
    }

    private boolean breakable(int i) {
        boolean label = sheet.is(i - 1, ",") && sheet.depth(i) == 0;
        return (sheet.begins(i) || label) && !sheet.bound(i);
    }
}
