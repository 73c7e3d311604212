// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.optimizer;

import dev.bnn.model.recipe.Descent;
import dev.bnn.training.kernels.AdamUpdate;
import dev.bnn.training.kernels.Kernels;
import dev.bnn.training.kernels.Weight;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adam or AdamW; its state is the first and second moments of the gradient. */
final class AdamOptimizer extends Optimizer {
    private final Descent.Optimizer.Adam adam;
    private final double clip;
    private final INDArray m = zeros("m");
    private final INDArray v = zeros("v");

    AdamOptimizer(Descent.Optimizer.Adam adam, Weight weight, double clip) {
        super(weight);
        this.adam = adam;
        this.clip = clip;
    }

    @Override
    long move(Kernels kernels, Weight w, double rate, long step) {
        AdamUpdate update = AdamUpdate.of(adam, rate, step, clip).of(w);
        return kernels.adam(update, w.latent(), w.gradient(), m, v);
    }
}
