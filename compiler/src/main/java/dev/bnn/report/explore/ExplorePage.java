// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.explore;

import dev.bnn.estimate.Resources;
import dev.bnn.report.ReportPage;
import dev.bnn.report.draw.Format;
import dev.bnn.source.Words;
import dev.bnn.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The page on a network's foldings, as self-contained as the report. Public for the template engine, which reads records
 * from outside.
 */
public record ExplorePage(
        String name,
        String title,
        String subtitle,
        boolean trained,
        String margin,
        List<ReportPage.Tile> tiles,
        List<String> advice,
        List<String> charts,
        List<Row> front,
        List<UnitRow> units) {
    private static final Templates TEMPLATES = new Templates("report");

    /**
     * A design, with its resources in the order of {@link dev.bnn.model.target.ResourceKind}; the note says if the part is too
     * small for it.
     */
    public record Row(String fps, String interval, List<String> cost, String bottleneck, String note) {}

    public record UnitRow(
            String name, String kind, String fold, String cycles, String depth, String finnLut, List<String> cost) {}

    /** The page; the same data gives the same text. The contents of the data are escaped. */
    public static String html(ExploreData data) {
        return TEMPLATES.render("explore.ftl", Map.of("page", of(data)));
    }

    /** Speed against each resource, as SVG. */
    public static List<String> charts(ExploreData data) {
        Optional<Resources> limits = data.limits();
        return Stream.of(
                        new ParetoChart("front-lut", "LUT", Resources::lut)
                                .svg(data, limit(limits.map(Resources::lut))),
                        new ParetoChart("front-bram18", "BRAM18", Resources::bram18)
                                .svg(data, limit(limits.map(Resources::bram18))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static ExplorePage of(ExploreData data) {
        return new ExplorePage(
                data.network(),
                data.title().isBlank() ? data.network() : data.title(),
                data.target() + " (" + data.part() + ") at " + Words.number(data.clockMhz()) + " MHz",
                data.trained(),
                Format.percent(data.margin(), 0),
                Stream.concat(
                                Stream.of(tile("Target " + data.target(), data.chosen(), "")),
                                data.fitting().stream()
                                        .map(p -> tile(
                                                "Most with " + Format.percent(data.margin(), 0) + " of the part free",
                                                p,
                                                ", before its streams are sized")))
                        .toList(),
                data.advice(),
                charts(data),
                data.front().stream().map(p -> row(p, data)).toList(),
                data.units().stream().map(ExplorePage::unit).toList());
    }

    private static OptionalLong limit(Optional<Long> limit) {
        return limit.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static ReportPage.Tile tile(String label, ExploreData.Point p, String note) {
        return new ReportPage.Tile(
                label,
                p.fps().text() + " frames/s",
                Format.count(p.cost().lut()) + " LUT, " + Format.count(p.cost().bram18()) + " BRAM18, limited by "
                        + p.bottleneck() + note,
                "plain");
    }

    private static Row row(ExploreData.Point p, ExploreData data) {
        boolean over = data.limits().filter(l -> !p.cost().within(l)).isPresent();
        return new Row(
                p.fps().text(), Format.count(p.interval()), cost(p.cost()), p.bottleneck(), over ? "too large" : "");
    }

    private static UnitRow unit(ExploreData.Unit u) {
        return new UnitRow(
                u.name(),
                u.kind(),
                u.fold(),
                Format.count(u.cycles()),
                Format.count(u.depth()),
                Format.count(u.finnLut()),
                cost(u.cost()));
    }

    private static List<String> cost(Resources cost) {
        return cost.amounts().stream().map(Format::count).toList();
    }
}
