// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

/** One layer of {@link FloatModel} in inference. */
interface InferenceStep {
    /**
     * The values that the layer yields; an input is not changed, but may be the result.
     *
     * @param inputs per operand the values of n images in HWC order, one image after the other
     */
    double[] apply(double[][] inputs, int n);
}
