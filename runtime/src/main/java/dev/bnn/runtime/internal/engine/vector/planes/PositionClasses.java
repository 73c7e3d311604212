// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector.planes;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.Stage;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The classes of a map's positions; a threshold may have a different value for each class.
 *
 * @param classes the class of each position
 * @param common the most common class
 * @param others positions of other classes, in order
 * @param othersClasses the classes of these positions
 */
public record PositionClasses(int[] classes, int common, int[] others, int[] othersClasses) {
    /** The classes that a threshold distinguishes by row and column. */
    public static PositionClasses of(Stage.Threshold t) {
        Dims dims = t.input();
        int[] classes = new int[dims.positions()];
        int[] uses = new int[t.thresholds().length];
        for (int p = 0; p < classes.length; p++) {
            classes[p] = t.rowClass()[p / dims.width()] * t.columnClasses() + t.columnClass()[p % dims.width()];
            uses[classes[p]]++;
        }
        int most = 0;
        for (int c = 1; c < uses.length; c++) {
            most = uses[c] > uses[most] ? c : most;
        }
        int common = most;
        int[] others = IntStream.range(0, classes.length)
                .filter(p -> classes[p] != common)
                .toArray();
        return new PositionClasses(
                classes,
                common,
                others,
                Arrays.stream(others).map(p -> classes[p]).toArray());
    }
}
