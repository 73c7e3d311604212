// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.rtlsim.YosysCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Yosys' counts of the examples' designs with their control, in {@code designs.csv} of the test resources. */
final class DesignCounts {
    private static final Path FILE = Path.of("src/test/resources/dev/bnn/rtlsim/cost/designs.csv");
    private static final String HEADER = "design,lut,ff,bram,dsp";

    private DesignCounts() {}

    /** The counts by the name of the network. */
    static Map<String, YosysCounts> read() throws IOException {
        Map<String, YosysCounts> all = new TreeMap<>();
        for (String line : Files.readAllLines(FILE)) {
            if (!line.equals(HEADER)) {
                String[] cells = line.split(",");
                all.put(cells[0], CountColumns.read(cells, 1));
            }
        }
        return all;
    }

    /** Adds a design, or replaces it. */
    static void put(String name, YosysCounts counts) throws IOException {
        Map<String, YosysCounts> all = read();
        all.put(name, counts);
        StringBuilder text = new StringBuilder(HEADER + "\n");
        all.forEach((design, c) -> text.append(design + "," + CountColumns.text(c) + "\n"));
        Files.writeString(FILE, text);
    }
}
