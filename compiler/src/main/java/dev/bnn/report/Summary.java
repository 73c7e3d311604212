// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.report.ReportPage.Tile;
import dev.bnn.report.ReportPage.Verdict;
import dev.bnn.report.data.ReportData;
import dev.bnn.report.draw.Format;
import dev.bnn.report.network.NetworkTable;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.List;

/** The figures at the top of the page. */
final class Summary {
    private static final String GOOD = "good";
    private static final String BAD = "bad";
    private static final String PLAIN = "plain";

    private Summary() {}

    static List<Tile> tiles(ReportData data, NetworkTable table) {
        List<Tile> tiles = new ArrayList<>();
        data.accuracy()
                .ifPresent(a -> tiles.add(new Tile(
                        a.map() ? "pixel accuracy" : "TOP1 accuracy",
                        Format.percent(a.top1(), 2),
                        Words.count(a.images(), "test image"),
                        PLAIN)));
        tiles.add(new Tile(
                "Weights",
                Format.prefixed(table.weightBits()) + (table.weightBits() < 1000 ? " bits" : "bit"),
                Words.count(table.weights(), "weight") + ", " + Format.bytes(table.weightBits()),
                PLAIN));
        tiles.add(new Tile("Work per image", Format.prefixed(table.macs()), "multiply-accumulates", PLAIN));
        data.dataflow()
                .filter(d -> d.interval() > 0)
                .ifPresent(d -> tiles.add(new Tile(
                        "Frames per second",
                        d.rate().text(),
                        "estimate at " + Words.number(d.clockMhz()) + " MHz",
                        d.met() ? PLAIN : BAD)));
        data.simulation().ifPresent(s -> tiles.add(tile("C simulation", s)));
        data.rtl().ifPresent(r -> tiles.add(tile("RTL simulation", r.simulation())));
        if (!data.budgets().isEmpty()) {
            long met = data.budgets().stream().filter(ReportData.Budget::met).count();
            int all = data.budgets().size();
            tiles.add(
                    new Tile("Budgets", met + " of " + all + " met", "limits of this build", met == all ? GOOD : BAD));
        }
        return tiles;
    }

    private static Tile tile(String name, ReportData.Simulation simulation) {
        Verdict verdict = verdict(simulation);
        return new Tile(name, verdict.headline(), verdict.facts().get(0).value(), verdict.mood());
    }

    /** The first fact is the one for the tile. */
    static Verdict verdict(ReportData.Simulation simulation) {
        if (simulation instanceof ReportData.Simulation.Ran ran) {
            List<ReportData.Fact> facts = new ArrayList<>();
            facts.add(new ReportData.Fact("images", Words.count(ran.images(), "image") + " compared"));
            if (ran.comparedBits() > 0) {
                facts.add(new ReportData.Fact("compared bits", Format.count(ran.comparedBits())));
            }
            facts.add(new ReportData.Fact("differing bits", Format.count(ran.differingBits())));
            if (ran.comparedWords() > 0) {
                facts.add(new ReportData.Fact("words compared in value and cycle", Format.count(ran.comparedWords())));
            }
            facts.add(new ReportData.Fact("compiled with", ran.tool()));
            if (ran.seconds() > 0) {
                facts.add(new ReportData.Fact("time", Format.seconds(ran.seconds())));
            }
            boolean exact = ran.differingBits() == 0 && ran.images() > 0;
            String headline = exact
                    ? ran.comparedWords() > 0 ? "exact to the cycle" : "bit-exact"
                    : ran.images() == 0 ? "no images" : Words.count(ran.differingBits(), "bit differs", "bits differ");
            return new Verdict(headline, exact ? GOOD : BAD, facts);
        }
        ReportData.Simulation.Skipped skipped = (ReportData.Simulation.Skipped) simulation;
        return new Verdict("not run", PLAIN, List.of(new ReportData.Fact("reason", skipped.reason())));
    }
}
