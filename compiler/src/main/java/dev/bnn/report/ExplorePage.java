package dev.bnn.report;

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
        String margin,
        List<Page.Tile> tiles,
        List<String> advice,
        List<String> charts,
        List<Row> front,
        List<UnitRow> units) {
    private static final Templates TEMPLATES = new Templates("report");

    /** A design; the note says where the part is too small for it. */
    public record Row(
            String fps, String interval, String lut, String bram18, String uram, String bottleneck, String note) {}

    public record UnitRow(
            String name,
            String kind,
            String fold,
            String cycles,
            String depth,
            String lut,
            String finnLut,
            String ff,
            String bram18,
            String uram,
            String dsp) {}

    /** The page; the same data gives the same text. Whatever the data holds is escaped. */
    public static String html(ExploreData data) {
        return TEMPLATES.render("explore.ftl", Map.of("page", of(data)));
    }

    /** Speed against each resource, as SVG. */
    public static List<String> charts(ExploreData data) {
        Optional<ExploreData.Limits> limits = data.limits();
        return Stream.of(
                        new FrontChart("front-lut", "LUT", ExploreData.Point::lut)
                                .svg(data, limit(limits.map(ExploreData.Limits::lut))),
                        new FrontChart("front-bram18", "BRAM18", ExploreData.Point::bram18)
                                .svg(data, limit(limits.map(ExploreData.Limits::bram18))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static ExplorePage of(ExploreData data) {
        return new ExplorePage(
                data.network(),
                data.title().isBlank() ? data.network() : data.title(),
                data.target() + " (" + data.part() + ") at " + Format.number(data.clockMhz()) + " MHz",
                Format.percent(data.margin(), 0),
                Stream.concat(
                                Stream.of(tile("Target " + data.target(), data.chosen())),
                                data.fitting().stream()
                                        .map(p -> tile(
                                                "Most with " + Format.percent(data.margin(), 0) + " of the part free",
                                                p)))
                        .toList(),
                data.advice(),
                charts(data),
                data.front().stream().map(p -> row(p, data)).toList(),
                data.units().stream().map(ExplorePage::unit).toList());
    }

    private static OptionalLong limit(Optional<Long> limit) {
        return limit.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static Page.Tile tile(String label, ExploreData.Point p) {
        return new Page.Tile(
                label,
                Format.count((long) p.fps()) + " frames/s",
                Format.count(p.lut()) + " LUT, " + Format.count(p.bram18()) + " BRAM18, limited by " + p.bottleneck(),
                "plain");
    }

    private static Row row(ExploreData.Point p, ExploreData data) {
        boolean over = data.limits()
                .map(l -> p.lut() > l.lut() || p.bram18() > l.bram18() || p.uram() > l.uram())
                .orElse(false);
        return new Row(
                Format.count((long) p.fps()),
                Format.count(p.interval()),
                Format.count(p.lut()),
                Format.count(p.bram18()),
                Format.count(p.uram()),
                p.bottleneck(),
                over ? "too large" : "");
    }

    private static UnitRow unit(ExploreData.Unit u) {
        return new UnitRow(
                u.name(),
                u.kind(),
                u.fold(),
                Format.count(u.cycles()),
                Format.count(u.depth()),
                Format.count(u.lut()),
                Format.count(u.finnLut()),
                Format.count(u.ff()),
                Format.count(u.bram18()),
                Format.count(u.uram()),
                Format.count(u.dsp()));
    }
}
