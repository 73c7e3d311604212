// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.optimizer;

import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Native;
import dev.bnn.training.kernels.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of each weight on its way, after Izmailov et al. (2018): the plain mean at first and, once it spans the wanted epochs,
 * the exponential mean of that span, which needs memory for one more set of weights. Of latent weights it is the mean that
 * has a sign, not the signs that have a mean: a weight that goes to and fro about 0 gets the side where it is more.
 */
public final class WeightAverage {
    /** An epoch gives at least so many samples, or all its steps: neighbours are much the same, and each costs a pass over the weights. */
    private static final int SAMPLES = 100;

    private final List<Weight> weights;
    private final List<INDArray> means;
    private final int every;
    private final long span;

    /**
     * @param epochs that the mean spans
     * @param stepsOfEpoch at least 1
     */
    public WeightAverage(List<Weight> weights, int epochs, int stepsOfEpoch) {
        this.weights = weights;
        means = weights.stream().map(w -> Native.zeros(w.latent().shape())).toList();
        every = Math.max(1, stepsOfEpoch / SAMPLES);
        span = (long) epochs * (stepsOfEpoch / every);
    }

    /** After a step, which counts from 1: takes the weights into the mean, where it is this step's turn. */
    public void follow(Kernels kernels, long step) {
        if (step % every == 0) {
            float share = 1f / Math.min(step / every, span);
            for (int i = 0; i < means.size(); i++) {
                kernels.approach(means.get(i), weights.get(i).latent(), share);
            }
        }
    }

    /** The network gets the mean in place of its weights, or its weights back. */
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
