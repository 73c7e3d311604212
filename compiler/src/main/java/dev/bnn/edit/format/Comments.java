// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.format;

import java.util.List;

/** Aligns the comments at line ends in one column for the whole text. The column is a round number, so that it seldom changes. */
final class Comments {
    private static final int LEAST = 30;
    private static final int MOST = 50;
    private static final int ROUND = 10;

    private Comments() {}

    static void settle(Sheet sheet, List<Sheet.Line> lines) {
        List<Sheet.Line> commented = lines.stream()
                .filter(line -> sheet.comment(line.to() - 1) && sheet.code(line) > line.from())
                .toList();
        int column = LEAST;
        for (Sheet.Line line : commented) {
            int wanted = (width(sheet, line) + Blanks.APART + ROUND - 1) / ROUND * ROUND;
            column = wanted > MOST ? column : Math.max(column, wanted);
        }
        for (Sheet.Line line : commented) {
            sheet.blanks[line.to() - 1] = Math.max(Blanks.APART, column - width(sheet, line));
        }
    }

    private static int width(Sheet sheet, Sheet.Line line) {
        return sheet.end(line, sheet.code(line) - 1);
    }
}
