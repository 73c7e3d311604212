// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution's three products. Activations are matrices [images * positions, channels]. Weights are [fan-in, outputs], with
 * the fan-in in the order row, column, channel; with groups, the channels of the fan-in are those of one group. The weights of a
 * depthwise convolution are [taps, channels].
 */
public interface Convolution {
    /** Computes y, the convolution of x. */
    void forward(INDArray x, INDArray weights, INDArray y);

    /**
     * Stores the gradients by the weights and, unless dx is null, by x; to be called after {@link #forward} on the same arrays.
     */
    void backward(INDArray x, INDArray weights, INDArray dy, INDArray weightGradient, INDArray dx);
}
