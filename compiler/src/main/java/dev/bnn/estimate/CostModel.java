// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Memory;

/** The resources that designs of a back end take. */
public interface CostModel {
    /** A unit without the streams that it writes. */
    Resources unit(Unit unit);

    /** A stream. */
    Resources stream(int bits, int depth);

    /** True if a stream is so deep that it is in block RAM. */
    boolean inBlockRam(int depth);

    /** The kind of memory for the thresholds of a matrix unit. */
    Memory thresholds(MatrixUnit.Thresholded unit);

    /** What surrounds the pipeline on a board. */
    Resources shell();

    /** The streams that a unit writes, before their depths are sized. */
    default Resources streams(Unit unit) {
        return unit.ports().stream()
                .filter(port -> !port.input())
                .map(port -> stream(port.bits(), Dataflow.MIN_DEPTH))
                .reduce(Resources.NONE, Resources::plus);
    }
}
