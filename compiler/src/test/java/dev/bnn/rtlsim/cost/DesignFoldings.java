// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import dev.bnn.dataflow.Folding;
import dev.bnn.model.target.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The foldings of the examples' designs that yosys counted, in {@code design-foldings.csv} of the test resources. When the costs
 * change, the search may find other foldings, for which the counts would not hold.
 */
final class DesignFoldings {
    private static final Path FILE = Path.of("src/test/resources/dev/bnn/rtlsim/cost/design-foldings.csv");
    private static final String HEADER = "design,layer,pe,simd,memory";

    private DesignFoldings() {}

    /** The foldings by layer; empty for a design that was not counted. */
    static Map<String, Folding> of(String design) throws IOException {
        Map<String, Folding> foldings = new TreeMap<>();
        for (String line : Files.readAllLines(FILE)) {
            String[] cells = line.split(",");
            if (cells[0].equals(design)) {
                foldings.put(
                        cells[1],
                        new Folding(
                                Integer.parseInt(cells[2]),
                                Integer.parseInt(cells[3]),
                                Memory.valueOf(cells[4].toUpperCase(Locale.ROOT))));
            }
        }
        return foldings;
    }

    /** Stores the foldings of a design that is about to be counted. */
    static void keep(String design, Map<String, Folding> foldings) throws IOException {
        StringBuilder text = new StringBuilder(Files.exists(FILE) ? "" : HEADER + "\n");
        new TreeMap<>(foldings)
                .forEach((layer, folding) -> text.append(String.join(
                                ",",
                                design,
                                layer,
                                Integer.toString(folding.pe()),
                                Integer.toString(folding.simd()),
                                folding.memory().name().toLowerCase(Locale.ROOT)))
                        .append('\n'));
        Files.writeString(FILE, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
