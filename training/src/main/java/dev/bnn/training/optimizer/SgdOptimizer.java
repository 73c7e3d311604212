// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.optimizer;

import dev.bnn.model.recipe.Descent;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.SgdUpdate;
import dev.bnn.training.kernels.Weight;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradient descent with momentum; its state is the velocity. */
final class SgdOptimizer extends Optimizer {
    private final Descent.Optimizer.Sgd sgd;
    private final double clip;
    private final INDArray velocity = zeros("velocity");

    SgdOptimizer(Descent.Optimizer.Sgd sgd, Weight weight, double clip) {
        super(weight);
        this.sgd = sgd;
        this.clip = clip;
    }

    @Override
    long move(Kernels kernels, Weight w, double rate, long step) {
        SgdUpdate update = SgdUpdate.of(sgd, rate, clip).of(w);
        return kernels.sgd(update, w.latent(), w.gradient(), velocity);
    }
}
