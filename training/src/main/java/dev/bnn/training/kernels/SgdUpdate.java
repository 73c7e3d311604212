// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.kernels;

import dev.bnn.model.recipe.Descent;

/**
 * The scalars of one step of gradient descent: see {@link Descent.Optimizer.Sgd}.
 *
 * @param clip weights are clamped to [-clip, clip]; 0 for no clamp
 * @param decay this share of the weight is added to its gradient; 0 for none
 */
public record SgdUpdate(float rate, float momentum, boolean nesterov, float clip, float decay) {
    /** The scalars for a weight that is quantized and decays. */
    public static SgdUpdate of(Descent.Optimizer.Sgd sgd, double rate, double clip) {
        return new SgdUpdate((float) rate, (float) sgd.momentum(), sgd.nesterov(), (float) clip, (float) sgd.decay());
    }

    /** These scalars for a given weight: without the clamp if it is not quantized, and without decay if it does not decay. */
    public SgdUpdate of(Weight weight) {
        return new SgdUpdate(rate, momentum, nesterov, weight.quantized() ? clip : 0, weight.decays() ? decay : 0);
    }
}
