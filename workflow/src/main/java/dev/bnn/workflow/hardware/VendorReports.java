// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.emit.Synthesis;
import dev.bnn.estimate.Costs;
import dev.bnn.estimate.Resources;
import dev.bnn.model.target.ResourceKind;
import dev.bnn.report.data.VendorFigures;
import dev.bnn.tool.RoutedReports;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Figures from the vendor tools' reports, for the metrics and for comparison with our estimates. */
public final class VendorReports {
    private interface Reader {
        Map<String, Double> read(Path report) throws IOException;
    }

    private VendorReports() {}

    /** The section {@code hls}; warns about a report that is absent or broken. */
    public static Map<String, Object> synthesized(
            Backend.Tool tool, Synthesis synthesis, String network, Events events) {
        synthesis.notes().forEach(note -> events.warn(network + ": " + note + "; its figures are left out"));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("tool", tool.name());
        figures.put("seconds", Metrics.rounded(synthesis.seconds()));
        figures.putAll(synthesis.figures());
        return figures;
    }

    /** Figures of the section {@code bitstream}; warns about a report that is absent or broken. */
    public static Map<String, Double> routed(ModelFolder folder, String network, double clockMhz, Events events) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.putAll(read(folder.deploy().resolve("utilization.rpt"), RoutedReports::utilization, network, events));
        figures.putAll(read(folder.deploy().resolve("timing.rpt"), RoutedReports::timing, network, events));
        if (figures.containsKey("setup_slack_ns")) {
            figures.put("fastest_clock_mhz", Metrics.rounded(1e3 / (1e3 / clockMhz - figures.get("setup_slack_ns"))));
        }
        return figures;
    }

    private static Map<String, Double> read(Path report, Reader reader, String network, Events events) {
        try {
            if (!Files.isRegularFile(report)) {
                throw new IOException("there is no report " + report);
            }
            return reader.read(report);
        } catch (IOException e) {
            events.warn(network + ": " + e.getMessage() + "; its figures are left out");
            return Map.of();
        }
    }

    /** The estimates with the tools' figures; empty if no tool has run. */
    public static Optional<VendorFigures> compared(Metrics metrics) throws IOException {
        Map<String, Map<String, Object>> all = metrics.all();
        Map<String, Object> estimate = all.getOrDefault("estimate", Map.of());
        Map<String, Object> hls = all.getOrDefault("hls", Map.of());
        Map<String, Object> routed = all.getOrDefault("bitstream", Map.of());
        if (!hls.containsKey("lut") && !routed.containsKey("lut") && !routed.containsKey("setup_slack_ns")) {
            return Optional.empty();
        }
        List<VendorFigures.Row> rows = new ArrayList<>();
        Resources shell = Costs.SHELL;
        for (ResourceKind kind : ResourceKind.values()) {
            double whole = number(estimate, kind.word());
            rows.add(new VendorFigures.Row(
                    kind.name(),
                    whole - shell.amount(kind),
                    number(hls, kind.word()),
                    whole,
                    number(routed, kind.word())));
        }
        return Optional.of(new VendorFigures(
                rows,
                number(estimate, "clock_mhz"),
                1e3 / number(hls, "clock_ns"),
                number(routed, "fastest_clock_mhz"),
                number(routed, "setup_slack_ns"),
                number(routed, "hold_slack_ns"),
                number(estimate, "interval_cycles"),
                number(hls, "interval_cycles")));
    }

    private static double number(Map<String, Object> section, String key) {
        return section.get(key) instanceof Number n ? n.doubleValue() : Double.NaN;
    }
}
