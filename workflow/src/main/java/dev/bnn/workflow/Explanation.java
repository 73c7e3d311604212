package dev.bnn.workflow;

import dev.bnn.pass.Lowered;
import dev.bnn.pass.PassReport;
import dev.bnn.report.ThresholdSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What lowering did, as lines of text. */
record Explanation(Lowered lowered) {
    private static final String TABLE = "  %-14s %8s %8s %18s %10s %10s %10s %14s  %s";

    List<String> lines() {
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
                            ? pass.nodes() + " operations"
                            : before + " operations become " + pass.nodes()));
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
        thresholds.forEach(t -> lines.add(row(t)));
        long proved =
                lowered.passes().stream().mapToLong(PassReport::provedValues).sum();
        long reached = thresholds.stream().mapToLong(ThresholdSummary::reached).sum();
        lines.add(String.format(
                Locale.ROOT,
                "  %,d of %,d accumulators were compared with the trained batch norm and activation, one by one: all equal",
                proved,
                reached));
        int constant = thresholds.stream().mapToInt(ThresholdSummary::constant).sum();
        int channels = thresholds.stream().mapToInt(ThresholdSummary::channels).sum();
        lines.add(
                constant == 0
                        ? "  no channel is constant: each can give either value"
                        : String.format(
                                Locale.ROOT,
                                "  %,d of %,d channels give the same value for every image: what reads them could do without",
                                constant,
                                channels));
        return lines;
    }

    private static String row(ThresholdSummary t) {
        return String.format(
                Locale.ROOT,
                TABLE,
                t.layer(),
                String.format(Locale.ROOT, "%,d", t.channels()),
                String.format(Locale.ROOT, "%,d", t.positionClasses()),
                String.format(Locale.ROOT, "%,d to %,d", t.low(), t.high()),
                String.format(Locale.ROOT, "%,d", t.min()),
                String.format(Locale.ROOT, "%,d", t.median()),
                String.format(Locale.ROOT, "%,d", t.max()),
                String.format(Locale.ROOT, "%,d", t.reached()),
                t.constant() == 0
                        ? "none"
                        : String.format(Locale.ROOT, "%,d always on, %,d always off", t.alwaysOn(), t.alwaysOff()));
    }
}
