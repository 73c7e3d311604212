// SPDX-License-Identifier: Apache-2.0
package dev.bnn.tool;

import dev.bnn.model.target.ResourceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of Vivado's report_utilization and report_timing_summary, whose formats UG906 describes. */
public final class RoutedReports {
    /** Columns of the design timing summary that are read, with the names of their figures. */
    private static final Map<String, String> SLACKS = Map.of("WNS(ns)", "setup_slack_ns", "WHS(ns)", "hold_slack_ns");

    private RoutedReports() {}

    /**
     * lut, ff, bram18, uram and dsp, as far as the report has them; block RAM in halves of 18 kbit.
     *
     * @throws IOException names the file and why it is refused
     */
    public static Map<String, Double> utilization(Path report) throws IOException {
        Map<String, Double> found = new LinkedHashMap<>();
        List<String> lines = ReportFile.text(report).lines().toList();
        for (ResourceKind kind : ResourceKind.values()) {
            lines.stream()
                    .map(RoutedReports::cells)
                    .filter(cells -> cells.size() > 1 && rows(kind).contains(cells.get(0)))
                    .flatMap(cells -> Numbers.of(cells.get(1)).stream())
                    .findFirst()
                    .ifPresent(used -> found.put(kind.word(), kind == ResourceKind.BRAM18 ? 2 * used : used));
        }
        if (!found.containsKey(ResourceKind.LUT.word())) {
            throw ReportFile.refused(report, "it has no row of slice or CLB LUTs");
        }
        return found;
    }

    /**
     * setup_slack_ns and hold_slack_ns of the worst path; a figure is absent if no path has it.
     *
     * @throws IOException names the file and why it is refused
     */
    public static Map<String, Double> timing(Path report) throws IOException {
        Map<String, Double> found = new LinkedHashMap<>();
        List<String> lines = ReportFile.text(report).lines().toList();
        for (int i = 0; i + 2 < lines.size(); i++) {
            // Titles contain single spaces; columns are two or more apart.
            List<String> titles = List.of(lines.get(i).strip().split("\\s{2,}"));
            if (titles.contains("WNS(ns)") && titles.contains("WHS(ns)")) {
                String[] values = lines.get(i + 2).strip().split("\\s{2,}");
                for (int c = 0; c < Math.min(values.length, titles.size()); c++) {
                    String name = SLACKS.get(titles.get(c));
                    if (name != null) {
                        Numbers.of(values[c]).ifPresent(value -> found.put(name, value));
                    }
                }
                return found;
            }
        }
        throw ReportFile.refused(report, "it has no table with WNS(ns) and WHS(ns)");
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        if (line.startsWith("|")) {
            for (String cell : line.substring(1).split("\\|")) {
                cells.add(cell.strip().replace("*", ""));
            }
        }
        return cells;
    }

    /** Titles of the row in the utilization report. The two families of parts use different ones. */
    private static List<String> rows(ResourceKind kind) {
        return switch (kind) {
            case LUT -> List.of("Slice LUTs", "CLB LUTs");
            case FF -> List.of("Slice Registers", "CLB Registers");
            case BRAM18 -> List.of("Block RAM Tile");
            case URAM -> List.of("URAM");
            case DSP -> List.of("DSPs");
        };
    }
}
