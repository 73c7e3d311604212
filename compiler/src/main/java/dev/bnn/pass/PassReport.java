package dev.bnn.pass;

import java.util.List;

/**
 * What one pass did and how it was checked.
 *
 * @param number 0 for the trained network, then 1, 2, ...
 * @param why the pass's reason, a sentence
 * @param nodes nodes of the IR after the pass
 * @param changes what it did, a line each
 * @param comparedValues values that were found equal to those of the stage before, over all golden images
 * @param provedValues accumulators at which thresholds were enumerated against the float model; 0 where the pass makes none
 */
public record PassReport(
        int number, String name, String why, int nodes, List<String> changes, long comparedValues, long provedValues) {
    public PassReport {
        changes = List.copyOf(changes);
    }
}
