// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

import dev.bnn.runtime.internal.engine.vector.channels.DepthwiseSums;
import dev.bnn.runtime.internal.engine.vector.channels.SlicedSums;
import dev.bnn.runtime.internal.engine.vector.planes.BitPlanes;
import dev.bnn.runtime.internal.engine.vector.product.MatrixProduct;

/**
 * The buffers that the kernels of a {@link VectorPlan} work on for one image, indexed by the slots of the plan. Only one thread
 * at a time may use an instance.
 *
 * @param planes maps of bits and codes
 * @param ints maps of integers, [slot][channel][position]; slot 0 holds the image
 * @param sums accumulators in HWC order
 * @param products matrix products, each with its own buffers
 * @param depthwise sums of depthwise stages on integers, each with its own buffers
 * @param sliced per-channel sums on bit planes, each with its own buffers
 */
record Buffers(
        BitPlanes[] planes,
        int[][][] ints,
        int[][] sums,
        MatrixProduct[] products,
        DepthwiseSums[] depthwise,
        SlicedSums[] sliced) {
    int[][] image() {
        return ints[VectorPlan.IMAGE];
    }
}
