// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.draw;

import java.util.List;

/** Bars in a table cell, beside the figures that they repeat. */
public final class Bars {
    private static final double WIDTH = 200;
    private static final double HEIGHT = 12;
    private static final double TALL = 64;

    private Bars() {}

    /**
     * A filled share of the cell.
     *
     * @param share 0..1
     * @param limit position 0..1 of a limit's mark; 0 for none
     */
    public static String share(double share, double limit, String style) {
        Svg svg = Svg.decoration(WIDTH, HEIGHT, true);
        svg.rect("track", 0, 0, WIDTH, HEIGHT, 0);
        svg.rect(style, 0, 0, Math.max(1, share * WIDTH), HEIGHT, 0);
        if (limit > 0) {
            svg.line("limit", limit * (WIDTH - 2) + 1, 0, limit * (WIDTH - 2) + 1, HEIGHT);
        }
        return svg.end();
    }

    /** The position of a layer's thresholds in the range of its accumulator; the mark is the median. */
    public static String range(long low, long high, long min, long median, long max) {
        double from = at(low, high, min);
        double to = at(low, high, max);
        double middle = at(low, high, median);
        Svg svg = Svg.decoration(WIDTH, HEIGHT, true);
        svg.rect("track", 0, 0, WIDTH, HEIGHT, 0);
        svg.line("zero", at(low, high, 0), 0, at(low, high, 0), HEIGHT);
        svg.rect("fill", from, 0, Math.max(1.5, to - from), HEIGHT, 0);
        svg.line("limit", middle, 0, middle, HEIGHT);
        return svg.end();
    }

    /** A line of values from first to last; the bottom is 0, the top is the largest value. */
    public static String spark(List<Double> values) {
        double most = values.stream().mapToDouble(v -> v).max().orElse(0);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            double x = values.size() == 1 ? WIDTH / 2 : WIDTH * i / (values.size() - 1);
            double y = TALL - 2 - (TALL - 4) * (most == 0 ? 0 : values.get(i) / most);
            path.append(i == 0 ? "M" : "L").append(Svg.number(x)).append(' ').append(Svg.number(y));
        }
        if (values.size() == 1) {
            path.append("h1");
        }
        Svg svg = Svg.decoration(WIDTH, TALL, true);
        svg.rect("track", 0, 0, WIDTH, TALL, 0);
        svg.path("line spark s1", path.toString());
        return svg.end();
    }

    private static double at(long low, long high, long value) {
        return WIDTH * Math.min(1, Math.max(0, (double) (value - low) / Math.max(1, high - low)));
    }
}
