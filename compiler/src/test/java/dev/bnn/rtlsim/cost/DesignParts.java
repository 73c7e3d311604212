// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.rtl.Part;
import dev.bnn.rtlsim.YosysCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Yosys' counts of the units and streams of the examples' designs, each synthesized by itself for seven-series; one per line of
 * {@code design-parts.csv} in the test resources.
 */
final class DesignParts {
    private static final Path FILE = Path.of("src/test/resources/dev/bnn/rtlsim/cost/design-parts.csv");
    private static final String HEADER = "design,part,lut,ff,bram,dsp";

    private DesignParts() {}

    /** The units and streams of a pipeline. Parts of the same name have the same counts. */
    static List<Part> of(Dataflow flow) {
        List<Part> parts = new ArrayList<>();
        for (Unit unit : flow.units()) {
            parts.add(new Part.OfUnit(unit));
        }
        for (int s = 0; s < flow.streams().size(); s++) {
            int bits = flow.streams().get(s).bits();
            int depth = flow.depths().get(s);
            parts.add(new Part.Stream("stream_" + bits + "_" + depth, bits, depth));
        }
        return parts;
    }

    /** Counts by design and part. */
    static Map<String, Map<String, YosysCounts>> read() throws IOException {
        Map<String, Map<String, YosysCounts>> all = new TreeMap<>();
        for (String line : Files.readAllLines(FILE)) {
            if (!line.equals(HEADER)) {
                String[] cells = line.split(",");
                all.computeIfAbsent(cells[0], d -> new LinkedHashMap<>()).put(cells[1], CountColumns.read(cells, 2));
            }
        }
        return all;
    }

    static void append(String design, String part, YosysCounts counts) throws IOException {
        if (!Files.exists(FILE)) {
            Files.writeString(FILE, HEADER + "\n");
        }
        String line = String.join(",", design, part, CountColumns.text(counts));
        Files.writeString(FILE, line + "\n", StandardOpenOption.APPEND);
    }
}
