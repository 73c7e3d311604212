// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.optimizer;

import dev.bnn.model.recipe.Descent;
import dev.bnn.training.kernels.BopUpdate;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Weight;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Bop for bipolar weights; its state is the mean of the gradient. A latent weight keeps its magnitude; only its sign matters. */
final class BopOptimizer extends Optimizer {
    private final Descent.Optimizer.Bop bop;
    private final double firstRate;
    private final INDArray mean = zeros("mean");

    BopOptimizer(Descent.Optimizer.Bop bop, Weight weight, double firstRate) {
        super(weight);
        this.bop = bop;
        this.firstRate = firstRate;
    }

    @Override
    long move(Kernels kernels, Weight w, double rate, long step) {
        return kernels.bop(BopUpdate.of(bop, rate / firstRate), w.latent(), w.gradient(), mean);
    }
}
