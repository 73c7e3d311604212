package dev.bnn.report;

import dev.bnn.report.ReportData.Stage;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The pipeline as a strip of units in stream order, each filled as far as it is busy. Each cell is a small picture of its own, so
 * that the strip can wrap.
 */
public final class FlowStrip {
    private static final double WIDTH = 104;
    private static final double HEIGHT = 64;
    private static final double MIDDLE = HEIGHT / 2;
    private static final double LEFT = 22;
    private static final double BOX = WIDTH - 2 * LEFT;

    /**
     * One unit.
     *
     * @param fold PE and SIMD; empty where it has none
     * @param busy share of the interval
     * @param stream the stream behind it: bits of a word, and words that it holds
     */
    public record Cell(String svg, String name, String kind, String fold, String busy, String stream) {}

    private FlowStrip() {}

    static List<Cell> of(ReportData.Dataflow flow) {
        long interval = Math.max(1, flow.interval());
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < flow.stages().size(); i++) {
            Stage s = flow.stages().get(i);
            double busy = (double) s.cycles() / interval;
            int before = i == 0 ? 8 : flow.stages().get(i - 1).bits();
            cells.add(new Cell(
                    picture(busy, s.cycles() == flow.slowest(), before, s.bits()),
                    s.name(),
                    s.kind(),
                    s.pe() == 0 ? "" : "PE " + s.pe() + ", SIMD " + s.simd(),
                    Format.percent(busy, 0) + " busy",
                    Words.count(s.bits(), "bit") + " \u00d7 " + Format.count(s.depth())));
        }
        return cells;
    }

    /** An arrow is as thick as its stream is wide, in steps of a factor of four. */
    private static String picture(double busy, boolean slowest, int bitsBefore, int bitsBehind) {
        Svg svg = Svg.decoration(WIDTH, HEIGHT, false);
        svg.line("flow flow" + thickness(bitsBefore), 0, MIDDLE, LEFT - 8, MIDDLE);
        svg.path("flowhead", "M" + Svg.number(LEFT - 2) + " " + Svg.number(MIDDLE) + "l-8 -5v10z");
        svg.line("flow flow" + thickness(bitsBehind), LEFT + BOX, MIDDLE, WIDTH, MIDDLE);
        double height = HEIGHT - 12;
        double full = Math.max(1, busy * height);
        svg.rect("track", LEFT, 6, BOX, height, 3);
        svg.rect(slowest ? "slow" : "fill", LEFT, 6 + height - full, BOX, full, 3);
        return svg.end();
    }

    private static int thickness(int bits) {
        return bits <= 4 ? 1 : bits <= 16 ? 2 : bits <= 64 ? 3 : 4;
    }
}
