// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.Stage;

/** A map, held in the buffers, that matrices and depthwise stages can read. */
interface PlannedMap {
    PlannedMatrix matrix(Stage.Matrix m);

    PlannedSums depthwise(Stage.Depthwise d);

    /** Adds the kernel that copies the channels starting at {@code first} to a map with the given dimensions. */
    PlannedMap part(int first, Dims dims);
}
