// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.pass.Lowered;
import dev.bnn.pass.PassReport;
import dev.bnn.report.data.ThresholdSummary;
import dev.bnn.source.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An explanation of what lowering did, as lines of text. */
public record Explanation(Lowered lowered) {
    private static final String TABLE = "  %-14s %8s %8s %18s %10s %10s %10s %14s  %s";

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("What each pass did, and why");
        int before = lowered.passes().get(0).nodes();
        for (PassReport pass : lowered.passes()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %2d %s, %s",
                    pass.number(),
                    pass.name(),
                    pass.nodes() == before
                            ? Words.count(pass.nodes(), "operation")
                            : Words.count(before, "operation") + " become " + Words.count(pass.nodes())));
            lines.add("     " + pass.why());
            pass.changes().forEach(change -> lines.add("     - " + change));
            before = pass.nodes();
        }
        lines.add("");
        lines.add("Thresholds, and the accumulators that can occur");
        lines.add(String.format(
                TABLE,
                "layer",
                "channels",
                "classes",
                "accumulator",
                "least",
                "median",
                "greatest",
                "compared",
                "constant channels"));
        List<ThresholdSummary> thresholds = ThresholdSummary.of(lowered.ir());
        Map<String, Long> proved = new HashMap<>();
        lowered.passes().forEach(pass -> proved.putAll(pass.proved()));
        thresholds.forEach(t -> lines.add(row(t, proved.getOrDefault(t.layer(), 0L))));
        if (!thresholds.isEmpty()) {
            lines.add("  " + ThresholdProofSummary.of(lowered, thresholds).sentence());
        }
        int constant = thresholds.stream().mapToInt(ThresholdSummary::constant).sum();
        int channels = thresholds.stream().mapToInt(ThresholdSummary::channels).sum();
        lines.add(
                constant == 0
                        ? "  no channel is constant: each can give either value"
                        : "  " + Words.count(constant) + " of " + Words.count(channels, "channel") + " "
                                + (constant == 1 ? "gives" : "give")
                                + " the same value for every image: the layers that read them do not need them");
        return lines;
    }

    private static String row(ThresholdSummary t, long compared) {
        return String.format(
                Locale.ROOT,
                TABLE,
                t.layer(),
                Words.count(t.channels()),
                Words.count(t.positionClasses()),
                Words.count(t.low()) + " to " + Words.count(t.high()),
                Words.count(t.min()),
                Words.count(t.median()),
                Words.count(t.max()),
                Words.count(compared),
                t.constants());
    }
}
