// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.draw;

import java.util.Arrays;
import java.util.List;

/** The matrix of true and given classes, shaded by each true class's share. */
public final class Confusion {
    private static final double LETTER = 7.5;
    private static final double CELL = 44;
    /** With more classes the cells are small and have no figures. */
    private static final int MOST_WITH_FIGURES = 20;

    private static final double SMALL_CELL = 12;

    /** Largest side of a picture with small cells. */
    private static final double MOST_SIZE = 1200;

    private static final int LONGEST = 12;
    private static final int SHADES = 9;

    private Confusion() {}

    /** Width in pixels at which its letters are as large as those of the page. */
    public static long width(List<String> classes, int[][] confusion) {
        return Math.round(labels(classes) + classes.size() * cell(classes, confusion));
    }

    /** A cell is wide enough for the largest figure, since positions of maps are counted by the hundred thousand. */
    private static double cell(List<String> classes, int[][] confusion) {
        if (classes.size() > MOST_WITH_FIGURES) {
            return Math.min(SMALL_CELL, MOST_SIZE / classes.size());
        }
        int longest = Arrays.stream(confusion)
                .flatMapToInt(Arrays::stream)
                .map(count -> Format.count(count).length())
                .max()
                .orElse(0);
        return Math.max(CELL, LETTER * (longest + 1));
    }

    private static double labels(List<String> classes) {
        int longest = classes.stream()
                .mapToInt(c -> Math.min(c.length(), LONGEST))
                .max()
                .orElse(0);
        return classes.size() <= MOST_WITH_FIGURES ? 16 + LETTER * longest : 0;
    }

    public static String svg(List<String> classes, int[][] confusion) {
        int n = classes.size();
        boolean figures = n <= MOST_WITH_FIGURES;
        double cell = cell(classes, confusion);
        double labels = labels(classes);
        double size = labels + n * cell;
        Svg svg = Svg.image(
                "confusion",
                size,
                size,
                "Confusion matrix",
                "A row for each true class, a column for each given one; darker cells hold a larger share of their row.");
        if (!figures) {
            // With many classes, a cell for each pair would make up most of the page.
            svg.rect("track", 0, 0, size, size, 0);
        }
        double side = figures ? cell - 1 : cell * (SMALL_CELL - 1) / SMALL_CELL;
        for (int row = 0; row < n; row++) {
            double y = labels + row * cell;
            if (figures) {
                svg.text("label", "end", labels - 8, y + cell / 2 + 4, shortened(classes.get(row)));
                svg.rotatedText("label", labels + row * cell + cell / 2 + 4, labels - 8, shortened(classes.get(row)));
            }
            int total = Math.max(1, Arrays.stream(confusion[row]).sum());
            for (int column = 0; column < n; column++) {
                int count = confusion[row][column];
                double x = labels + column * cell;
                if (figures) {
                    svg.rect("track", x, y, side, side, 0);
                }
                int shade = (int) Math.ceil((double) SHADES * count / total);
                if (shade > 0) {
                    svg.rect((row == column ? "right" : "wrong") + " shade" + shade, x, y, side, side, 0);
                }
                if (figures && count > 0) {
                    String style = shade > SHADES / 2 ? "onshade" : "label";
                    svg.text(style, "middle", x + cell / 2, y + cell / 2 + 4, Format.count(count));
                }
            }
        }
        return svg.end();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "\u2026";
    }
}
