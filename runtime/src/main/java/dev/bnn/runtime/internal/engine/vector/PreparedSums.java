// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.network.Stage;

/** Sums whose kernel waits for what reads them. */
interface PreparedSums {
    /** Adds the kernels that leave the thresholds' bits or codes. */
    MapSlot threshold(Stage.Threshold t);

    /** Adds the kernel that leaves the sums themselves. Returns their slot. */
    int raw();
}
