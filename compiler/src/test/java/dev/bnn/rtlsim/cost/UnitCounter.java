// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.emit.rtl.Part;
import dev.bnn.emit.rtl.UnitProject;
import dev.bnn.rtlsim.Yosys;
import dev.bnn.rtlsim.YosysCounts;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.tool.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cells that a unit alone takes, by yosys and, on iCE40, by nextpnr's packing. */
final class UnitCounter {
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final Pattern CELLS = Pattern.compile(".*ICESTORM_LC: +(\\d+)/.*");

    private UnitCounter() {}

    /** @return counts by the names of the parts; empty if the tool did not end in time */
    static Map<String, YosysCounts> count(String family, List<? extends Part> parts, Path work) throws IOException {
        boolean ice40 = family.equals("ice40");
        UnitProject.write(parts, ice40 ? RtlFabric.BLOCK_RAM : RtlFabric.LUT_RAM, work);
        String top = "-top " + UnitProject.TOP;
        // Only a flat design has a netlist for nextpnr.
        String synth = ice40
                ? "hierarchy " + top + "\nsetattr -mod -unset keep_hierarchy *\nsynth_ice40 -abc9 " + top
                        + " -json design.json"
                : "synth_xilinx -family " + family + " -flatten " + top;
        Yosys.prepare(work, List.of("src"), work, synth + "\ntee -q -o yosys.stat stat\n");
        if (!run(work, "nice", "-n", "10", "yosys", "-q", "-l", "yosys.log", "-s", "script.ys")) {
            return Map.of();
        }
        Map<String, YosysCounts> counts = YosysCounts.parse(Files.readAllLines(work.resolve("yosys.stat")));
        return ice40 ? Map.of(parts.get(0).name(), packed(counts.get(UnitProject.TOP), work)) : counts;
    }

    /** The cells that a project as a whole takes on a seven-series part. */
    static YosysCounts flat(Path project, String top, Path work) throws IOException {
        Yosys.prepare(
                project, List.of("src"), work, "synth_xilinx -flatten -top " + top + "\ntee -q -o yosys.stat stat\n");
        if (!run(work, "nice", "-n", "10", "yosys", "-q", "-l", "yosys.log", "-s", "script.ys")) {
            throw new IOException("yosys did not end in time");
        }
        return YosysCounts.parse(Files.readAllLines(work.resolve("yosys.stat"))).get(top);
    }

    /** Counts with logic cells in place of look-up tables. */
    private static YosysCounts packed(YosysCounts counts, Path work) throws IOException {
        List<String> said = new ArrayList<>();
        Command.of("nextpnr-ice40", "--hx8k", "--package", "ct256", "--pack-only", "--json", "design.json")
                .in(work)
                .run(said::add, LIMIT);
        for (String line : said) {
            Matcher cells = CELLS.matcher(line);
            if (cells.matches()) {
                return new YosysCounts(
                        Long.parseLong(cells.group(1)), 0, counts.ff(), counts.carry(), counts.ram(), counts.dsp());
            }
        }
        throw new IOException("nextpnr said nothing of cells: " + said);
    }

    private static boolean run(Path work, String... words) throws IOException {
        List<String> said = new ArrayList<>();
        OptionalInt status = Command.of(words).in(work).run(said::add, LIMIT);
        if (status.isPresent() && status.getAsInt() != 0) {
            throw new IOException(String.join(" ", words) + ": " + said);
        }
        return status.isPresent();
    }
}
