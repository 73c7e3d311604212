// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Memory;

/** What the designs of a back end take of a device. */
public interface CostModel {
    /** A unit without the streams that it writes. */
    Resources unit(Unit unit);

    /** A stream of words of so many bits. */
    Resources stream(int bits, int depth);

    /** True where a stream is deep enough for block RAM. */
    boolean inBlockRam(int depth);

    /** What stores the thresholds of a matrix unit. */
    Memory thresholds(MatrixUnit.Thresholded unit);

    /** What stands around the pipeline on a board. */
    Resources shell();

    /** The streams that a unit writes, before depths are sized. */
    default Resources streams(Unit unit) {
        return unit.ports().stream()
                .filter(port -> !port.input())
                .map(port -> stream(port.bits(), Dataflow.MIN_DEPTH))
                .reduce(Resources.NONE, Resources::plus);
    }
}
