// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.report.data.LayerHistory.Histogram;
import dev.bnn.report.draw.Svg;
import java.util.ArrayList;
import java.util.List;

/** Histograms side by side, one column per epoch. A darker cell has more values; the highest values are on top. */
final class HeatMap {
    /** Largest number of epochs that are drawn; of more epochs, this many at equal distances. */
    private static final int COLUMNS = 24;

    private static final int SHADES = 9;
    private static final int CELL = 4;

    private HeatMap() {}

    /** The largest range of all histograms, which is that of the picture. */
    static double range(List<Histogram> epochs) {
        return epochs.stream().mapToDouble(Histogram::range).max().orElseThrow();
    }

    static String svg(List<Histogram> epochs) {
        double range = range(epochs);
        List<Histogram> drawn = drawn(epochs).stream().map(h -> h.over(range)).toList();
        int bins = drawn.get(0).counts().size();
        Svg svg = Svg.decoration(COLUMNS * CELL, bins * CELL / 2.0, true);
        double width = (double) COLUMNS * CELL / drawn.size();
        StringBuilder[] paths = new StringBuilder[SHADES];
        for (int column = 0; column < drawn.size(); column++) {
            List<Long> counts = drawn.get(column).counts();
            long most = counts.stream().mapToLong(c -> c).max().orElseThrow();
            for (int bin = 0; bin < bins; bin++) {
                if (counts.get(bin) > 0) {
                    // The square root makes the tails visible, too.
                    int shade = (int) Math.ceil(SHADES * Math.sqrt((double) counts.get(bin) / most)) - 1;
                    cell(paths, shade, column * width, (bins - 1 - bin) * CELL / 2.0, width);
                }
            }
        }
        svg.rect("track", 0, 0, COLUMNS * CELL, bins * CELL / 2.0, 0);
        for (int shade = 0; shade < SHADES; shade++) {
            if (paths[shade] != null) {
                svg.path("fill shade" + (shade + 1), paths[shade].toString());
            }
        }
        return svg.end();
    }

    private static void cell(StringBuilder[] paths, int shade, double x, double y, double width) {
        if (paths[shade] == null) {
            paths[shade] = new StringBuilder();
        }
        paths[shade]
                .append('M')
                .append(Svg.number(x))
                .append(' ')
                .append(Svg.number(y))
                .append('h')
                .append(Svg.number(width))
                .append("v2h-")
                .append(Svg.number(width))
                .append('z');
    }

    private static List<Histogram> drawn(List<Histogram> epochs) {
        if (epochs.size() <= COLUMNS) {
            return epochs;
        }
        List<Histogram> some = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            some.add(epochs.get((int) Math.round((double) i * (epochs.size() - 1) / (COLUMNS - 1))));
        }
        return some;
    }
}
