// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.network.Stage;

/** A map in the buffers that matrices and depthwise stages can read. */
interface PlannedMap {
    PlannedMatrix matrix(Stage.Matrix m);

    PlannedSums depthwise(Stage.Depthwise d);

    /** Adds the kernel that copies some channels, of those dimensions, from the first one on. */
    PlannedMap part(int first, Dims dims);
}
