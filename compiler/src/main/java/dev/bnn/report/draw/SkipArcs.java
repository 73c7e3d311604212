// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The streams around the bodies of residuals, as arcs above a strip of cells. Each cell draws its own piece of an arc, so that the
 * strip can wrap: where the stream forks, where it passes over, and where it is added. Arcs that overlap have a lane each, the
 * longest on top.
 */
public final class SkipArcs {
    private static final double LANE = 13;
    private static final double BEND = 12;
    /** Distance from the lowest lane down to the cells, which a bend and an arrow need. */
    private static final double DROP = 16;
    /** Lines of neighboring cells overlap by this, so that no seam shows. */
    private static final double SEAM = 0.5;

    /**
     * A stream from one cell to a later one.
     *
     * @param style style of its line
     */
    public record Skip(int from, int to, String style) {
        boolean overlaps(Skip other) {
            return from < other.to && other.from < to;
        }
    }

    /** Lane by lane, the lowest first. */
    private final List<List<Skip>> lanes = new ArrayList<>();

    public SkipArcs(List<Skip> skips) {
        List<Skip> shortest = new ArrayList<>(skips);
        shortest.sort(Comparator.comparingInt(s -> s.to() - s.from()));
        for (Skip skip : shortest) {
            lanes.stream()
                    .filter(lane -> lane.stream().noneMatch(skip::overlaps))
                    .findFirst()
                    .orElseGet(() -> {
                        lanes.add(new ArrayList<>());
                        return lanes.get(lanes.size() - 1);
                    })
                    .add(skip);
        }
    }

    /** Height of the arcs above the cells. */
    public double height() {
        return lanes.isEmpty() ? 0 : lanes.size() * LANE + DROP;
    }

    /**
     * The pieces in one cell.
     *
     * @param width width of the cell
     * @param leaves place of the cell's output, from which a stream forks
     * @param enters top of the cell's box, at its middle, where a stream is added
     */
    public void draw(Svg svg, int cell, double width, double[] leaves, double[] enters) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            double y = (lanes.size() - lane - 1) * LANE + LANE / 2;
            for (Skip skip : lanes.get(lane)) {
                if (skip.from() < cell && cell < skip.to()) {
                    svg.line(skip.style(), -SEAM, y, width + SEAM, y);
                } else if (skip.from() == cell) {
                    svg.path(
                            skip.style() + " arc",
                            moveTo(leaves[0], leaves[1])
                                    + lineTo(leaves[0], y + BEND)
                                    + bendTo(leaves[0], y, leaves[0] + BEND, y)
                                    + lineTo(width + SEAM, y));
                } else if (skip.to() == cell) {
                    svg.path(
                            skip.style() + " arc",
                            moveTo(-SEAM, y)
                                    + lineTo(enters[0] - BEND, y)
                                    + bendTo(enters[0], y, enters[0], y + BEND)
                                    + lineTo(enters[0], enters[1] - 9));
                    svg.path("flowhead", moveTo(enters[0], enters[1] - 2) + "l-4.5 -8h9z");
                }
            }
        }
    }

    private static String moveTo(double x, double y) {
        return "M" + at(x, y);
    }

    private static String lineTo(double x, double y) {
        return "L" + at(x, y);
    }

    private static String bendTo(double cornerX, double cornerY, double x, double y) {
        return "Q" + at(cornerX, cornerY) + " " + at(x, y);
    }

    private static String at(double x, double y) {
        return Svg.number(x) + " " + Svg.number(y);
    }
}
