// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.emit.Design;
import dev.bnn.emit.Names;
import dev.bnn.emit.rtl.Part;
import dev.bnn.emit.rtl.RtlEmitter;
import dev.bnn.emit.rtl.cost.Family;
import dev.bnn.rtlsim.RtlBackend;
import dev.bnn.rtlsim.YosysCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the design of an example on seven-series. {@code -Dbnn.measureDesign=cnv} measures the whole design, flat and with its
 * control; {@code -Dbnn.byPart=true} measures each unit and stream by itself, the small ones first. It skips parts that were
 * measured before.
 */
class MeasureRtlDesigns {
    /** Look-up tables of all parts in one run of yosys, whose start takes longer than a small part. */
    private static final long BATCH = 1_000;

    @TempDir
    private Path folder;

    @Test
    void measures() throws Exception {
        String name = System.getProperty("bnn.measureDesign", "");
        assumeTrue(!name.isEmpty(), "-Dbnn.measureDesign is not set");
        Design design = ExampleDesigns.of(name);
        if (DesignFoldings.of(name).isEmpty()) {
            DesignFoldings.keep(name, foldings(design.flow()));
        }
        if (Boolean.getBoolean("bnn.byPart")) {
            parts(name, design);
            return;
        }
        Path project = folder.resolve("rtl");
        RtlEmitter.emit(design, RtlBackend.fabric(design.target()), project);
        DesignCounts.put(name, UnitCounter.flat(project, Names.top(design.flow().network()), folder.resolve("yosys")));
    }

    private static Map<String, Folding> foldings(Dataflow flow) {
        return flow.units().stream()
                .filter(MatrixUnit.class::isInstance)
                .map(MatrixUnit.class::cast)
                .collect(Collectors.toMap(MatrixUnit::layer, MatrixUnit::folding));
    }

    private void parts(String name, Design design) throws Exception {
        Map<String, YosysCounts> measured = DesignParts.read().getOrDefault(name, Map.of());
        Map<String, Part> left = new LinkedHashMap<>();
        DesignParts.of(design.flow()).forEach(part -> left.put(part.name(), part));
        left.keySet().removeAll(measured.keySet());
        List<Part> smallFirst = new ArrayList<>(left.values());
        smallFirst.sort(Comparator.comparing(part -> lut(part)));
        List<Part> batch = new ArrayList<>();
        long together = 0;
        for (Part part : smallFirst) {
            batch.add(part);
            together += lut(part);
            if (together >= BATCH || part == smallFirst.get(smallFirst.size() - 1)) {
                Map<String, YosysCounts> counts = UnitCounter.count(
                        Family.XC7.word(), batch, folder.resolve(batch.get(0).name()));
                for (Part counted : batch) {
                    DesignParts.append(name, counted.name(), counts.get(counted.name()));
                }
                batch.clear();
                together = 0;
            }
        }
    }

    private static long lut(Part part) {
        return RtlCostsTest.estimate(Family.XC7, part).lut();
    }
}
