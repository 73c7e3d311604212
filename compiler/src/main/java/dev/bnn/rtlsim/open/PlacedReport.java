// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.open;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What nextpnr reports about a placed and routed design.
 *
 * @param fastestMhz the fastest clock
 * @param cells logic cells
 * @param ram block RAMs
 * @param spram large RAMs
 * @param dsp multipliers
 * @param longest the slowest path
 */
public record PlacedReport(double fastestMhz, long cells, long ram, long spram, long dsp, Longest longest) {
    /** Larger than any report of nextpnr, which has a few kilobytes per path. */
    private static final long MAX_BYTES = 64 << 20;

    private static final Pattern UNIT = Pattern.compile("\\.[uf]_([A-Za-z0-9_]+)\\.");
    private static final Pattern MODULE = Pattern.compile("(?:^|\\.)(serial|pipeline)\\.");

    /**
     * A path.
     *
     * @param ns delay of the path in ns
     * @param logicNs the part of it in cells, not on wires
     * @param cells look-up tables and carries that it runs through
     * @param from unit or part of the shell in which it begins
     * @param units units and parts of the shell on the way
     */
    public record Longest(double ns, double logicNs, int cells, String from, List<String> units) {}

    /** @throws IOException if the file is not such a report */
    public static PlacedReport read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("the report " + file + " is larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        JsonNode report = new ObjectMapper().readTree(Files.readAllBytes(file));
        double fastest = Double.POSITIVE_INFINITY;
        for (JsonNode clock : report.path("fmax")) {
            fastest = Math.min(fastest, clock.path("achieved").asDouble(Double.POSITIVE_INFINITY));
        }
        JsonNode used = report.path("utilization");
        if (!(fastest < Double.POSITIVE_INFINITY) || !used.isObject()) {
            throw new IOException("the report " + file + " has no fastest clock or no utilization");
        }
        return new PlacedReport(
                fastest,
                used(used, "ICESTORM_LC", "TRELLIS_COMB", "TRELLIS_SLICE"),
                used(used, "ICESTORM_RAM", "DP16KD"),
                used(used, "ICESTORM_SPRAM"),
                used(used, "ICESTORM_DSP", "MULT18X18D"),
                longest(report.path("critical_paths")));
    }

    private static long used(JsonNode utilization, String... kinds) {
        for (String kind : kinds) {
            if (utilization.has(kind)) {
                return utilization.path(kind).path("used").asLong();
            }
        }
        return 0;
    }

    private static Longest longest(JsonNode paths) {
        Longest longest = new Longest(0, 0, 0, "", List.of());
        for (JsonNode path : paths) {
            boolean clocked = path.path("from").asText().contains("edge")
                    && path.path("to").asText().contains("edge");
            Longest read = path(path.path("path"));
            if (clocked && read.ns > longest.ns) {
                longest = read;
            }
        }
        return longest;
    }

    private static Longest path(JsonNode steps) {
        double all = 0;
        double logic = 0;
        int cells = 0;
        List<String> units = new ArrayList<>();
        for (JsonNode step : steps) {
            double delay = step.path("delay").asDouble();
            all += delay;
            boolean wire = step.path("type").asText().equals("routing");
            logic += wire ? 0 : delay;
            cells += step.path("type").asText().equals("logic") ? 1 : 0;
            units.add(place(step.path("from").path("cell").asText()));
            units.add(place(step.path("to").path("cell").asText()));
        }
        units.removeIf(String::isEmpty);
        Set<String> once = new LinkedHashSet<>(units);
        return new Longest(all, logic, cells, units.isEmpty() ? "" : units.get(0), List.copyOf(once));
    }

    /** The unit or stream that a cell belongs to, or the part of the shell, by the cell's name. */
    private static String place(String cell) {
        Matcher unit = UNIT.matcher(cell);
        if (unit.find()) {
            return unit.group(1);
        }
        Matcher module = MODULE.matcher(cell);
        return module.find() ? module.group(1) : "";
    }
}
