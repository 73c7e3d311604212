// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.inference;

import dev.bnn.model.Layer;
import dev.bnn.training.kernels.host.XnorProduct;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * A convolution of {@link FloatModel} whose values and weights are -1 and +1. It counts bits, so its sums are exact.
 */
final class XnorConvolution {
    private final Layer.Conv layer;
    private final XnorProduct product;
    private float[] input = new float[0];
    private float[] output = new float[0];

    static boolean suits(Layer.Conv layer) {
        return XnorProduct.suits(layer);
    }

    /** {@code latent} is [outputs, fan-in]. */
    XnorConvolution(Layer.Conv layer, float[] latent) {
        if (latent.length != layer.weightCount()) {
            throw new IllegalArgumentException("parameter " + layer.name() + ".weight has " + latent.length
                    + " values where the network needs " + layer.weightCount());
        }
        this.layer = layer;
        product = XnorProduct.of(layer, 1);
        int[] matrix = new int[latent.length];
        for (int r = 0; r < layer.rows(); r++) {
            for (int c = 0; c < layer.columns(); c++) {
                float sign = latent[r * layer.columns() + c] >= 0 ? 1 : -1;
                matrix[c * layer.rows() + r] = Float.floatToRawIntBits(sign);
            }
        }
        product.load(IntBuffer.wrap(matrix));
    }

    /** Computes the layer's sums for n images, which lie one after the other in HWC order. */
    double[] apply(double[] values, int n) {
        int size = n * layer.output().shape().size();
        if (input.length < values.length || output.length < size) {
            input = new float[values.length];
            output = new float[size];
        }
        for (int i = 0; i < values.length; i++) {
            input[i] = (float) values[i];
        }
        product.apply(0, FloatBuffer.wrap(input), 0, n, FloatBuffer.wrap(output));
        double[] sums = new double[size];
        for (int i = 0; i < size; i++) {
            sums[i] = output[i];
        }
        return sums;
    }
}
