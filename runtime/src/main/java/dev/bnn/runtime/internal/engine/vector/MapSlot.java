// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.network.Stage;

/** A map of bytes, bits or codes in the buffers. */
interface MapSlot {
    /** The largest value; 1 for bits. */
    int top();

    /** The slot of the map as integers. Adds a kernel that makes them of bits. */
    int ints();

    PreparedSums matrix(Stage.Matrix m);

    MapSlot pool(Stage.Pool p);
}
