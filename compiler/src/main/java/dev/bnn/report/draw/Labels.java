// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds room for labels beside points of a chart, so that none overlaps another label or point. Sizes suit the larger letters on a
 * phone.
 */
public final class Labels {
    /** Radius of a point that has a label. */
    public static final double DOT = 5.5;

    private static final double LETTER = 9.6;
    private static final double ASCENT = 13;
    private static final double DESCENT = 5;
    private static final double GAP = 9;
    private static final double STEP = 4;

    /** Where a label begins: the left end of its base line. */
    public record Place(double x, double y) {}

    private record Box(double left, double top, double right, double bottom) {
        double shared(Box other) {
            double wide = Math.min(right, other.right) - Math.max(left, other.left);
            double tall = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            return wide <= 0 || tall <= 0 ? 0 : wide * tall;
        }
    }

    private final Box chart;
    private final List<Box> taken = new ArrayList<>();

    public Labels(double left, double right, double top, double bottom) {
        chart = new Box(left, top, right, bottom);
    }

    /** Adds a point that labels must not cover. */
    public void point(double x, double y) {
        taken.add(new Box(x - DOT, y - DOT, x + DOT, y + DOT));
    }

    /** Adds a line that labels must not cover. */
    public void line(double x1, double y1, double x2, double y2) {
        int steps = (int) Math.ceil(Math.hypot(x2 - x1, y2 - y1) / STEP);
        for (int i = 0; i <= steps; i++) {
            double x = steps == 0 ? x1 : x1 + (x2 - x1) * i / steps;
            double y = steps == 0 ? y1 : y1 + (y2 - y1) * i / steps;
            taken.add(new Box(x - STEP / 2, y - STEP / 2, x + STEP / 2, y + STEP / 2));
        }
    }

    /** Adds an existing label, by the left end of its base line. */
    public void taken(double x, double y, String text) {
        taken.add(box(x, y, text));
    }

    /** Finds a place beside a point: above or below, to the right or left, or further away if all of these are taken. */
    public Place place(double x, double y, String text) {
        double width = width(text);
        List<Place> places = new ArrayList<>();
        for (int line = 0; line < 4; line++) {
            double off = GAP + line * (ASCENT + DESCENT);
            for (double left : new double[] {x + GAP, x - GAP - width}) {
                places.add(new Place(left, y - off));
                places.add(new Place(left, y + off + ASCENT - DESCENT));
            }
        }
        Place best = places.stream()
                .min(Comparator.comparingDouble(p -> hidden(box(p.x(), p.y(), text))))
                .orElseThrow();
        taken.add(box(best.x(), best.y(), text));
        return best;
    }

    /** The area of a box that is outside the chart or covers something else. */
    private double hidden(Box box) {
        double area = (box.right() - box.left()) * (box.bottom() - box.top());
        return area
                - box.shared(chart)
                + taken.stream().mapToDouble(box::shared).sum();
    }

    private static Box box(double x, double y, String text) {
        return new Box(x, y - ASCENT, x + width(text), y + DESCENT);
    }

    private static double width(String text) {
        return LETTER * text.length();
    }
}
