// SPDX-License-Identifier: Apache-2.0
package dev.bnn.estimate;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.Unit;
import dev.bnn.model.Shape;

/** The resources that designs of a back end take. */
public interface CostModel {
    /** The resources of a unit without the streams that it writes. */
    Resources unit(Unit unit);

    /** The resources of a stream of {@code depth} words of {@code bits} bits. */
    Resources stream(int bits, int depth);

    /**
     * What surrounds the pipeline on a board.
     *
     * @param image the image, which some boards keep until it is complete
     */
    Resources shell(Shape image);

    /** The streams that a unit writes, before their depths are sized. */
    default Resources streams(Unit unit) {
        return unit.ports().stream()
                .filter(port -> !port.input())
                .map(port -> stream(port.bits(), Dataflow.MIN_DEPTH))
                .reduce(Resources.NONE, Resources::plus);
    }
}
