// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.pass.Lowered;
import dev.bnn.pass.PassReport;
import dev.bnn.report.data.ThresholdSummary;
import dev.bnn.source.Words;
import java.util.List;

/**
 * On how many accumulators the thresholds of a lowered network were compared with the float model.
 *
 * @param compared number of accumulators that were compared, one by one
 * @param reachable number of accumulators that can occur
 */
public record ThresholdProofSummary(long compared, long reachable) {
    public static ThresholdProofSummary of(Lowered lowered, List<ThresholdSummary> thresholds) {
        return new ThresholdProofSummary(
                lowered.passes().stream().mapToLong(PassReport::provedValues).sum(),
                thresholds.stream().mapToLong(ThresholdSummary::reached).sum());
    }

    /** The sentence for logs, the same for every goal. */
    public String sentence() {
        String all = compared == reachable
                ? "all " + Words.count(reachable) + " accumulators that can occur"
                : Words.count(compared) + " of " + Words.count(reachable) + " accumulators that can occur";
        return all + " were compared with the trained batch norm and activation, one by one: all equal"
                + (compared == reachable ? "" : "; the thresholds of the others were found by bisection");
    }
}
