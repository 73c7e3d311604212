// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.cost;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Design;
import dev.bnn.emit.Names;
import dev.bnn.emit.rtl.RtlEmitter;
import dev.bnn.rtlsim.RtlBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures the whole design of an example on seven-series, flat and with its control: {@code -Dbnn.measureDesign=cnv}. */
class MeasureRtlDesigns {
    @TempDir
    private Path folder;

    @Test
    void measures() throws Exception {
        String name = System.getProperty("bnn.measureDesign", "");
        assumeTrue(!name.isEmpty(), "-Dbnn.measureDesign is not set");
        Design design = ExampleDesigns.of(name);
        Path project = folder.resolve("rtl");
        RtlEmitter.emit(design, RtlBackend.fabric(design.target()), project);
        DesignCounts.put(name, UnitCounter.flat(project, Names.top(design.flow().network()), folder.resolve("yosys")));
    }
}
