// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.network.Stage;

/** Sums whose kernel waits for the threshold after them. */
@FunctionalInterface
interface PlannedSums {
    /** Adds the kernels that leave the threshold's bits or codes. */
    PlannedPlanes threshold(Stage.Threshold t);
}
