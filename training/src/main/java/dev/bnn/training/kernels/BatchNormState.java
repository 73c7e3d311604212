// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.training.kernels.array.Native;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A batch normalization's parameters, gradients, running estimates and this batch's statistics: each [channels].
 *
 * @param inverse 1 / sqrt(variance of the batch + eps)
 * @param momentum weight of the newest batch in the running estimates
 */
public record BatchNormState(
        Weight gamma,
        Weight beta,
        INDArray runningMean,
        INDArray runningVariance,
        INDArray mean,
        INDArray inverse,
        double eps,
        double momentum) {
    public static BatchNormState of(String layer, int channels, double eps, double momentum) {
        Weight gamma = Weight.norm(layer, "gamma", channels);
        Weight beta = Weight.norm(layer, "beta", channels);
        gamma.latent().assign(1f);
        INDArray variance = Native.zeros(channels);
        variance.assign(1f);
        return new BatchNormState(
                gamma,
                beta,
                Native.zeros(channels),
                variance,
                Native.zeros(channels),
                Native.zeros(channels),
                eps,
                momentum);
    }

    /** A sample of the rows of x, normalized by the statistics of their batch; at most {@code atMost} values. */
    public float[] normalized(INDArray x, int atMost) {
        int channels = channels();
        float[] values = Native.sample(x, atMost);
        float[] factors = Native.values(gamma.latent());
        float[] shifts = Native.values(beta.latent());
        float[] means = Native.values(mean);
        float[] inverses = Native.values(inverse);
        for (int i = 0; i < values.length; i++) {
            int c = i % channels;
            values[i] = factors[c] * (values[i] - means[c]) * inverses[c] + shifts[c];
        }
        return values;
    }

    public int channels() {
        return (int) mean.length();
    }
}
