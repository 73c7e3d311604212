// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.report.data.ReportData;
import dev.bnn.report.data.ReportData.Stage;
import dev.bnn.report.draw.Format;
import dev.bnn.report.draw.SkipArcs;
import dev.bnn.report.draw.Svg;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The pipeline as a strip of units in stream order, each filled in proportion to how busy it is. Each cell is a small picture of
 * its own, so that the strip can wrap.
 */
public final class FlowStrip {
    private static final double WIDTH = 104;
    private static final double HEIGHT = 64;
    private static final double TOP = 6;
    private static final double LEFT = 22;
    private static final double BOX = WIDTH - 2 * LEFT;
    /** Distance from a unit to the place where its second stream leaves. */
    private static final double FORK = 6;

    /**
     * One unit.
     *
     * @param fold PE and SIMD; empty if it has none
     * @param busy share of the interval
     * @param stream the stream after it: bits of a word, and words that it holds
     */
    public record Cell(String svg, String name, String kind, String fold, String busy, String stream) {}

    private FlowStrip() {}

    static List<Cell> of(ReportData.Dataflow flow) {
        long interval = Math.max(1, flow.interval());
        SkipArcs arcs = new SkipArcs(flow.skips().stream()
                .map(s -> new SkipArcs.Skip(s.from(), s.to(), line(s.bits())))
                .toList());
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < flow.stages().size(); i++) {
            Stage s = flow.stages().get(i);
            double busy = (double) s.cycles() / interval;
            int before = i == 0 ? 8 : flow.stages().get(i - 1).bits();
            cells.add(new Cell(
                    picture(i, busy, s.cycles() == flow.slowest(), before, s.bits(), arcs),
                    s.name(),
                    s.kind(),
                    s.pe() == 0 ? "" : "PE " + s.pe() + ", SIMD " + s.simd(),
                    busy(busy),
                    Words.count(s.bits(), "bit") + " \u00d7 " + Format.count(s.depth())));
        }
        return cells;
    }

    /** An arrow is thicker for a wider stream, one level per factor of four. */
    private static String picture(
            int index, double busy, boolean slowest, int bitsBefore, int bitsBehind, SkipArcs arcs) {
        double top = arcs.height() + TOP;
        double middle = arcs.height() + HEIGHT / 2;
        Svg svg = Svg.decoration(WIDTH, arcs.height() + HEIGHT, false);
        svg.line(line(bitsBefore), 0, middle, LEFT - 8, middle);
        svg.path("flowhead", "M" + Svg.number(LEFT - 2) + " " + Svg.number(middle) + "l-8 -5v10z");
        svg.line(line(bitsBehind), LEFT + BOX, middle, WIDTH, middle);
        arcs.draw(svg, index, WIDTH, new double[] {LEFT + BOX + FORK, middle}, new double[] {LEFT + BOX / 2, top});
        double height = HEIGHT - 2 * TOP;
        double full = Math.max(1, busy * height);
        svg.rect("track", LEFT, top, BOX, height, 3);
        svg.rect(slowest ? "slow" : "fill", LEFT, top + height - full, BOX, full, 3);
        return svg.end();
    }

    private static String busy(double share) {
        return (share > 0 && share < 0.005 ? "under 1 %" : Format.percent(share, 0)) + " busy";
    }

    private static String line(int bits) {
        return "flow flow" + thickness(bits);
    }

    private static int thickness(int bits) {
        return bits <= 4 ? 1 : bits <= 16 ? 2 : bits <= 64 ? 3 : 4;
    }
}
