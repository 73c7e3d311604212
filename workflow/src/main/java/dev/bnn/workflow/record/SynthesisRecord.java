// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.report.data.ReportData;
import dev.bnn.report.data.ThresholdSummary;
import dev.bnn.training.figures.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The results of synthesis for the report, in {@code synthesis.json}.
 *
 * @param csim how the C simulation ended
 * @param rtl how the RTL simulation ended; null if the design has no RTL
 * @param counts resources of each unit in RTL; empty if nothing was counted
 */
public record SynthesisRecord(
        List<ReportData.Pass> passes,
        List<ThresholdSummary> thresholds,
        ReportData.Dataflow dataflow,
        ReportData.Resources resources,
        Outcome csim,
        Outcome rtl,
        List<ReportData.UnitCount> counts) {

    /**
     * How a simulation ended, in the form of the JSON file.
     *
     * @param ran null if it was skipped
     * @param skipped why it was skipped; empty if it ran
     */
    public record Outcome(ReportData.Simulation.Ran ran, String skipped) {
        public static Outcome of(ReportData.Simulation simulation) {
            return simulation instanceof ReportData.Simulation.Ran r
                    ? new Outcome(r, "")
                    : new Outcome(null, ((ReportData.Simulation.Skipped) simulation).reason());
        }

        public ReportData.Simulation simulation() {
            return ran != null ? ran : new ReportData.Simulation.Skipped(skipped);
        }
    }

    /** The results in RTL; empty if the design has no RTL. */
    public Optional<ReportData.Rtl> inRtl() {
        return Optional.ofNullable(rtl).map(r -> new ReportData.Rtl(r.simulation(), counts));
    }

    public void write(Path file) throws IOException {
        JsonFile.write(file, this);
    }

    /** Reads the record; empty if the model was not synthesized. */
    public static Optional<SynthesisRecord> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        ObjectNode object = JsonFile.readOrEmpty(file);
        return object.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonFile.MAPPER.treeToValue(object, SynthesisRecord.class));
    }
}
