// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.optimizer;

import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Weight;
import dev.bnn.training.kernels.array.Native;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The running mean of each weight, after Izmailov et al. (2018): the plain mean until it spans the given number of epochs, then
 * the exponential mean over that span. It needs memory for one more set of weights. For latent weights it averages the values and
 * takes the sign of the mean, so a weight that oscillates around 0 gets the sign that prevails.
 */
public final class WeightAverage {
    /**
     * Minimum number of samples per epoch, if it has that many steps. Not every step is a sample, since weights change little
     * between steps and each sample costs a pass over them.
     */
    private static final int SAMPLES = 100;

    private final List<Weight> weights;
    private final List<INDArray> means;
    private final int every;
    private final long span;

    /**
     * @param epochs number of epochs that the mean spans
     * @param stepsOfEpoch steps per epoch, at least 1
     */
    public WeightAverage(List<Weight> weights, int epochs, int stepsOfEpoch) {
        this.weights = weights;
        means = weights.stream().map(w -> Native.zeros(w.latent().shape())).toList();
        every = Math.max(1, stepsOfEpoch / SAMPLES);
        span = (long) epochs * (stepsOfEpoch / every);
    }

    /** Adds the weights after a step, which counts from 1, to the mean where the step is one of the samples. */
    public void follow(Kernels kernels, long step) {
        if (step % every == 0) {
            float share = 1f / Math.min(step / every, span);
            for (int i = 0; i < means.size(); i++) {
                kernels.approach(means.get(i), weights.get(i).latent(), share);
            }
        }
    }

    /** Swaps the network's weights with the mean. */
    public void exchange(Kernels kernels) {
        for (int i = 0; i < means.size(); i++) {
            INDArray latent = weights.get(i).latent();
            float[] values = Native.values(latent);
            Native.write(latent, Native.values(means.get(i)));
            Native.write(means.get(i), values);
        }
        weights.forEach(w -> w.refresh(kernels));
    }

    /** The means by the names of their weights, for a checkpoint. */
    public Map<String, INDArray> state() {
        Map<String, INDArray> state = new LinkedHashMap<>();
        for (int i = 0; i < means.size(); i++) {
            state.put(weights.get(i).name() + ".average", means.get(i));
        }
        return state;
    }
}
