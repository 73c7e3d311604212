// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

/** One layer of {@link FloatModel} in inference. */
interface InferenceStep {
    /**
     * Computes the output of the layer. It does not change an input, but may return it as the result.
     *
     * @param inputs per operand the values of n images in HWC order, one image after the other
     */
    double[] apply(double[][] inputs, int n);
}
