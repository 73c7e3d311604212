// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import java.util.List;
import java.util.Map;

/**
 * What one pass did and how it was checked.
 *
 * @param number counts from 1, which is the trained network itself
 * @param why the pass's reason, a sentence
 * @param nodes nodes of the IR after the pass
 * @param changes what it did, a line each
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

    /** Accumulators in all at which thresholds were enumerated; 0 where the pass makes none. */
    public long provedValues() {
        return proved.values().stream().mapToLong(v -> v).sum();
    }
}
