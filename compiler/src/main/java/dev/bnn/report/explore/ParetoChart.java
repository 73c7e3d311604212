// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.explore;

import dev.bnn.estimate.Resources;
import dev.bnn.report.draw.Axis;
import dev.bnn.report.draw.Format;
import dev.bnn.report.draw.Labels;
import dev.bnn.report.draw.Svg;
import dev.bnn.source.Words;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Designs as points of frames per second against one resource, both logarithmic, with the amount on the part as a line.
 *
 * @param id unique in the page
 * @param resource name of the resource
 * @param amount the amount of it that a design takes
 */
public record ParetoChart(String id, String resource, ToLongFunction<Resources> amount) {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 350;
    private static final double LEFT = 64;
    private static final double RIGHT = WIDTH - 20;
    private static final double TOP = 34;
    private static final double BOTTOM = HEIGHT - 54;

    /** The picture; empty if no design takes any of the resource. */
    public Optional<String> svg(ExploreData data, OptionalLong limit) {
        List<ExploreData.Point> front = data.front();
        long most = Math.max(
                front.stream()
                        .map(ExploreData.Point::cost)
                        .mapToLong(amount)
                        .max()
                        .orElse(0),
                amount.applyAsLong(data.chosen().cost()));
        if (most == 0) {
            return Optional.empty();
        }
        double low = Math.max(
                1, Math.min(least(front), amount.applyAsLong(data.chosen().cost())));
        double high = Math.max(Math.max(most, limit.orElse(0)), 2 * low);
        double slow = Math.min(
                data.chosen().fps().value(), front.get(front.size() - 1).fps().value());
        double fast = Math.max(
                data.chosen().fps().value(), Math.max(front.get(0).fps().value(), 2 * slow));
        Axis x = Axis.logarithmic(slow, fast);
        Axis y = Axis.logarithmic(low, high);
        Svg svg = Svg.image(
                id,
                WIDTH,
                HEIGHT,
                resource + " by frames per second",
                Words.count(front.size(), "design") + " from " + Format.prefixed(slow) + " to " + Format.prefixed(fast)
                        + " frames per second, with up to " + Format.count(most) + " " + resource);
        grid(svg, x, y);
        Labels labels = new Labels(LEFT, RIGHT, TOP - 12, BOTTOM);
        limit.ifPresent(l -> {
            double at = down(y, l);
            svg.line("mark", LEFT, at, RIGHT, at);
            String holds = data.part() + " holds " + Format.count(l);
            labels.taken(LEFT + 6, at - 5, holds);
            svg.text("label", "start", LEFT + 6, at - 5, holds);
        });
        curve(svg, x, y, front);
        for (int i = 1; i < front.size(); i++) {
            ExploreData.Point a = front.get(i - 1);
            ExploreData.Point b = front.get(i);
            labels.line(
                    across(x, a.fps().value()),
                    down(y, amount.applyAsLong(a.cost())),
                    across(x, b.fps().value()),
                    down(y, amount.applyAsLong(b.cost())));
        }
        data.fitting().ifPresent(p -> labels.point(across(x, p.fps().value()), down(y, amount.applyAsLong(p.cost()))));
        labels.point(
                across(x, data.chosen().fps().value()),
                down(y, amount.applyAsLong(data.chosen().cost())));
        data.fitting().ifPresent(p -> point(svg, x, y, p, "s3", "most that fits", labels));
        point(svg, x, y, data.chosen(), "s2", "target " + data.target(), labels);
        return Optional.of(svg.end());
    }

    private double least(List<ExploreData.Point> front) {
        return front.stream()
                .map(ExploreData.Point::cost)
                .mapToLong(amount)
                .min()
                .orElseThrow();
    }

    private void grid(Svg svg, Axis x, Axis y) {
        for (Axis.Tick tick : y.ticks()) {
            double at = down(y, tick.value());
            svg.line("grid", LEFT, at, RIGHT, at);
            svg.text("label", "end", LEFT - 8, at + 4, Format.prefixed(tick.value()));
        }
        svg.text("label", "start", 4, 14, resource);
        svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        for (Axis.Tick tick : x.ticks()) {
            double at = across(x, tick.value());
            svg.line("axis", at, BOTTOM, at, BOTTOM + 5);
            svg.text("label", "middle", at, BOTTOM + 24, Format.prefixed(tick.value()));
        }
        svg.text("label", "middle", (LEFT + RIGHT) / 2, BOTTOM + 46, "frames per second");
    }

    private void curve(Svg svg, Axis x, Axis y, List<ExploreData.Point> front) {
        StringBuilder path = new StringBuilder();
        for (ExploreData.Point p : front) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(Svg.number(across(x, p.fps().value())))
                    .append(' ')
                    .append(Svg.number(down(y, amount.applyAsLong(p.cost()))));
        }
        svg.path("line s1", path.toString());
        front.forEach(
                p -> svg.circle("dot s1", across(x, p.fps().value()), down(y, amount.applyAsLong(p.cost())), 2.5));
    }

    private void point(Svg svg, Axis x, Axis y, ExploreData.Point p, String style, String label, Labels labels) {
        double at = across(x, p.fps().value());
        double height = down(y, amount.applyAsLong(p.cost()));
        svg.circle("dot " + style, at, height, Labels.DOT);
        Labels.Place place = labels.place(at, height, label);
        svg.text("value " + style, "start", place.x(), place.y(), label);
    }

    private static double across(Axis x, double value) {
        return LEFT + x.at(value) * (RIGHT - LEFT);
    }

    private static double down(Axis y, double value) {
        return BOTTOM - y.at(Math.max(value, y.low())) * (BOTTOM - TOP);
    }
}
