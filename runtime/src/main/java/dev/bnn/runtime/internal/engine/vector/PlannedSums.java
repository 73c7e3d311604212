// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.network.Stage;

/** Sums. Their kernel is planned together with the threshold that follows. */
@FunctionalInterface
interface PlannedSums {
    /** Adds the kernels that compute the threshold's bits or codes. */
    PlannedPlanes threshold(Stage.Threshold t);
}
