// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import java.util.Map;

/**
 * The float model of a trained network: stage zero of lowering, against which the first IR is compared.
 */
public interface Reference {
    /**
     * Runs the network in inference.
     *
     * @param image bytes in HWC order
     * @return for each layer's name its output values in HWC order, in float64; a convolution or dense layer gives the
     *     accumulator in the domain of x: scale * sum(w * p) + constant on byte input, else the integer sum
     */
    Map<String, double[]> trace(byte[] image);
}
