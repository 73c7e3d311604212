// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.engine.vector;

/**
 * What the kernels of a {@link VectorPlan} work on for one image, by the slots that the plan has numbered. An instance is for
 * one thread at a time.
 *
 * @param bits maps of bits
 * @param ints maps of integers, [slot][channel][position]; that of slot 0 is the image
 * @param sums accumulators in HWC order
 * @param products matrix products, each with its own buffers
 * @param depthwise sums of depthwise stages, each with its own buffers
 */
record Buffers(BitPlanes[] bits, int[][][] ints, int[][] sums, MatrixProduct[] products, DepthwiseSums[] depthwise) {
    int[][] image() {
        return ints[VectorPlan.IMAGE];
    }
}
