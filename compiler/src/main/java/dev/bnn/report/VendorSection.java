// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.report.data.ReportData;
import dev.bnn.report.data.VendorFigures;
import dev.bnn.report.draw.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The section of the page that compares our estimates with the vendor's tools. */
public record VendorSection(List<Row> rows, List<ReportData.Fact> facts) {
    /** The cells of a row; a figure that no tool reported is empty. */
    public record Row(
            String resource,
            String core,
            String hls,
            String hlsError,
            String whole,
            String routed,
            String routedError) {}

    static VendorSection of(VendorFigures f) {
        List<ReportData.Fact> facts = new ArrayList<>();
        add(facts, "Clock asked for", f.clockMhz(), "%.1f MHz");
        add(facts, "Fastest clock by HLS", f.hlsMhz(), "%.1f MHz");
        add(facts, "Fastest clock after route", f.routedMhz(), "%.1f MHz");
        add(facts, "Setup slack", f.setupSlack(), "%.3f ns");
        add(facts, "Hold slack", f.holdSlack(), "%.3f ns");
        add(facts, "Cycles per image, simulated", f.interval(), "%,.0f");
        add(facts, "Cycles per image by HLS", f.hlsInterval(), "%,.0f");
        return new VendorSection(f.rows().stream().map(VendorSection::row).toList(), facts);
    }

    private static Row row(VendorFigures.Row r) {
        return new Row(
                r.resource(),
                cell(r.core()),
                cell(r.hls()),
                error(r.core(), r.hls()),
                cell(r.whole()),
                cell(r.routed()),
                error(r.whole(), r.routed()));
    }

    private static String cell(double value) {
        return Double.isNaN(value) ? "" : Format.number(value);
    }

    /** The error of the estimate, as a share of the measured figure. */
    private static String error(double estimate, double found) {
        if (Double.isNaN(estimate) || Double.isNaN(found)) {
            return "";
        }
        if (found == 0) {
            return estimate == 0 ? "0.0 %" : "";
        }
        return String.format(Locale.ROOT, "%+.1f %%", 100 * (estimate - found) / found);
    }

    private static void add(List<ReportData.Fact> facts, String key, double value, String format) {
        if (!Double.isNaN(value)) {
            facts.add(new ReportData.Fact(key, String.format(Locale.ROOT, format, value)));
        }
    }
}
