// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Lines over epochs, drawn as SVG.
 *
 * @param id unique in the page
 * @param title what the chart shows
 * @param scale how the values are drawn and written
 * @param epochs the numbers on the horizontal axis, ascending
 * @param marked the epoch with a vertical mark; 0 for none
 * @param series one line each; NaN interrupts it
 */
public record LineChart(String id, String title, Scale scale, int[] epochs, int marked, List<Series> series) {
    private static final double WIDTH = 480;
    private static final double HEIGHT = 264;
    private static final double LEFT = 58;
    private static final double RIGHT = WIDTH - 78;
    private static final double TOP = 20;
    private static final double TOP_WITH_LEGEND = 38;
    private static final double BOTTOM = HEIGHT - 46;
    private static final double LABEL_HEIGHT = 15;

    public enum Scale {
        PLAIN,
        PERCENT,
        /** Logarithmic if the values span more than a factor of eight. */
        WIDE,
        /** Like {@link #WIDE}, written with decimal prefixes. */
        COUNT
    }

    /** A line; the style is a class of the style sheet. */
    public record Series(String label, String style, double[] values) {
        private DoubleStream finite() {
            return Arrays.stream(values).filter(Double::isFinite);
        }
    }

    /** The picture; empty if there is nothing to draw. */
    public Optional<String> svg() {
        List<Series> drawn =
                series.stream().filter(s -> s.finite().findAny().isPresent()).toList();
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        Axis x = Axis.counting(epochs[0], epochs[epochs.length - 1]);
        Axis y = vertical(drawn);
        Svg svg = Svg.image(id, WIDTH, HEIGHT, title, description(drawn));
        grid(svg, x, y);
        if (marked > 0) {
            double at = across(x, marked);
            svg.line("mark", at, top() - 14, at, BOTTOM);
            String anchor = at > WIDTH * 0.6 ? "end" : "start";
            svg.text("label", anchor, at + (anchor.equals("end") ? -5 : 5), top() - 5, "kept");
        }
        drawn.forEach(s -> draw(svg, x, y, s));
        if (series.size() > 1) {
            legend(svg, drawn);
        }
        lastValues(svg, x, y, drawn);
        return Optional.of(svg.end());
    }

    private Axis vertical(List<Series> drawn) {
        double min = drawn.stream().flatMapToDouble(Series::finite).min().orElseThrow();
        double max = drawn.stream().flatMapToDouble(Series::finite).max().orElseThrow();
        if ((scale == Scale.WIDE || scale == Scale.COUNT) && min > 0 && max > 8 * min) {
            return Axis.logarithmic(min, max);
        }
        return scale == Scale.PERCENT
                ? Axis.linear(min, max, 0, 1, true)
                : Axis.linear(Math.min(0, min), max, -1e300, 1e300, false);
    }

    private void grid(Svg svg, Axis x, Axis y) {
        for (Axis.Tick tick : y.ticks()) {
            double at = down(y, tick.value());
            svg.line("grid", LEFT, at, RIGHT, at);
            svg.text(
                    "label",
                    "end",
                    LEFT - 8,
                    at + 4,
                    scale == Scale.COUNT ? Format.prefixed(tick.value()) : tick.label());
        }
        svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        for (Axis.Tick tick : x.ticks()) {
            double at = across(x, tick.value());
            svg.line("axis", at, BOTTOM, at, BOTTOM + 5);
            svg.text("label", "middle", at, BOTTOM + 19, tick.label());
        }
        svg.text("label", "middle", (LEFT + RIGHT) / 2, BOTTOM + 38, "epoch");
    }

    private void draw(Svg svg, Axis x, Axis y, Series s) {
        StringBuilder path = new StringBuilder();
        boolean down = false;
        for (int i = 0; i < epochs.length; i++) {
            if (!Double.isFinite(s.values()[i])) {
                down = false;
                continue;
            }
            path.append(down ? "L" : "M")
                    .append(Svg.number(across(x, epochs[i])))
                    .append(' ')
                    .append(Svg.number(down(y, s.values()[i])));
            down = true;
        }
        svg.path("line " + s.style(), path.toString());
        if (epochs.length <= 15) {
            for (int i = 0; i < epochs.length; i++) {
                if (Double.isFinite(s.values()[i])) {
                    svg.circle("dot " + s.style(), across(x, epochs[i]), down(y, s.values()[i]), 3);
                }
            }
        }
    }

    private void legend(Svg svg, List<Series> drawn) {
        double at = LEFT;
        for (Series s : drawn) {
            svg.path("line " + s.style(), "M" + Svg.number(at) + " 14L" + Svg.number(at + 24) + " 14");
            svg.text("label", "start", at + 30, 18, s.label());
            at += 52 + 7.2 * s.label().length();
        }
    }

    /** Writes the last value of each line at its end, moved apart if they would touch. */
    private void lastValues(Svg svg, Axis x, Axis y, List<Series> drawn) {
        List<Series> order = new ArrayList<>(drawn);
        order.sort(Comparator.comparingDouble(s -> down(y, last(s))));
        double previous = Double.NEGATIVE_INFINITY;
        for (Series s : order) {
            double at = Math.max(down(y, last(s)), previous + LABEL_HEIGHT);
            svg.circle("dot " + s.style(), across(x, lastEpoch(s)), down(y, last(s)), 3.5);
            svg.text("value " + s.style(), "start", RIGHT + 8, at + 4, written(last(s)));
            previous = at;
        }
    }

    private String description(List<Series> drawn) {
        return drawn.stream()
                .map(s -> s.label() + ": " + written(s.finite().findFirst().orElseThrow()) + " at first, "
                        + written(last(s)) + " in epoch " + lastEpoch(s))
                .collect(Collectors.joining("; "));
    }

    private String written(double value) {
        if (scale == Scale.COUNT) {
            return Format.prefixed(value);
        }
        return scale == Scale.PERCENT ? Format.percent(value, value < 0.0995 ? 2 : 1) : Format.number(value, 3);
    }

    private static double last(Series s) {
        return s.finite().reduce((a, b) -> b).orElseThrow();
    }

    private int lastEpoch(Series s) {
        int i = epochs.length - 1;
        while (!Double.isFinite(s.values()[i])) {
            i--;
        }
        return epochs[i];
    }

    private double top() {
        return series.size() > 1 ? TOP_WITH_LEGEND : TOP;
    }

    private static double across(Axis x, double value) {
        return LEFT + x.at(value) * (RIGHT - LEFT);
    }

    private double down(Axis y, double value) {
        return BOTTOM - y.at(value) * (BOTTOM - top());
    }
}
