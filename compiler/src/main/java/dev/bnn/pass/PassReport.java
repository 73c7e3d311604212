// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import java.util.List;
import java.util.Map;

/**
 * What one pass did and how it was checked.
 *
 * @param number number of the stage; 1 is the trained network itself
 * @param why the reason for the pass, in one sentence
 * @param nodes nodes of the IR after the pass
 * @param changes what it did, one line per change
 * @param comparedValues values that were found equal to those of the stage before, over all golden images
 * @param proved by layer, the accumulators at which its thresholds were enumerated against the float model
 */
public record PassReport(
        int number,
        String name,
        String why,
        int nodes,
        List<String> changes,
        long comparedValues,
        Map<String, Long> proved) {
    public PassReport {
        changes = List.copyOf(changes);
        proved = Map.copyOf(proved);
    }

    /** Number of accumulators at which thresholds were enumerated; 0 if the pass makes no thresholds. */
    public long provedValues() {
        return proved.values().stream().mapToLong(v -> v).sum();
    }
}
