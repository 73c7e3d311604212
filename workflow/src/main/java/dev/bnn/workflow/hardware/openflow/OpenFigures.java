// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware.openflow;

import dev.bnn.report.data.ReportData.Fact;
import dev.bnn.workflow.record.Metrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines of the report about a bitstream that open tools have made. */
public final class OpenFigures {
    private static final Map<String, String> USES =
            Map.of("cells", "Logic cells", "ram", "Block RAM", "spram", "Large RAM", "multipliers", "Multipliers");

    private OpenFigures() {}

    /** The lines; empty if there is no such bitstream. */
    public static List<Fact> of(Metrics metrics) throws IOException {
        Map<String, Object> figures = metrics.all().getOrDefault("bitstream", Map.of());
        if (!figures.containsKey("board")) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Board", String.valueOf(figures.get("board"))));
        add(facts, "Fastest clock after route", "%.1f MHz", figures.get("fastest_clock_mhz"));
        add(facts, "Clock", "%.1f MHz", figures.get("clock_mhz"));
        for (String kind : List.of("cells", "ram", "spram", "multipliers")) {
            add(facts, USES.get(kind), "%,.0f of %,.0f", figures.get(kind), figures.get(kind + "_available"));
        }
        add(facts, "Bitstream", "%,.0f bytes", figures.get("bytes"));
        add(
                facts,
                "The chip's netlist, simulated",
                "%,.0f bits compared, %,.0f differ",
                figures.get("compared_bits"),
                figures.get("differing_bits"));
        return facts;
    }

    private static void add(List<Fact> facts, String key, String format, Object... values) {
        Object[] numbers = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] instanceof Number number)) {
                return;
            }
            numbers[i] = number.doubleValue();
        }
        facts.add(new Fact(key, String.format(Locale.ROOT, format, numbers)));
    }
}
