// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.rtl.Part;
import dev.bnn.emit.rtl.SampleUnit;
import dev.bnn.emit.rtl.SampleUnits;
import dev.bnn.rtlsim.YosysCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Measures the cells that units of the RTL take. Runs with {@code -Dbnn.measureCosts=xc7}, {@code xcup} or {@code ice40}. It
 * appends each figure to the points of the family as soon as it has it, and a later run continues where this one ended.
 * {@code -Dbnn.atOnce=1} runs one process at a time instead of two; {@code -Dbnn.units=FILE} measures the units at the beginnings
 * of the lines of a file, such as earlier points.
 */
class MeasureRtlCosts {
    private static final int AT_ONCE = Integer.getInteger("bnn.atOnce", 2);

    /** Units per run of yosys, whose start takes longer than a small unit; for nextpnr each unit needs a run of its own. */
    private static final int BATCH = 8;

    @Test
    void measures() throws Exception {
        String family = System.getProperty("bnn.measureCosts", "");
        assumeTrue(!family.isEmpty(), "-Dbnn.measureCosts is not set");
        CostPoints points = CostPoints.of(family);
        String file = System.getProperty("bnn.units", "");
        List<String> left = new ArrayList<>(file.isEmpty() ? wanted(family) : named(Path.of(file)));
        left.removeIf(points::has);
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        int batch = family.equals("ice40") ? 1 : BATCH;
        List<Future<Object>> runs = new ArrayList<>();
        for (int from = 0; from < left.size(); from += batch) {
            List<String> units = left.subList(from, Math.min(left.size(), from + batch));
            runs.add(pool.submit(() -> {
                measure(family, units, points);
                return null;
            }));
        }
        for (Future<Object> run : runs) {
            run.get();
        }
        pool.shutdown();
    }

    private static List<String> named(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.split(",")[0]).toList();
    }

    /**
     * The units to measure: all for seven-series; for UltraScale+ those that were measured for seven-series, the small ones first;
     * for iCE40 every other one.
     */
    private static List<String> wanted(String family) throws IOException {
        List<String> all = SampleUnits.all();
        return switch (family) {
            case "xc7" -> all;
            case "xcup" ->
                CostPoints.of("xc7").all().entrySet().stream()
                        .sorted(Comparator.comparing(point -> point.getValue().lut()))
                        .map(Map.Entry::getKey)
                        .toList();
            default ->
                IntStream.range(0, all.size())
                        .filter(i -> i % 2 == 0)
                        .mapToObj(all::get)
                        .toList();
        };
    }

    private static void measure(String family, List<String> units, CostPoints points) throws Exception {
        Path work = Files.createTempDirectory("bnn-cost");
        try {
            List<Part> samples = IntStream.range(0, units.size())
                    .mapToObj(
                            i -> SampleUnit.of(units.get(i)).called("unit" + i).part())
                    .toList();
            Map<String, YosysCounts> counts = UnitCounter.count(family, samples, work);
            for (int i = 0; i < units.size() && !counts.isEmpty(); i++) {
                points.append(units.get(i), counts.get("unit" + i));
            }
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            }
        }
    }
}
