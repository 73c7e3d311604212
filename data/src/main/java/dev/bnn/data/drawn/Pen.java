// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.drawn;

import java.util.Arrays;

/**
 * A drawing page. Strokes record the squared distance from each pixel's center to the nearest stroke; inking converts the
 * distances to bytes. Distances are in pixels.
 */
final class Pen {
    private static final int STEPS = 6;

    private final int height;
    private final int width;
    private final double[] squaredDistance;

    /** An empty page. */
    Pen(int height, int width) {
        this.height = height;
        this.width = width;
        squaredDistance = new double[height * width];
        Arrays.fill(squaredDistance, Double.POSITIVE_INFINITY);
    }

    /**
     * A Catmull-Rom curve through the points x0, y0, x1, y1, ...; a point that occurs twice in a row is a corner.
     *
     * @param reach distances beyond this are not recorded
     */
    void curve(double[] points, double reach) {
        int n = points.length / 2;
        for (int i = 0; i + 1 < n; i++) {
            double x1 = points[2 * i];
            double y1 = points[2 * i + 1];
            double x2 = points[2 * i + 2];
            double y2 = points[2 * i + 3];
            if (x1 == x2 && y1 == y2) {
                continue;
            }
            int before = 2 * Math.max(0, i - 1);
            int after = 2 * Math.min(n - 1, i + 2);
            double fromX = x1;
            double fromY = y1;
            for (int s = 1; s <= STEPS; s++) {
                double t = (double) s / STEPS;
                double toX = catmullRom(points[before], x1, x2, points[after], t);
                double toY = catmullRom(points[before + 1], y1, y2, points[after + 1], t);
                segment(fromX, fromY, toX, toY, reach);
                fromX = toX;
                fromY = toY;
            }
        }
    }

    private static double catmullRom(double p0, double p1, double p2, double p3, double t) {
        double a = -p0 + 3 * p1 - 3 * p2 + p3;
        double b = 2 * p0 - 5 * p1 + 4 * p2 - p3;
        double c = p2 - p0;
        return p1 + 0.5 * t * (c + t * (b + t * a));
    }

    private void segment(double x1, double y1, double x2, double y2, double reach) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double squaredLength = dx * dx + dy * dy;
        int left = Math.max(0, (int) Math.floor(Math.min(x1, x2) - reach));
        int right = Math.min(width - 1, (int) Math.ceil(Math.max(x1, x2) + reach));
        int top = Math.max(0, (int) Math.floor(Math.min(y1, y2) - reach));
        int bottom = Math.min(height - 1, (int) Math.ceil(Math.max(y1, y2) + reach));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double px = x + 0.5 - x1;
                double py = y + 0.5 - y1;
                double t = squaredLength > 0 ? (px * dx + py * dy) / squaredLength : 0;
                double nearest = Math.max(0, Math.min(1, t));
                double ex = px - nearest * dx;
                double ey = py - nearest * dy;
                double d = ex * ex + ey * ey;
                int at = y * width + x;
                if (d < squaredDistance[at]) {
                    squaredDistance[at] = d;
                }
            }
        }
    }

    /** The share of a pixel that a line of the given radius covers, 0 to 1. The edge is {@code softness} wide. */
    double coverage(int pixel, double radius, double softness) {
        double d = squaredDistance[pixel];
        if (d == Double.POSITIVE_INFINITY) {
            return 0;
        }
        return Math.max(0, Math.min(1, (radius - StrictMath.sqrt(d)) / softness + 0.5));
    }
}
