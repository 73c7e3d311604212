// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.estimate.FrameRate;
import dev.bnn.model.Network;
import dev.bnn.model.ValueSet;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.target.Target;
import dev.bnn.report.data.ReportData;
import dev.bnn.report.data.ThresholdSummary;
import dev.bnn.report.draw.Bars;
import dev.bnn.report.draw.Format;
import dev.bnn.report.network.NetworkStrip;
import dev.bnn.report.network.NetworkTable;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the template prints: every figure as text, every picture already drawn. Sections without data are null or empty, and the
 * template leaves them out. Public for the template engine, which reads records from outside.
 */
public record ReportPage(
        String name,
        String title,
        String subtitle,
        List<String> notices,
        List<Tile> tiles,
        List<NetworkStrip.Cell> strip,
        List<Layer> layers,
        Layer total,
        List<String> classes,
        TrainingSection training,
        AccuracySection accuracy,
        Pictures filters,
        List<Threshold> thresholds,
        DataflowSection dataflow,
        ResourceSection resources,
        VendorSection vendor,
        Verdict simulation,
        RtlSection rtl,
        List<ReportData.Pass> passes,
        List<ReportData.Budget> budgets,
        List<ReportData.Fact> provenance) {

    /** A figure of the summary; {@code mood} is good, bad or plain. */
    public record Tile(String label, String value, String note, String mood) {}

    /** A row of the layer table. */
    public record Layer(
            String name, String kind, String shape, String values, String weights, String bits, String macs) {}

    /** Charts are SVG. */
    public record TrainingSection(List<ReportData.Fact> facts, List<Chart> charts, LayerSection byLayer) {}

    public record Chart(String title, String svg) {}

    /** Pictures; {@code sources} are data URIs, {@code side} is the width of each on the page, in rem. */
    public record Pictures(String layer, String caption, List<String> sources, String side) {}

    public record Threshold(
            String layer,
            String channels,
            String classes,
            String range,
            String min,
            String median,
            String max,
            String constant,
            String bar) {}

    public record DataflowSection(
            List<ReportData.Fact> facts,
            List<FlowStrip.Cell> strip,
            List<Stage> stages,
            String limit,
            List<String> fronts) {}

    public record Stage(
            String name, String kind, String fold, String cycles, String fps, String bar, boolean slowest) {}

    public record ResourceSection(String part, List<Use> uses) {}

    public record Use(String resource, String used, String available, String share, String bar, boolean over) {}

    /** Result of the C simulation. */
    public record Verdict(String headline, String mood, List<ReportData.Fact> facts) {}

    static ReportPage of(ReportData data) {
        Network network = data.network();
        NetworkTable table = NetworkTable.of(network);
        return new ReportPage(
                network.name(),
                network.title().isBlank() ? network.name() : network.title(),
                subtitle(data),
                data.notices(),
                Summary.tiles(data, table),
                NetworkStrip.of(network),
                table.rows().stream().map(ReportPage::layer).toList(),
                new Layer(
                        "total",
                        "",
                        "",
                        "",
                        Format.count(table.weights()),
                        Format.count(table.weightBits()),
                        Format.count(table.macs())),
                network.classes(),
                data.training()
                        .filter(t -> !t.epochs().isEmpty())
                        .map(t -> training(network, t))
                        .orElse(null),
                data.accuracy()
                        .map(a -> AccuracySection.of(a, network.classes()))
                        .orElse(null),
                data.filters().map(ReportPage::filters).orElse(null),
                data.thresholds().stream().map(ReportPage::threshold).toList(),
                data.dataflow()
                        .filter(d -> !d.stages().isEmpty())
                        .map(ReportPage::dataflow)
                        .orElse(null),
                data.resources()
                        .filter(r -> !r.uses().isEmpty())
                        .map(ReportPage::resources)
                        .orElse(null),
                data.vendor().map(VendorSection::of).orElse(null),
                data.simulation().map(Summary::verdict).orElse(null),
                data.rtl().map(RtlSection::of).orElse(null),
                data.passes(),
                data.budgets(),
                data.provenance());
    }

    private static String subtitle(ReportData data) {
        Network network = data.network();
        List<String> parts = new ArrayList<>();
        parts.add(Format.shape(network.input().shape()) + " "
                + values(network.input().values()));
        parts.add(Words.count(network.classes().size(), "class", "classes"));
        data.dataflow()
                .map(ReportData.Dataflow::target)
                .or(() -> network.targets().stream().findFirst().map(Target::name))
                .ifPresent(parts::add);
        return String.join(" \u00b7 ", parts);
    }

    private static Layer layer(NetworkTable.Row row) {
        return new Layer(
                row.name(),
                row.kind() + (row.detail().isEmpty() ? "" : ", " + row.detail().replace(" x ", " \u00d7 ")),
                Format.shape(row.output().shape()),
                values(row.output().values()),
                blankZero(row.weights()),
                blankZero(row.weightBits()),
                blankZero(row.macs()));
    }

    /** A set of values as text; a range in words, with separators and true minus signs. */
    private static String values(ValueSet values) {
        return Pattern.compile("\\d{4,}(?!\\.)")
                .matcher(values.toString().replaceAll("\\[(.*), (.*)]", "$1 to $2"))
                .replaceAll(m -> Format.count(Long.parseLong(m.group())))
                .replace("-", "\u2212");
    }

    private static String blankZero(long value) {
        return value == 0 ? "" : Format.count(value);
    }

    private static ReportData.Fact fact(String key, String value) {
        return new ReportData.Fact(key, value);
    }

    private static TrainingSection training(Network network, ReportData.Training training) {
        List<ReportData.Fact> facts = new ArrayList<>();
        Optional<Recipe> recipe = network.recipes().stream()
                .filter(r -> r.name().equals(training.recipe()))
                .findFirst();
        facts.add(fact("recipe", training.recipe()));
        recipe.ifPresent(r -> {
            facts.add(fact("data", r.run().data()));
            facts.add(fact(
                    "method",
                    r.descent().optimizer().title() + ", batch "
                            + Format.count(r.run().batch()) + ", "
                            + r.objective()
                                    .loss()
                                    .function()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', ' ')));
        });
        if (training.validation() >= 0) {
            facts.add(fact("for validation", Words.count(training.validation(), "image")));
        }
        facts.add(fact("epochs", Format.count(training.epochs().size())));
        if (training.bestEpoch() > 0) {
            boolean validated = training.epochs().stream().anyMatch(e -> Double.isFinite(e.validationAccuracy()));
            facts.add(fact(
                    "kept", "epoch " + Format.count(training.bestEpoch()) + (validated ? ", best by validation" : "")));
        }
        if (training.seconds() > 0) {
            facts.add(fact("time", Format.seconds(training.seconds())));
        }
        return new TrainingSection(facts, Curves.of(training), LayerSection.of(training.layers()));
    }

    /** Draws a small filter with large pixels, so that filters of all sizes look about equally large. */
    private static Pictures filters(ReportData.Filters f) {
        return new Pictures(
                f.layer(),
                f.caption(),
                f.pngs().stream().map(AccuracySection::png).toList(),
                f.rows() <= 8 ? "3.25" : "5.5");
    }

    private static Threshold threshold(ThresholdSummary t) {
        return new Threshold(
                t.layer(),
                Format.count(t.channels()),
                Format.count(t.positionClasses()),
                signed(t.low()) + " to " + signed(t.high()),
                signed(t.min()),
                signed(t.median()),
                signed(t.max()),
                t.constants(),
                Bars.range(t.low(), t.high(), t.min(), t.median(), t.max()));
    }

    private static String signed(long value) {
        return Format.count(value).replace("-", "\u2212");
    }

    private static DataflowSection dataflow(ReportData.Dataflow d) {
        long slowest = d.slowest();
        List<ReportData.Fact> facts = new ArrayList<>();
        facts.add(fact("target", d.target().equals(d.part()) ? d.part() : d.target() + " (" + d.part() + ")"));
        facts.add(fact("clock", Words.number(d.clockMhz()) + " MHz"));
        facts.add(fact("frames per second", d.rate().text() + ", estimated"));
        if (d.wantedFps() > 0) {
            facts.add(fact("wanted", Words.number(d.wantedFps()) + (d.met() ? ", met" : ", not met")));
        }
        facts.add(fact("interval", cycles(d.interval(), d.clockMhz())));
        facts.add(fact("latency", latency(d.latency(), d.clockMhz())));
        double budget = d.wantedFps() > 0 ? FrameRate.interval(d.clockMhz(), d.wantedFps()) : 0;
        double full = Math.max(slowest, budget);
        List<Stage> stages = d.stages().stream()
                .map(s -> new Stage(
                        s.name(),
                        s.kind(),
                        s.pe() == 0 ? "" : s.pe() + " \u00d7 " + s.simd(),
                        Format.count(s.cycles()),
                        FrameRate.of(d.clockMhz(), Math.max(1, s.cycles())).text(),
                        Bars.share(s.cycles() / full, budget / full, s.cycles() == slowest ? "slow" : "fill"),
                        s.cycles() == slowest))
                .toList();
        String limit = budget > 0 ? Format.count((long) budget) : "";
        return new DataflowSection(facts, FlowStrip.of(d), stages, limit, d.fronts());
    }

    private static String cycles(long cycles, double clockMhz) {
        return Words.count(cycles, "cycle") + ", " + Format.duration(cycles / clockMhz * 1e-6);
    }

    private static String latency(ReportData.Latency l, double clockMhz) {
        return l.cycles() + ", " + Format.duration(l.least() / clockMhz * 1e-6) + " to "
                + Format.duration(l.most() / clockMhz * 1e-6) + " (" + l.assumes() + ")";
    }

    private static ResourceSection resources(ReportData.Resources r) {
        return new ResourceSection(
                r.part(), r.uses().stream().map(ReportPage::use).toList());
    }

    private static Use use(ReportData.Use use) {
        boolean known = use.available() > 0;
        double share = known ? use.used() / use.available() : 0;
        return new Use(
                use.resource(),
                Format.number(use.used()),
                known ? Format.number(use.available()) : "unknown",
                known ? Format.percent(share, 1) : "",
                known ? Bars.share(Math.min(1, share), 0, share > 1 ? "over" : "fill") : "",
                share > 1);
    }

    /** The sections that the page has, for its list of links. */
    public List<ReportData.Fact> sections() {
        return Stream.of(
                        section("network", "Network", true),
                        section("training", "Training", training != null),
                        section("accuracy", "Accuracy", accuracy != null),
                        section("filters", "First layer", filters != null),
                        section("thresholds", "Thresholds", !thresholds.isEmpty()),
                        section("dataflow", "Dataflow", dataflow != null),
                        section("resources", "Resources", resources != null),
                        section("vendor", "Vendor's tools", vendor != null),
                        section("simulation", "C simulation", simulation != null),
                        section("rtl", "RTL", rtl != null),
                        section("passes", "Passes", !passes.isEmpty()),
                        section("budgets", "Budgets", !budgets.isEmpty()),
                        section("provenance", "Provenance", !provenance.isEmpty()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ReportData.Fact> section(String id, String heading, boolean there) {
        return there ? Optional.of(fact(id, heading)) : Optional.empty();
    }
}
