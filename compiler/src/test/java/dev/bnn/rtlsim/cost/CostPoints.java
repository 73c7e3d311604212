// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.rtlsim.YosysCounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measured units of a family, one per line of {@code points-FAMILY.csv} in the test resources. */
final class CostPoints {
    /** When and with which tools the points were measured. */
    static final String MEASURED =
            "# Measured on 2026-11-29 and 30 with yosys 0.23; on iCE40 packed with nextpnr-ice40 0.4. Fitted by FitRtlCosts.\n";

    private static final String HEADER = "unit,lut,ff,bram,dsp";

    private final Path file;
    private final Map<String, YosysCounts> points = new LinkedHashMap<>();

    private CostPoints(Path file) {
        this.file = file;
    }

    static CostPoints of(String family) throws IOException {
        CostPoints points = new CostPoints(Path.of("src/test/resources/dev/bnn/rtlsim/cost/points-" + family + ".csv"));
        if (Files.exists(points.file)) {
            Files.readAllLines(points.file).stream().skip(1).forEach(points::read);
        }
        return points;
    }

    private void read(String line) {
        String[] cells = line.split(",");
        points.put(cells[0], CountColumns.read(cells, 1));
    }

    synchronized boolean has(String unit) {
        return points.containsKey(unit);
    }

    /** Counts by unit, in the order in which they were measured. */
    Map<String, YosysCounts> all() {
        return points;
    }

    synchronized void append(String unit, YosysCounts counts) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, HEADER + "\n");
        }
        String line = unit + "," + CountColumns.text(counts) + "\n";
        Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        read(line.strip());
    }
}
